/** What flows about cases need of the database. */
import type { Case, CaseKind, CaseSeverity, CaseState } from '../../domain/cases/case.ts'
import type { CaseEvent } from '../../domain/cases/caseEvent.ts'
import type { CaseFilter, CasePage } from '../../domain/cases/caseQuery.ts'
import type { CaseId, ConsoleUserId, SessionId, SubjectId } from '../../domain/ids.ts'
import type { Artefact, ArtefactKind } from '../../domain/sessions/artefact.ts'
import type { Outcome } from '../../domain/sessions/decision.ts'
import type { Disposition } from '../../domain/sessions/label.ts'
import type { ReviewAction } from '../../domain/sessions/review.ts'
import type { EndResult, SessionKind, SessionState } from '../../domain/sessions/session.ts'
import type { Instant } from '../../domain/time.ts'
import type { CoreStores, Transaction } from '../transact.ts'
import type { CaseContentWrites } from './contentPorts.ts'

export type CaseListItem = Case & { sessions: number; people: number; tags: string[] }

/** A session in the list of its case. */
export type CaseSession = {
  id: SessionId
  state: SessionState
  kind: SessionKind
  relyingParty: string
  subjectId: SubjectId | null
  /** The short pseudonym. */
  person: string | null
  occurredAt: Instant
  deliveredAt: Instant | null
  endedAt: Instant | null
  reportedAt: Instant | null
  endResult: EndResult | null
  outcome: Outcome | null
  score: number | null
  review: ReviewAction | null
  disposition: Disposition | null
  addedAt: Instant
}

/** What the console reads; it changes nothing. */
export interface CasePages {
  /** @param now wall time. */
  list(filter: CaseFilter, page: CasePage, now: Instant): Promise<CaseListItem[]>
  /** How many cases a filter finds, counted no further than `most`. */
  count(filter: CaseFilter, now: Instant, most: number): Promise<number>
  find(id: CaseId): Promise<CaseListItem | null>
  /** Newest first. */
  sessions(id: CaseId, page: { before: SessionId | null; limit: number }): Promise<CaseSession[]>
  /** Which sessions of a case are held now, the next to run out first, and how many sessions it has. */
  heldSessions(id: CaseId): Promise<{ held: SessionId[]; total: number }>
  /** What happened to the case, and to those that were merged into it; newest first. */
  timeline(id: CaseId, page: { before: string | null; limit: number }): Promise<CaseEvent[]>
  /** Every case that a session is or was in, newest first. */
  ofSession(id: SessionId): Promise<CaseListItem[]>
}

export interface CaseReads {
  find(id: CaseId): Promise<Case | null>
  /** Which of these sessions are in an open case, and in which. */
  openCasesOf(sessionIds: readonly SessionId[]): Promise<Map<SessionId, CaseId>>
  /** Sessions of the list that exist. */
  existing(sessionIds: readonly SessionId[]): Promise<SessionId[]>
}

export type NewCase = Pick<
  Case,
  'id' | 'kind' | 'title' | 'severity' | 'assigneeId' | 'openedAt' | 'dueAt' | 'openedBy'
>

/** The version, and who set it when, follow by themselves. */
export type CaseUpdate = {
  kind?: CaseKind
  title?: string
  state?: CaseState
  severity?: CaseSeverity
  assigneeId?: ConsoleUserId | null
  dueAt?: Instant
  closed?: Case['closed']
  mergedIntoId?: CaseId | null
}

/**
 * Inside a transaction. A session is in one open case at most: whatever would put it into a second one throws
 * AlreadyExists.
 */
