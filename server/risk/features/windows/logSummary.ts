/** What features ask of a log, worked out in one pass over it: each feature is then a look-up. */
import {
  type AmountKind,
  type EventLog,
  HISTORY_EVENT_KINDS,
  type HistoryEventKind,
  type LabelEvent,
  type PastEvent,
  WINDOW_MS,
  WINDOW_NAMES,
  type WindowName,
} from '../../../domain/sessions/history.ts'
import { type Instant, toInstant } from '../../../domain/time.ts'
import { DistinctValues, type Varied } from './distinctValues.ts'
import {
  add,
  addShorter,
  type Cells,
  lower,
  lowerByShorter,
  raise,
  raiseByShorter,
  WINDOWS,
  windowsOf,
} from './windowCells.ts'

export type KindCounts = Record<HistoryEventKind, Record<WindowName, number>>

/** Minor units; `least` and `most` are infinite where there is none. */
export type AmountStatistics = { count: number; sum: number; squares: number; least: number; most: number }

/** Requests one after another: how many, from the first to the last, and the shortest gap between two. */
export type Arrivals = { count: number; spanMs: number; shortestMs: number }

/** Windows are half open: (now − length, now]. */
export type LogSummary = {
  events: EventLog
  counts: KindCounts
  /** In the currency of the session. */
  amounts: Record<AmountKind, Record<WindowName, AmountStatistics>>
  arrivals: Record<WindowName, Arrivals>
  distinct: Record<Varied, Record<WindowName, number>>
  /** In the last 28 days; null where there is none. */
  lastAt: Record<HistoryEventKind, Instant | null>
  firstAt: Record<HistoryEventKind, Instant | null>
  /** Oldest first. */
  labelEvents: LabelEvent[]
}

export type Looking = {
  now: Instant
  currency: string | null
  subjectId: string | null
  /** What is worth counting in this log; the rest stays 0. */
  varied: readonly Varied[]
}

const LENGTHS: readonly number[] = WINDOW_NAMES.map((window) => WINDOW_MS[window])
const KINDS = HISTORY_EVENT_KINDS.length
const KIND_PLACES = new Map(HISTORY_EVENT_KINDS.map((kind, place) => [kind, place]))
const REQUESTED = HISTORY_EVENT_KINDS.indexOf('requested')
const COMPLETED = HISTORY_EVENT_KINDS.indexOf('completed')

/** Rows of the cells of amounts. */
const [COUNT, SUM, SQUARES, LEAST, MOST] = [0, WINDOWS, 2 * WINDOWS, 3 * WINDOWS, 4 * WINDOWS] as const
/** Rows of the cells of arrivals. */
const [ARRIVALS, OLDEST, SHORTEST] = [0, WINDOWS, 2 * WINDOWS] as const

/** Newest first, so that a value counts where it was seen last; then each window adds the shorter ones to its own. */
export function summarizeLog(events: EventLog, looking: Looking): LogSummary {
  const { now, currency } = looking
  const counts = new Float64Array(KINDS * WINDOWS)
  const lastAt = new Float64Array(KINDS).fill(Number.NaN)
  const firstAt = new Float64Array(KINDS).fill(Number.NaN)
  const requested = noAmounts()
  const completed = noAmounts()
  const arrivals = new Float64Array(3 * WINDOWS).fill(Infinity, SHORTEST)
  const distinct = new DistinctValues(looking)
  const labelEvents: LabelEvent[] = []
  let later = Number.NaN
  for (let index = events.length - 1; index >= 0; index--) {
    const event = events[index]
    if (event === undefined) continue
    const { occurredAt } = event
    const window = shortestWindow(now - occurredAt)
    if (window < 0) continue
    const kind = placeOf(event.kind)
    add(counts, kind * WINDOWS + window, 1)
    if (Number.isNaN(lastAt[kind] ?? 0)) lastAt[kind] = occurredAt
    firstAt[kind] = occurredAt
    if (kind > COMPLETED) addLabelEvent(labelEvents, event)
    if (kind === COMPLETED) addAmount(completed, event, window, currency)
    if (kind !== REQUESTED) continue
    addAmount(requested, event, window, currency)
    distinct.meet(event, window)
    add(arrivals, ARRIVALS + window, 1)
    arrivals[OLDEST + window] = now - occurredAt
    if (!Number.isNaN(later)) lower(arrivals, SHORTEST + window, later - occurredAt)
    later = occurredAt
  }
  return {
    events,
    counts: countsOf(counts),
    amounts: { requested: amountsOf(requested), completed: amountsOf(completed) },
    arrivals: arrivalsOf(arrivals, now - (instantAt(lastAt, REQUESTED) ?? now)),
    distinct: distinct.inWindows(),
    lastAt: instantsOf(lastAt),
    firstAt: instantsOf(firstAt),
    labelEvents: labelEvents.reverse(),
  }
}

