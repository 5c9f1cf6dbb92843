/**
 * What happened before, as the risk engine reads it: events counted by entity and window. The stores
 * of `server/stores/history` keep it, `server/risk/features` reads it; both share these words.
 */
import type { AccountId, RelyingPartyId, SessionId, SubjectId } from '../ids.ts'
import { DAY_MS, HOUR_MS, type Instant, MINUTE_MS } from '../time.ts'
import type { Flow, SessionKind } from './session.ts'

/** Windows end at the moment of the decision. `d28` is the longest that the history keeps. */
export const WINDOW_MS = {
  m1: MINUTE_MS,
  m10: 10 * MINUTE_MS,
  h1: HOUR_MS,
  h24: DAY_MS,
  d7: 7 * DAY_MS,
  d28: 28 * DAY_MS,
} as const
export type WindowName = keyof typeof WINDOW_MS
export const WINDOW_NAMES = ['m1', 'm10', 'h1', 'h24', 'd7', 'd28'] as const satisfies readonly WindowName[]

/**
 * What a session can bring about, each at most once a session. `blocked`: the engine, an analyst or the end of a
 * hold stopped it. `confirmedFraud` and `confirmedGenuine` happen when the label becomes known, not when the session
 * was, so that no row before learns of them. Stored counts go by place in this list, so a new kind comes last.
 */
export const HISTORY_EVENT_KINDS = [
  'requested',
  'refused',
  'timedOut',
  'wrongCode',
  'reported',
  'completed',
  'blocked',
  'confirmedFraud',
  'confirmedGenuine',
] as const
export type HistoryEventKind = (typeof HISTORY_EVENT_KINDS)[number]

/**
 * One thing that happened in a session. Idempotent by (sessionId, kind): the first telling counts. All events of a
 * session carry the same amount and currency.
 */
export type HistoryEvent = {
  kind: HistoryEventKind
  sessionId: SessionId
  occurredAt: Instant
  sessionKind: SessionKind
  flow: Flow | null
  relyingPartyId: RelyingPartyId
  subjectId: SubjectId | null
  accountId: AccountId | null
  /** Keyed digests of where the request was started, and its place cell (see placeCell). */
  initiatorAddress: string | null
  initiatorNetwork: string | null
  initiatorPlace: string | null
  /** ISO 3166 alpha-2: only ever compared with the same person's own past (design, invariant 8). */
  initiatorCountry: string | null
  trackingKey: string | null
  /** Browser and system without versions, e.g. `firefox on linux`. */
  userAgentFamily: string | null
  phoneNetwork: string | null
  phonePlace: string | null
  /** Digest of the relying party together with the shape of its text. */
  templateKey: string | null
  payeeKey: string | null
  amountMinor: number | null
  currency: string | null
}

/** An event in the exact log of a subject, account or tracking id. */
export type PastEvent = Pick<
  HistoryEvent,
  | 'kind'
  | 'sessionId'
  | 'occurredAt'
  | 'sessionKind'
  | 'flow'
  | 'relyingPartyId'
  | 'subjectId'
  | 'trackingKey'
  | 'initiatorNetwork'
  | 'initiatorPlace'
  | 'templateKey'
  | 'payeeKey'
  | 'amountMinor'
  | 'currency'
>

/** Exact: every event of the last 28 days before (occurred, id), oldest first, at most LOG_EVENTS of the newest. */
export type EventLog = PastEvent[]
export const LOG_EVENTS = 400
/** An event that is this much older than the newest of its entity is too late to count. */
export const KEPT_MS = 30 * DAY_MS

/** Amounts of one window at a shared entity, minor units, in the session's own currency; max is 0 where count is. */
export type WindowAmounts = { count: number; sum: number; max: number }
export const AMOUNT_KINDS = ['requested', 'completed'] as const satisfies readonly HistoryEventKind[]
export type AmountKind = (typeof AMOUNT_KINDS)[number]
export const AMOUNT_WINDOWS = ['h24', 'd7', 'd28'] as const satisfies readonly WindowName[]
export type AmountWindow = (typeof AMOUNT_WINDOWS)[number]

