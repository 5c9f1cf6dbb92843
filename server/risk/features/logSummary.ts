/** What features ask of a log, worked out in one pass over it: each feature is then a look-up. */
import {
  type AmountKind,
  type EventLog,
  HISTORY_EVENT_KINDS,
  type HistoryEventKind,
  type PastEvent,
  type Verdict,
  WINDOW_MS,
  WINDOW_NAMES,
  type WindowName,
} from '../../domain/history.ts'
import type { Instant } from '../../domain/time.ts'

export type KindCounts = Record<HistoryEventKind, Record<WindowName, number>>

/** Minor units; `least` and `most` are infinite where there is none. */
export type AmountStatistics = { count: number; sum: number; squares: number; least: number; most: number }

/** Requests one after another: how many, from the first to the last, and the shortest gap between two. */
export type Arrivals = { count: number; spanMs: number; shortestMs: number }

/** What the requests of a log differ in. */
export const VARIED = ['relyingParty', 'network', 'payee', 'template', 'tracking', 'otherPerson'] as const
export type Varied = (typeof VARIED)[number]

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
  verdicts: Verdict[]
}

export type Looking = {
  now: Instant
  currency: string | null
  subjectId: string | null
  /** What is worth counting in this log; the rest stays 0. */
  varied: readonly Varied[]
}

const WINDOWS = WINDOW_NAMES.length
const LENGTHS: readonly number[] = WINDOW_NAMES.map((window) => WINDOW_MS[window])
const KIND_PLACES = new Map(HISTORY_EVENT_KINDS.map((kind, place) => [kind, place]))
const REQUESTED = HISTORY_EVENT_KINDS.indexOf('requested')
const COMPLETED = HISTORY_EVENT_KINDS.indexOf('completed')

/** By window: what belongs to it and to no shorter one, until addShorter has run. */
type Cells = Float64Array
type AmountCells = { count: Cells; sum: Cells; squares: Cells; least: Cells; most: Cells }
type VariedCells = {
  cells: Cells
  seen: Set<string>
  newest: string | null
  of: (event: PastEvent) => string | null
}

/** Newest first, so that a value counts where it was seen last; then each window adds the shorter ones to its own. */
export function summarizeLog(events: EventLog, looking: Looking): LogSummary {
  const { now, currency } = looking
  const counts = HISTORY_EVENT_KINDS.map(noCells)
  const lastAt: (Instant | null)[] = HISTORY_EVENT_KINDS.map(() => null)
  const firstAt: (Instant | null)[] = HISTORY_EVENT_KINDS.map(() => null)
  const amounts = { requested: noAmounts(), completed: noAmounts() }
  const arrivals = { count: noCells(), oldest: noCells(), shortest: noCells().fill(Infinity) }
  const varied = looking.varied.map((one) => noVaried(one, looking.subjectId))
  const verdicts: Verdict[] = []
  let later: Instant | null = null
  for (let index = events.length - 1; index >= 0; index--) {
    const event = events[index]
    if (event === undefined) continue
    const { occurredAt } = event
    const window = shortestWindow(now - occurredAt)
    if (window < 0) continue
    const kind = KIND_PLACES.get(event.kind) ?? 0
    add(counts[kind], window, 1)
    lastAt[kind] ??= occurredAt
    firstAt[kind] = occurredAt
    if (kind > COMPLETED) addVerdict(verdicts, event)
    if (kind === COMPLETED) addAmount(amounts.completed, event, window, currency)
    if (kind !== REQUESTED) continue
    addAmount(amounts.requested, event, window, currency)
    for (const one of varied) meet(one, event, window)
    add(arrivals.count, window, 1)
    arrivals.oldest[window] = now - occurredAt
    if (later !== null) lower(arrivals.shortest, window, later - occurredAt)
    later = occurredAt
  }
  const newestAge = now - (lastAt[REQUESTED] ?? now)
  return {
    events,
    counts: ofKinds((kind) => windowsOf(addShorter(counts[kind] ?? noCells()))),
    amounts: { requested: amountsOf(amounts.requested), completed: amountsOf(amounts.completed) },
    arrivals: arrivalsOf(arrivals, newestAge),
    distinct: distinctOf(looking.varied, varied),
    lastAt: ofKinds((kind) => lastAt[kind] ?? null),
    firstAt: ofKinds((kind) => firstAt[kind] ?? null),
    verdicts: verdicts.reverse(),
  }
}

/** Below 0: in none. */
function shortestWindow(ageMs: number): number {
  if (ageMs < 0) return -1
  for (let window = 0; window < WINDOWS; window++) if (ageMs < (LENGTHS[window] ?? 0)) return window
  return -1
}

function addVerdict(verdicts: Verdict[], event: PastEvent): void {
  const { kind, occurredAt, sessionId, amountMinor, currency } = event
  if (kind === 'confirmedFraud' || kind === 'confirmedGenuine')
    verdicts.push({ kind, at: occurredAt, sessionId, amountMinor, currency })
}

