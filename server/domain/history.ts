/**
 * What happened before, as the risk engine reads it: events counted by entity and window. The stores
 * of `server/stores/history` keep it, `server/risk/features` reads it; both share these words.
 */
import type { AccountId, RelyingPartyId, SessionId, SubjectId } from './ids.ts'
import type { Flow, SessionKind } from './session.ts'
import { DAY_MS, HOUR_MS, type Instant, MINUTE_MS } from './time.ts'

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
 * hold stopped it. Stored counts go by place in this list, so a new kind comes last.
 */
export const HISTORY_EVENT_KINDS = [
  'requested',
  'refused',
  'timedOut',
  'wrongCode',
  'reported',
  'completed',
  'blocked',
] as const
export type HistoryEventKind = (typeof HISTORY_EVENT_KINDS)[number]

/** One thing that happened in a session. Idempotent by (sessionId, kind): the first telling counts. */
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
  trackingKey: string | null
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
  | 'payeeKey'
  | 'amountMinor'
  | 'currency'
>

/** Exact: every event of the last 28 days before (occurred, id), oldest first, at most LOG_EVENTS of the newest. */
export type EventLog = PastEvent[]
export const LOG_EVENTS = 400

/**
 * Shared entities are counted in buckets: a window is widened to the start of its oldest bucket, by at
 * most a twelfth of its length. Distinct people are the newest DISTINCT_PEOPLE seen: that number means
 * "that many or more".
 */
export type SharedCounts = {
  counts: Record<HistoryEventKind, Record<WindowName, number>>
  /** Distinct people other than the session's own. */
  otherPeople: Record<WindowName, number>
  firstSeenAt: Instant | null
}
export const DISTINCT_PEOPLE = 64
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
] as const
export type HabitKind = (typeof HABIT_KINDS)[number]
export type Habits = Record<HabitKind, Map<string, Habit>>
export const HABITS_KEPT = 64

/** Null where the session has no such entity. */
export type History = {
  subject: { log: EventLog; habits: Habits } | null
  account: EventLog | null
  tracking: EventLog | null
  address: SharedCounts | null
  network: SharedCounts | null
  relyingParty: SharedCounts
  template: SharedCounts | null
  payee: SharedCounts | null
}

/** `rebuilding`: the windows were lost and are not complete yet. `unavailable`: nobody answered. */
export type HistoryAnswer = { windows: History } | { missing: 'rebuilding' | 'unavailable' }

export const NO_HISTORY: HistoryAnswer = { missing: 'unavailable' }
