/** What the room of persons needs of the database. */
import type { PhoneRecord } from '../../domain/accounts/phoneRecord.ts'
import type { ConsoleUserId, PersonSearchId, SessionId, SubjectId } from '../../domain/ids.ts'
import type { Outcome, Reason } from '../../domain/sessions/decision.ts'
import type { EndResult, SessionKind, SessionState } from '../../domain/sessions/session.ts'
import type { Instant } from '../../domain/time.ts'

/** An opaque id that stands in an address bar instead of what was searched for. */
export type PersonSearch = {
  id: PersonSearchId
  userId: ConsoleUserId
  /** Null: nobody was found. */
  subjectId: SubjectId | null
  /** Wall time. */
  expiresAt: Instant
}

export interface PersonSearchReads {
  /** Null where this user has no such search, or no longer. */
  find(
    id: PersonSearchId,
    userId: ConsoleUserId,
    now: Instant,
  ): Promise<{ subjectId: SubjectId | null } | null>
}

export interface PersonSearchWrites {
  /** Searches whose time is over are swept out on the way. */
  add(search: PersonSearch, now: Instant): Promise<void>
}

/** A session with the decision before its delivery. */
export type PersonSession = {
  id: SessionId
  kind: SessionKind
  state: SessionState
  relyingPartyId: string
  relyingParty: string
  occurredAt: Instant
  shownAt: Instant | null
  reportedAt: Instant | null
  endResult: EndResult | null
  outcome: Outcome | null
  score: number | null
  reasons: Reason[] | null
  warningId: string | null
}

export interface PersonPages {
  /** Null where there is nobody of this id. */
  find(id: SubjectId): Promise<{ id: SubjectId; pseudonym: string; knownSince: Instant } | null>
  /** Sessions since `from` (event time), newest first; `isCut`: there were more than are read. */
  sessions(id: SubjectId, from: Instant): Promise<{ sessions: PersonSession[]; isCut: boolean }>
  /** Oldest first. */
  phones(id: SubjectId): Promise<PhoneRecord[]>
}