function addAmount(cells: AmountCells, event: PastEvent, window: number, currency: string | null): void {
  const { amountMinor } = event
  if (amountMinor === null || currency === null || event.currency !== currency) return
  add(cells.count, window, 1)
  add(cells.sum, window, amountMinor)
  add(cells.squares, window, amountMinor * amountMinor)
  lower(cells.least, window, amountMinor)
  raise(cells.most, window, amountMinor)
}

function meet(varied: VariedCells, event: PastEvent, window: number): void {
  const value = varied.of(event)
  // Most requests repeat the one before in nearly everything.
  if (value === null || value === varied.newest) return
  varied.newest = value
  if (varied.seen.has(value)) return
  varied.seen.add(value)
  add(varied.cells, window, 1)
}

function noVaried(varied: Varied, subjectId: string | null): VariedCells {
  const of = {
    relyingParty: (event: PastEvent) => event.relyingPartyId,
    network: (event: PastEvent) => event.initiatorNetwork,
    payee: (event: PastEvent) => event.payeeKey,
    template: (event: PastEvent) => event.templateKey,
    tracking: (event: PastEvent) => event.trackingKey,
    otherPerson: (event: PastEvent) => (event.subjectId === subjectId ? null : event.subjectId),
  }[varied]
  return { cells: noCells(), seen: new Set(), newest: null, of }
}

function noCells(): Cells {
  return new Float64Array(WINDOWS)
}

function noAmounts(): AmountCells {
  return {
    count: noCells(),
    sum: noCells(),
    squares: noCells(),
    least: noCells().fill(Infinity),
    most: noCells().fill(-Infinity),
  }
}

function add(cells: Cells | undefined, window: number, value: number): void {
  if (cells !== undefined) cells[window] = (cells[window] ?? 0) + value
}

function lower(cells: Cells, window: number, value: number): void {
  cells[window] = Math.min(cells[window] ?? value, value)
}

function raise(cells: Cells, window: number, value: number): void {
  cells[window] = Math.max(cells[window] ?? value, value)
}

function addShorter(cells: Cells): Cells {
  for (let window = 1; window < WINDOWS; window++) add(cells, window, cells[window - 1] ?? 0)
  return cells
}

function lowerByShorter(cells: Cells): Cells {
  for (let window = 1; window < WINDOWS; window++) lower(cells, window, cells[window - 1] ?? Infinity)
  return cells
}

function raiseByShorter(cells: Cells): Cells {
  for (let window = 1; window < WINDOWS; window++) raise(cells, window, cells[window - 1] ?? -Infinity)
  return cells
}

function windowsOf(cells: Cells): Record<WindowName, number> {
  const [m1 = 0, m10 = 0, h1 = 0, h24 = 0, d7 = 0, d28 = 0] = cells
  return { m1, m10, h1, h24, d7, d28 }
}

function amountsOf({ count, sum, squares, least, most }: AmountCells): LogSummary['amounts'][AmountKind] {
  addShorter(count)
  addShorter(sum)
  addShorter(squares)
  lowerByShorter(least)
  raiseByShorter(most)
  return perWindow((window) => ({
    count: count[window] ?? 0,
    sum: sum[window] ?? 0,
    squares: squares[window] ?? 0,
    least: least[window] ?? Infinity,
    most: most[window] ?? -Infinity,
  }))
}

function arrivalsOf(
  { count, oldest, shortest }: Record<'count' | 'oldest' | 'shortest', Cells>,
  newestAgeMs: number,
): LogSummary['arrivals'] {
  addShorter(count)
  raiseByShorter(oldest)
  lowerByShorter(shortest)
  return perWindow((window) => ({
    count: count[window] ?? 0,
    spanMs: (count[window] ?? 0) === 0 ? 0 : (oldest[window] ?? 0) - newestAgeMs,
    shortestMs: shortest[window] ?? Infinity,
  }))
}

function distinctOf(counted: readonly Varied[], varied: readonly VariedCells[]): LogSummary['distinct'] {
  const of = (one: Varied) => {
    const found = varied[counted.indexOf(one)]
    return found === undefined ? NONE : windowsOf(addShorter(found.cells))
  }
  return {
    relyingParty: of('relyingParty'),
    network: of('network'),
    payee: of('payee'),
    template: of('template'),
    tracking: of('tracking'),
    otherPerson: of('otherPerson'),
  }
}

const NONE: Record<WindowName, number> = { m1: 0, m10: 0, h1: 0, h24: 0, d7: 0, d28: 0 }

function perWindow<Value>(make: (window: number) => Value): Record<WindowName, Value> {
  return { m1: make(0), m10: make(1), h1: make(2), h24: make(3), d7: make(4), d28: make(5) }
}

function ofKinds<Value>(make: (kind: number) => Value): Record<HistoryEventKind, Value> {
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
