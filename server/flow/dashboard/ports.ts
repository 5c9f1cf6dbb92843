/** What dashboards and the outage meter need of the database. */
import type { CaseState } from '../../domain/cases/case.ts'
import type { Counted } from '../../domain/dashboard.ts'
import type { CaseId } from '../../domain/ids.ts'
import type { Outcome } from '../../domain/sessions/decision.ts'
import type { SessionState } from '../../domain/sessions/session.ts'
import type { Instant } from '../../domain/time.ts'
import type { CoreStores } from '../transact.ts'

/** Decisions before delivery of an hour of event time with one outcome. */
export type DecisionsOfHour = {
  hour: Instant
  outcome: Outcome
  found: number
  /** Of them, decided by fallback, and reported by the person. */
  fallback: number
  reported: number
}

export interface LiveCounts {
  /** Sessions in each state that is not terminal. */
  open(): Promise<{ state: SessionState; found: number }[]>
  /** Decisions before delivery in [from, to) of event time, by hour and outcome. */
  decisionsByHour(from: Instant, to: Instant): Promise<DecisionsOfHour[]>
}

export interface DashboardCounts {
  /** Sessions asked for from `from` (included) to `to` (not), at most an hour. */
  count(from: Instant, to: Instant): Promise<Counted>
}

/** `figures` null: never counted. `counted` false: something came since. */
export type CountedHour = { hour: Instant; figures: Counted | null; counted: boolean }
/** `marks` rises with each mark: what was counted before one is not the last. */
export type StaleHour = { hour: Instant; marks: number }

export interface DashboardHours {
  /** Hours to be counted, the newest first. */
  stale(limit: number): Promise<StaleHour[]>
  /** Keeps what was counted; the hour stays marked where another mark came meanwhile. */
  keep(hour: StaleHour, figures: Counted, now: Instant): Promise<void>
  /** Hours that begin from `from` (included) to `to` (not), as they were counted last; others are not there. */
  read(from: Instant, to: Instant): Promise<CountedHour[]>
  /** Wall time up to which changes were looked for. Null: never. */
  countedTo(): Promise<Instant | null>
}

/** Inside a transaction. */
export interface DashboardHourWrites {
  /**
   * Marks the hours of which something changed since the last marking, and those that ended. The running hour is
   * left out: whoever asks for it counts it.
   * @param now wall time.
   */
  markChanged(now: Instant): Promise<void>
}

export type DashboardStores = CoreStores & { dashboardHours: DashboardHourWrites }

export type ProcessMinute = {
  minute: Instant
  processId: string
  /** Postgres answered at least once. */
  able: boolean
  answered: number
  refused: number
}

/** Minutes one after the other in which nobody was served, from the first to after the last. */
export type Outage = {
  from: Instant
  to: Instant
  /** No process said anything; else a process was there and could do nothing. */
  isSilent: boolean
}

export interface DashboardMinutes {
  /** Writes minutes, or what came to them since. Writing the same again changes nothing. */
  write(minutes: readonly ProcessMinute[]): Promise<void>
  /**
   * Whole minutes from `from` to before `to` in which no process served anybody: none was able, or those that were
   * asked refused all. Nothing counts before the first minute that any process ever wrote.
   */
  outages(from: Instant, to: Instant): Promise<Outage[]>
  /** Forgets minutes before `before`; returns how many. */
  forget(before: Instant): Promise<number>
}

export type Campaign = {
  id: CaseId
  title: string
  state: CaseState
  openedAt: Instant
  sessions: number
  people: number
  /** Addresses of initiators with their sessions; they go no further than to their places. Null: not told. */
  addresses: { ip: string | null; sessions: number }[]
}

export interface DashboardNow {
  /** Wall times since when and until when each held session is held. */
  held(): Promise<{ since: Instant; ends: Instant }[]>
  /** Open cases (campaigns among them), those past their time, and open campaigns. @param now wall time. */
  openCases(now: Instant): Promise<{ open: number; overdue: number; campaigns: number }>
  /** Campaigns that are open, or were opened in the span (wall time); newest first. */
  campaigns(from: Instant, to: Instant): Promise<{ campaigns: Campaign[]; isCut: boolean }>
  /** What waits in the outbox to be done, how much of it was sent before, and since when the oldest waits. */
  outbox(): Promise<{ waiting: number; again: number; oldest: Instant | null }>
}
