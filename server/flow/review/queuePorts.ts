/** What work on the queue needs of the database: claims, searches, saved filters, what changed and what is related. */
import type { ConsoleUserId, Id, SessionId } from '../../domain/ids.ts'
import type {
  Relation,
  SearchTarget,
  SessionFilter,
  SessionOrder,
} from '../../domain/sessions/sessionQuery.ts'
import type { Instant } from '../../domain/time.ts'
import type { CoreStores } from '../transact.ts'

export type Claim = {
  sessionId: SessionId
  userId: ConsoleUserId
  /** The holder's display name. */
  by: string
  claimedAt: Instant
  expiresAt: Instant
}
export type Viewer = { sessionId: SessionId; userId: ConsoleUserId; name: string }

export interface ClaimReads {
  of(ids: readonly SessionId[], now: Instant): Promise<Claim[]>
  viewers(ids: readonly SessionId[], now: Instant): Promise<Viewer[]>
}

/** Which claims give way: none that lives, one's own, or anybody's. */
export type GivesWay = 'free' | 'own' | 'any'

export type ClaimOrder = { sessionId: SessionId; userId: ConsoleUserId; now: Instant; expiresAt: Instant }

/**
 * Inside a transaction. Claims are written before viewers, as everywhere: two who lock in different orders wait for
 * each other until one is thrown out.
 */
export interface ClaimWrites {
  /** @returns whether it is now theirs. */
  claim(order: ClaimOrder & { takes: GivesWay }): Promise<boolean>
  /** What is held and runs out next, else what is flagged, undecided and riskiest: nobody's yet, and not locked. */
  findNext(now: Instant): Promise<SessionId | null>
  /** Whoever has the page open is there; a claim of theirs lives on with it. */
  renew(order: ClaimOrder): Promise<void>
  /** Their claim ends, and they look away. */
  release(order: Pick<ClaimOrder, 'sessionId' | 'userId'>): Promise<void>
  /** What has run out goes, so that open consoles hear of it. @returns how many. */
  sweep(now: Instant): Promise<number>
}

export type ClaimStores = CoreStores & { claims: ClaimWrites }

export type SearchId = Id<'search'>

export interface SearchReads {
  /** Null where there is none, it has run out, or it is somebody else's. */
  find(id: SearchId, userId: ConsoleUserId, now: Instant): Promise<SearchTarget | null>
}

/** Inside a transaction. */
export interface SearchWrites {
  add(search: {
    id: SearchId
    userId: ConsoleUserId
    target: SearchTarget
    expiresAt: Instant
  }): Promise<void>
}

export type SearchStores = CoreStores & { searches: SearchWrites }

export type SavedFilterId = Id<'savedFilter'>
/** The filter as it travels; its door has checked it, and checks it again when it is used. */
export type SavedQuery = { filter: Record<string, unknown>; sort: SessionOrder }
export type SavedFilter = {
  id: SavedFilterId
  userId: ConsoleUserId
  by: string
  name: string
  query: SavedQuery
  shared: boolean
}
export type SavedFilterChange = { name?: string; query?: SavedQuery; shared?: boolean }

/** Each change is one statement. */
export interface SavedFilters {
  /** By name, as `userId` may see them. */
  list(userId: ConsoleUserId): Promise<SavedFilter[]>
  create(saved: Omit<SavedFilter, 'by'>): Promise<void>
  /** @returns false where there is none of theirs by this id. */
  change(id: SavedFilterId, userId: ConsoleUserId, change: SavedFilterChange): Promise<boolean>
  /** @returns false where there is none of theirs by this id. */
  remove(id: SavedFilterId, userId: ConsoleUserId): Promise<boolean>
}

export interface QueueChanges {
  /** The last number given so far; 0 where there is none. */
  last(): Promise<bigint>
  /** Sessions whose rows changed since that number. Null: too many or too long ago, read everything again. */
  since(number: bigint, most: number): Promise<SessionId[] | null>
}

export type Related = {
  relation: Relation
  /** Which finds the same in the list. */
  filter: SessionFilter
  /** Of the past days, the session itself left out; `isExact` false: there are more. */
  sessions: number
  isExact: boolean
  /** Distinct people among those counted. */
  people: number
  newest: SessionId[]
}

export interface RelatedReads {
  /** Relations that the session has, in the order of RELATIONS. Null: there is no such session. */
  of(id: SessionId, now: Instant): Promise<Related[] | null>
}
