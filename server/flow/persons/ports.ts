/** What the room of persons needs of the database. */
import type { PhoneRecord } from '../../domain/accounts/phoneRecord.ts'
import type { Identity } from '../../domain/accounts/proofing.ts'
import type { ConsoleUserId, PersonSearchId, RevealId, SessionId, SubjectId } from '../../domain/ids.ts'
import type { RevealPolicy } from '../../domain/person.ts'
import type { Outcome, Reason } from '../../domain/sessions/decision.ts'
import type { EndResult, SessionKind, SessionState } from '../../domain/sessions/session.ts'
import type { Instant } from '../../domain/time.ts'
import type { CoreStores } from '../transact.ts'

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

/** A request to see who a person is. */
export type Reveal = {
  id: RevealId
  subjectId: SubjectId
  policy: RevealPolicy
  reason: string
  requestedBy: ConsoleUserId
  /** Wall times. */
  requestedAt: Instant
  /** Until then it may be approved. */
  expiresAt: Instant
  approvedBy: ConsoleUserId | null
  refusedBy: ConsoleUserId | null
  decidedAt: Instant | null
  /** Until then who asked may read it. */
  shownUntil: Instant | null
}

export interface RevealReads {
  find(id: RevealId): Promise<Reveal | null>
  /** Those that wait for somebody's word, with the person's short name; the oldest first. */
  waiting(now: Instant): Promise<(Reveal & { person: string })[]>
}

/** Inside a transaction. */
export interface RevealWrites {
  request(reveal: Reveal): Promise<void>
  /** @param shownUntil null: refused. @returns false where it was decided before, or its time is over. */
  decide(
    id: RevealId,
    decision: { by: ConsoleUserId; at: Instant; shownUntil: Instant | null },
  ): Promise<boolean>
  /** Opens the identity: in the transaction that records who reads it, and nowhere else in the console. */
  identityOf(subjectId: SubjectId): Promise<Identity>
}

export type RevealStores = CoreStores & { reveals: RevealWrites }
