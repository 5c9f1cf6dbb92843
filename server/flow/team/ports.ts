/** What the room of the team needs of the database. */
import type { ConsoleUser } from '../../domain/consoleUser.ts'
import type { CaseId, ConsoleUserId, SessionId } from '../../domain/ids.ts'
import type { HandoverNote, HandoverNoteId, Workload } from '../../domain/team.ts'
import type { Instant } from '../../domain/time.ts'

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