/** Nearly all events are one of two kinds. */
function placeOf(kind: HistoryEventKind): number {
  return kind === 'requested' ? REQUESTED : kind === 'completed' ? COMPLETED : (KIND_PLACES.get(kind) ?? 0)
}

/** Below 0: in none. */
function shortestWindow(ageMs: number): number {
  if (ageMs < 0) return -1
  for (let window = 0; window < WINDOWS; window++) if (ageMs < (LENGTHS[window] ?? 0)) return window
  return -1
}

function addLabelEvent(labelEvents: LabelEvent[], event: PastEvent): void {
  const { kind, occurredAt, sessionId, amountMinor, currency } = event
  if (kind === 'confirmedFraud' || kind === 'confirmedGenuine')
    labelEvents.push({ kind, at: occurredAt, sessionId, amountMinor, currency })
}

function noAmounts(): Cells {
  return new Float64Array(5 * WINDOWS).fill(Infinity, LEAST, MOST).fill(-Infinity, MOST)
}

function addAmount(cells: Cells, event: PastEvent, window: number, currency: string | null): void {
  const { amountMinor } = event
  if (amountMinor === null || currency === null || event.currency !== currency) return
  add(cells, COUNT + window, 1)
  add(cells, SUM + window, amountMinor)
  add(cells, SQUARES + window, amountMinor * amountMinor)
  lower(cells, LEAST + window, amountMinor)
  raise(cells, MOST + window, amountMinor)
}

function amountsOf(cells: Cells): LogSummary['amounts'][AmountKind] {
  for (const row of [COUNT, SUM, SQUARES]) addShorter(cells, row)
  lowerByShorter(cells, LEAST)
  raiseByShorter(cells, MOST)
  return perWindow(amountsIn, cells)
}

function amountsIn(cells: Cells, window: number): AmountStatistics {
  return {
    count: cells[COUNT + window] ?? 0,
    sum: cells[SUM + window] ?? 0,
    squares: cells[SQUARES + window] ?? 0,
    least: cells[LEAST + window] ?? Infinity,
    most: cells[MOST + window] ?? -Infinity,
  }
}

function arrivalsOf(cells: Cells, newestAgeMs: number): LogSummary['arrivals'] {
  addShorter(cells, ARRIVALS)
  raiseByShorter(cells, OLDEST)
  lowerByShorter(cells, SHORTEST)
  return perWindow((_, window) => {
    const count = cells[ARRIVALS + window] ?? 0
    return {
      count,
      spanMs: count === 0 ? 0 : (cells[OLDEST + window] ?? 0) - newestAgeMs,
      shortestMs: cells[SHORTEST + window] ?? Infinity,
    }
  }, cells)
}

function perWindow<Value>(
  make: (cells: Cells, window: number) => Value,
  cells: Cells,
): Record<WindowName, Value> {
  return {
    m1: make(cells, 0),
    m10: make(cells, 1),
    h1: make(cells, 2),
    h24: make(cells, 3),
    d7: make(cells, 4),
    d28: make(cells, 5),
  }
}

function countsOf(cells: Cells): KindCounts {
  for (let kind = 0; kind < KINDS; kind++) addShorter(cells, kind * WINDOWS)
  return perKind((kind) => windowsOf(cells, kind * WINDOWS))
}

function instantsOf(moments: Float64Array): Record<HistoryEventKind, Instant | null> {
  return perKind((kind) => instantAt(moments, kind))
}

function instantAt(moments: Float64Array, kind: number): Instant | null {
  const moment = moments[kind] ?? Number.NaN
  return Number.isNaN(moment) ? null : toInstant(moment)
}

function perKind<Value>(make: (kind: number) => Value): Record<HistoryEventKind, Value> {
  return {
    requested: make(0),
    refused: make(1),
    timedOut: make(2),
    wrongCode: make(3),
    reported: make(4),
    completed: make(5),
    blocked: make(6),
    confirmedFraud: make(7),
    confirmedGenuine: make(8),
  }
}