export interface CaseWrites {
  /** These cases as they are, locked, by id; always in one order, so that who wants the same ones waits. */
  lock(ids: readonly CaseId[]): Promise<Map<CaseId, Case>>
  /** One at a time for a person: two sessions of the same moment open one case. */
  lockPerson(subjectId: SubjectId): Promise<void>
  insert(opened: NewCase): Promise<void>
  update(id: CaseId, update: CaseUpdate, by: { by: ConsoleUserId | null; at: Instant }): Promise<Case>
  addEvent(event: CaseEvent): Promise<void>
  /** @returns those that were not in the case before. */
  addSessions(
    id: CaseId,
    sessionIds: readonly SessionId[],
    by: { by: ConsoleUserId | null; at: Instant },
  ): Promise<SessionId[]>
  countSessions(id: CaseId): Promise<number>
  /** Whether its sessions are taken by it. */
  setSessionsOpen(id: CaseId, isOpen: boolean): Promise<void>
  /** Takes sessions (null: all of them) to another case, and remembers from where. @returns how many. */
  moveSessions(move: { from: CaseId; to: CaseId; sessionIds: readonly SessionId[] | null }): Promise<number>
  /** Notes and files go along, tags are copied. */
  moveContents(from: CaseId, to: CaseId): Promise<void>
  /** What a merge brought from `origin` goes back to it. @returns how many sessions. */
  restoreMoved(origin: CaseId, from: CaseId): Promise<number>
  /** Every case that this session is or was in. `closedAt`: wall time. */
  ofSession(sessionId: SessionId): Promise<{ caseId: CaseId; isOpen: boolean; closedAt: Instant | null }[]>
  /** The open case with a session of this person no further than `nearMs` away; the nearest by id. */
  openCaseNear(near: { subjectId: SubjectId; occurredAt: Instant; nearMs: number }): Promise<CaseId | null>
}

export type SessionOfCase = {
  id: SessionId
  state: SessionState
  /** Event time, and how far the wall is ahead of it. */
  occurredAt: Instant
  wallOffsetMs: number
}

/** What is said of one session; `fraud` null: the disposition says neither. */
export type SessionDisposition = {
  sessionId: SessionId
  labelId: string
  disposition: Disposition
  fraud: boolean | null
  /** Event times of the session and of the disposition. */
  occurredAt: Instant
  at: Instant
}

/** The disposition of a case becomes a label of each of its sessions. Inside the transaction that closes the case. */
export interface CaseLabelWrites {
  /** By id. */
  sessionsOf(id: CaseId): Promise<SessionOfCase[]>
  /** Whoever speaks of a session waits for who speaks of it now. @returns what was said before, by session. */
  lockDispositions(sessionIds: readonly SessionId[]): Promise<Map<SessionId, Disposition>>
  /** Dispositions and the labels that follow from them. After `lockDispositions`. */
  putDispositions(dispositions: readonly SessionDisposition[], userId: ConsoleUserId): Promise<void>
}

export type CaseStores = CoreStores & {
  cases: CaseWrites
  caseContents: CaseContentWrites
  caseLabels: CaseLabelWrites
}
export type CaseTransaction = Transaction<CaseStores>

export type CountedArtefact = Artefact & {
  /** Sessions of the case with it. */
  own: number
  /** Other sessions and the persons in them, counted no further than OTHERS_COUNTED_AT_MOST. */
  sessions: number
  people: number
}
export type TiedSession = { id: SessionId; subjectId: SubjectId | null; kind: ArtefactKind }

/** What ties sessions: the artefacts of a case, and who else has them. */
export interface CaseArtefacts {
  /** Every artefact of the case's sessions with its counts since `from` (event time), by kind, the most own first. */
  count(id: CaseId, from: Instant): Promise<CountedArtefact[]>
  /** Other sessions since `from` with any of these artefacts, at most `limit` a kind, the newest. */
  tied(id: CaseId, artefacts: readonly Artefact[], from: Instant, limit: number): Promise<TiedSession[]>
  /** Names of relying parties and the texts of templates, for who reads artefacts. By key. */
  labels(id: CaseId): Promise<Map<string, string>>
}

/** One session's ends, as ids and digests with what may be shown of them. */
export type LinkRow = {
  id: SessionId
  person: { key: string; label: string } | null
  /** The device's model, where the account has one. */
  account: { key: string; label: string } | null
  address: string | null
  network: string | null
  relyingParty: { key: string; label: string }
  text: { key: string; label: string } | null
  isHeld: boolean
  isFraud: boolean
}

/** The newest, at most LINKED_SESSIONS_AT_MOST and one more. */
export interface LinkRows {
  ofCase(id: CaseId): Promise<LinkRow[]>
  ofSessions(ids: readonly SessionId[]): Promise<LinkRow[]>
}
