/** What features ask of a log, worked out in one pass over it: each feature is then a look-up. */
import {
  AMOUNT_KINDS,
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

export type Looking = { now: Instant; currency: string | null; subjectId: string | null }

const LENGTHS: readonly number[] = WINDOW_NAMES.map((window) => WINDOW_MS[window])

/** Newest first, so that a value counts where it was seen last; then each window adds the shorter ones to its own. */
export function summarizeLog(events: EventLog, looking: Looking): LogSummary {
  const summary = emptySummary(events)
  const seen = seenValues()
  let later: Instant | null = null
  for (let place = events.length - 1; place >= 0; place--) {
    const event = events[place]
    const window = event === undefined ? null : shortestWindow(looking.now - event.occurredAt)
    if (event === undefined || window === null) continue
    const { kind, occurredAt } = event
    summary.counts[kind][window] += 1
    summary.lastAt[kind] ??= occurredAt
    summary.firstAt[kind] = occurredAt
    addAmount(summary, event, window, looking.currency)
    addVerdict(summary.verdicts, event)
    if (kind !== 'requested') continue
    countVaried(summary, seen, event, window, looking.subjectId)
    countArrival(
      summary.arrivals[window],
      looking.now - occurredAt,
      later === null ? null : later - occurredAt,
    )
    later = occurredAt
  }
  addShorterWindows(summary)
  closeSpans(summary, looking.now)
  summary.verdicts.reverse()
  return summary
}

function shortestWindow(ageMs: number): WindowName | null {
  if (ageMs < 0) return null
  for (let place = 0; place < LENGTHS.length; place++)
    if (ageMs < (LENGTHS[place] ?? 0)) return WINDOW_NAMES[place] ?? null
  return null
}

function addAmount(summary: LogSummary, event: PastEvent, window: WindowName, currency: string | null): void {
  const { kind, amountMinor } = event
  if (amountMinor === null || currency === null || event.currency !== currency) return
  if (kind !== 'requested' && kind !== 'completed') return
  const amounts = summary.amounts[kind][window]
  amounts.count += 1
  amounts.sum += amountMinor
  amounts.squares += amountMinor * amountMinor
  amounts.least = Math.min(amounts.least, amountMinor)
  amounts.most = Math.max(amounts.most, amountMinor)
}

function addVerdict(verdicts: Verdict[], event: PastEvent): void {
  const { kind, occurredAt, sessionId, amountMinor, currency } = event
  if (kind === 'confirmedFraud' || kind === 'confirmedGenuine')
    verdicts.push({ kind, at: occurredAt, sessionId, amountMinor, currency })
}

type Seen = Record<Varied, Set<string>>

function countVaried(
  { distinct }: LogSummary,
  seen: Seen,
  event: PastEvent,
  window: WindowName,
  subjectId: string | null,
): void {
  const meet = (varied: Varied, value: string | null) => {
    if (value === null || seen[varied].has(value)) return
    seen[varied].add(value)
    distinct[varied][window] += 1
  }
  meet('relyingParty', event.relyingPartyId)
  meet('network', event.initiatorNetwork)
  meet('payee', event.payeeKey)
  meet('template', event.templateKey)
  meet('tracking', event.trackingKey)
  if (event.subjectId !== subjectId) meet('otherPerson', event.subjectId)
}

/** `spanMs` holds the age of the oldest request until all are counted. */
function countArrival(arrivals: Arrivals, ageMs: number, gapMs: number | null): void {
  arrivals.count += 1
  arrivals.spanMs = ageMs
  if (gapMs !== null) arrivals.shortestMs = Math.min(arrivals.shortestMs, gapMs)
}

function addShorterWindows(summary: LogSummary): void {
  for (let place = 1; place < WINDOW_NAMES.length; place++) {
    const [shorter, window] = [WINDOW_NAMES[place - 1], WINDOW_NAMES[place]]
    if (shorter === undefined || window === undefined) continue
    for (const kind of HISTORY_EVENT_KINDS) summary.counts[kind][window] += summary.counts[kind][shorter]
    for (const varied of VARIED) summary.distinct[varied][window] += summary.distinct[varied][shorter]
    for (const kind of AMOUNT_KINDS) addTo(summary.amounts[kind][window], summary.amounts[kind][shorter])
    const [arrivals, within] = [summary.arrivals[window], summary.arrivals[shorter]]
    arrivals.count += within.count
    arrivals.spanMs = Math.max(arrivals.spanMs, within.spanMs)
    arrivals.shortestMs = Math.min(arrivals.shortestMs, within.shortestMs)
  }
}

function addTo(amounts: AmountStatistics, more: AmountStatistics): void {
  amounts.count += more.count
  amounts.sum += more.sum
  amounts.squares += more.squares
  amounts.least = Math.min(amounts.least, more.least)
  amounts.most = Math.max(amounts.most, more.most)
}

function closeSpans({ arrivals, lastAt }: LogSummary, now: Instant): void {
  const newest = lastAt.requested
  if (newest === null) return
  for (const window of WINDOW_NAMES) {
    const counted = arrivals[window]
    counted.spanMs = counted.count === 0 ? 0 : counted.spanMs - (now - newest)
  }
}

function emptySummary(events: EventLog): LogSummary {
  const none = () => ({ m1: 0, m10: 0, h1: 0, h24: 0, d7: 0, d28: 0 })
  const amounts = () => perWindow(() => ({ count: 0, sum: 0, squares: 0, least: Infinity, most: -Infinity }))
  return {
    events,
    counts: perKind(none),
    amounts: { requested: amounts(), completed: amounts() },
    arrivals: perWindow(() => ({ count: 0, spanMs: 0, shortestMs: Infinity })),
    distinct: {
      relyingParty: none(),
      network: none(),
      payee: none(),
      template: none(),
      tracking: none(),
      otherPerson: none(),
    },
    lastAt: perKind(() => null),
    firstAt: perKind(() => null),
    verdicts: [],
  }
}

function seenValues(): Seen {
  const none = () => new Set<string>()
  return {
    relyingParty: none(),
    network: none(),
    payee: none(),
    template: none(),
    tracking: none(),
    otherPerson: none(),
  }
}

function perWindow<Value>(make: () => Value): Record<WindowName, Value> {
  return { m1: make(), m10: make(), h1: make(), h24: make(), d7: make(), d28: make() }
}

function perKind<Value>(make: () => Value): Record<HistoryEventKind, Value> {
  return {
    requested: make(),
    refused: make(),
    timedOut: make(),
    wrongCode: make(),
    reported: make(),
    completed: make(),
    blocked: make(),
    confirmedFraud: make(),
    confirmedGenuine: make(),
  }
}