/** What became known of an earlier session. */
export type LabelEvent = {
  kind: 'confirmedFraud' | 'confirmedGenuine'
  /** When it became known. */
  at: Instant
  sessionId: SessionId
  amountMinor: number | null
  currency: string | null
}
export const VERDICTS_KEPT = 64

/**
 * Shared entities are counted in buckets: a window is widened to the start of its oldest bucket, by at most a
 * twelfth of its length. Distinct people are exact while the newest DISTINCT_PEOPLE are all there were in a window.
 * Beyond, the windows of PEOPLE_SKETCHED are estimated by HyperLogLog (standard error 0.81 %, the window widened by
 * at most a quarter), and in shorter ones the number means "that many or more".
 */
export type SharedCounts = {
  counts: Record<HistoryEventKind, Record<WindowName, number>>
  amounts: Record<AmountKind, Record<AmountWindow, WindowAmounts>>
  /** Distinct people other than the session's own. */
  otherPeople: Record<WindowName, number>
  firstSeenAt: Instant | null
  /** The newest of each kind, out of the two newest that were told; null where neither came before the session. */
  lastAt: Record<HistoryEventKind, Instant | null>
  /** Exact: of the last 28 days, oldest first, at most VERDICTS_KEPT of the newest. */
  labelEvents: LabelEvent[]
}
export const DISTINCT_PEOPLE = 64
export const PEOPLE_SKETCHED = ['h24', 'd7', 'd28'] as const satisfies readonly WindowName[]
export const BUCKETS_PER_WINDOW = 12

/** A value in the habits of a person: when its first and its last completed session was, and how many. */
export type Habit = { firstAt: Instant; lastAt: Instant; sessions: number }

/** Of each of these a person's profile keeps the HABITS_KEPT used last, from completed sessions only. */
export const HABIT_KINDS = [
  'relyingParty',
  'trackingKey',
  'initiatorNetwork',
  'initiatorPlace',
  'phoneNetwork',
  'phonePlace',
  'payee',
  'hour',
  'userAgent',
  'initiatorCountry',
] as const
export type HabitKind = (typeof HABIT_KINDS)[number]
export type Habits = Record<HabitKind, Map<string, Habit>>
export const HABITS_KEPT = 64

/** Count, mean, sum of squared deviations from it, and largest of numbers that are not kept one by one. */
export type Moments = { count: number; mean: number; squaredDeviations: number; max: number }

/**
 * Amounts (minor units, one currency) of a person's completed sessions, as far back as habits reach. The newest
 * AMOUNTS_KEPT stay one by one, so that a session that turns out to be fraud is taken out again exactly.
 */
export type AmountHabit = {
  older: Moments
  /** Oldest first. */
  recent: { at: Instant; amountMinor: number }[]
}
/** By currency. */
export type AmountHabits = Map<string, AmountHabit>
export const AMOUNTS_KEPT = 48

/** Habits whose values are counted over everybody too, to tell what is rare from what is only new to a person. */
export const POPULATION_KINDS = [
  'relyingParty',
  'trackingKey',
  'initiatorNetwork',
  'initiatorPlace',
  'phonePlace',
  'hour',
  'userAgent',
] as const satisfies readonly HabitKind[]
export type PopulationKind = (typeof POPULATION_KINDS)[number]

/**
 * Completed sessions of everybody in 28 days (widened by at most a quarter): how many say anything of a kind, and
 * how many of those the same as this one. Values are counted in 65,536 cells a kind, so two of them may be taken
 * for one: a share is too high by 1/65,536 on average.
 */
export type Population = Record<PopulationKind, { sessions: number; same: number }>

/** Null where the session has no such entity. */
export type History = {
  subject: { log: EventLog; habits: Habits; amounts: AmountHabits } | null
  account: EventLog | null
  tracking: EventLog | null
  address: SharedCounts | null
  network: SharedCounts | null
  relyingParty: SharedCounts
  template: SharedCounts | null
  payee: SharedCounts | null
  population: Population
}

/** `rebuilding`: the windows were lost and are not complete yet. `unavailable`: nobody answered. */
export type HistoryAnswer = { windows: History } | { missing: 'rebuilding' | 'unavailable' }

export const NO_HISTORY: HistoryAnswer = { missing: 'unavailable' }
