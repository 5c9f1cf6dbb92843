/** What the room of the team needs of the database. */
import type { ConsoleUser } from '../../domain/consoleUser.ts'
import type { CaseId, ConsoleUserId, Id, SessionId } from '../../domain/ids.ts'
import type {
  Agreement,
  DrawnDecision,
  HandoverNote,
  HandoverNoteId,
  QualityCursor,
  QualityKind,
  QualityVerdict,
  SecondLook,
  TeamNotice,
  Workload,
} from '../../domain/team.ts'
import type { Instant } from '../../domain/time.ts'
import type { CoreStores } from '../transact.ts'

export interface Passwords {
  hash(password: string): Promise<string>
  /** `passwordHash` null: no such user. Takes the same time, and is never true. */
  verify(passwordHash: string | null, password: string): Promise<boolean>
}

export interface Workloads {
  /** What each of the console has to do and has done. @param now wall time. */
  read(now: Instant): Promise<{
    byUser: Map<ConsoleUserId, Workload>
    unassigned: Pick<Workload, 'openCases' | 'overdueCases'>
  }>
}

export interface DisplayNames {
  /** By id; an id that is nobody's is left out. */
  displayNames(ids: readonly string[]): Promise<Map<string, string>>
}

export interface ConsoleUserReads extends DisplayNames {
  /** Null where nobody of that name may sign in. */
  findByUsername(username: string): Promise<{ user: ConsoleUser; passwordHash: string } | null>
  /** Null where the token is unknown, the log-in has ended or the user was disabled since. */
  findByToken(token: string, now: Instant): Promise<ConsoleUser | null>
  /** Null where there is nobody of this id, or no longer. */
  find(id: ConsoleUserId): Promise<ConsoleUser | null>
  /** Everybody who may sign in, by name. */
  enabled(): Promise<ConsoleUser[]>
}

/** The token of a cookie is stored as its SHA-256 only. */
export interface LoginWrites {
  /** Log-ins that have ended are swept out on the way. */
  open(login: { token: string; userId: ConsoleUserId; now: Instant; expiresAt: Instant }): Promise<void>
  close(token: string): Promise<void>
}

export type NewHandoverNote = Omit<HandoverNote, 'cases' | 'acknowledged'> & { caseIds: CaseId[] }

export interface HandoverReads {
  find(id: HandoverNoteId): Promise<HandoverNote | null>
  /** Newest first. */
  list(page: { before: HandoverNoteId | null; limit: number }): Promise<HandoverNote[]>
  /** Those of these ids that are no case and no session. */
  unknown(links: { caseIds: readonly CaseId[]; sessionIds: readonly SessionId[] }): Promise<Set<string>>
}

export interface HandoverWrites {
  add(note: NewHandoverNote): Promise<void>
  /** Once a person. @returns false where they had acknowledged it before. */
  acknowledge(reading: { id: HandoverNoteId; userId: ConsoleUserId; at: Instant }): Promise<boolean>
}

/** Which decisions: the share of them (0 to 1) that is drawn, and since when (wall time). */
export type Drawing = { share: number; since: Instant }

/**
 * Decisions drawn for a second look. Which are drawn follows from their ids alone, under a key: the same ones are
 * drawn whoever asks and however often, and nobody can tell beforehand which of theirs will be.
 */
export interface QualitySample {
  /** What was drawn and nobody has looked at, but what `notBy` decided; the newest decision first. */
  open(
    drawing: Drawing,
    page: { notBy: ConsoleUserId; after: QualityCursor | null; limit: number },
  ): Promise<SecondLook[]>
  /** What somebody has looked at, the newest decision first. */
  done(since: Instant, page: { after: QualityCursor | null; limit: number }): Promise<SecondLook[]>
  /** Null where it was not drawn, or lies too far back. */
  find(drawing: Drawing, decision: { kind: QualityKind; objectId: string }): Promise<DrawnDecision | null>
  /** By who decided: how many were drawn, and what second looks said. */
  agreement(drawing: Drawing): Promise<Agreement[]>
  /** What this person was told, newest first, and how much of everything they have not read. */
  notices(
    userId: ConsoleUserId,
    page: { before: string | null; limit: number },
  ): Promise<{ notices: TeamNotice[]; unread: number }>
  /** False where it is none of theirs; reading it again changes nothing. */
  readNotice(id: string, userId: ConsoleUserId, at: Instant): Promise<boolean>
}

/** Inside a transaction. */
export interface QualityWrites {
  /** @returns the verdict that stands: this one, or the one of who was first. */
  give(decision: DrawnDecision, verdict: QualityVerdict): Promise<QualityVerdict>
  /** Tells who decided. */
  notify(notice: {
    id: Id<'teamNotice'>
    userId: ConsoleUserId
    verdictId: QualityVerdict['id']
    at: Instant
  }): Promise<void>
}

export type QualityStores = CoreStores & { quality: QualityWrites }
