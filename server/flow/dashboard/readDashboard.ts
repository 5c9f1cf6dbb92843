/**
 * The dashboard's figures for a period, each with the filter that lists the rows behind it. Whole past hours come
 * from the roll-up; what is left at the edges, and the last hour while nobody has counted it, is counted now. So the
 * cost grows with the hours of the period and with the sessions of at most three hours, never with all sessions.
 */

import type { Counted } from '../../domain/dashboard.ts'
import { addMs, type Clock, DAY_MS, HOUR_MS, type Instant, toInstant } from '../../domain/time.ts'
import { addCounts } from './addCounts.ts'
import { type OutageSum, startOfWeek, sumOutages } from './outage.ts'
import type { CountedHour, DashboardCounts, DashboardHours, DashboardMinutes } from './ports.ts'
import { dayBorders, startOfDay } from './zonedDays.ts'

export type ReadDashboardDependencies = {
  clock: Clock
  dashboardHours: Pick<DashboardHours, 'read' | 'countedTo'>
  dashboardCounts: DashboardCounts
  dashboardMinutes: Pick<DashboardMinutes, 'outages'>
}

const DEFAULT_DAYS = 7
/** The last whole hours may not have been counted yet by who does it every minute. */
const COUNTED_HERE_MS = 2 * HOUR_MS

/** What is shown beside the span before; to add up the rest of it would take as long again. */
const COMPARED = ['requests', 'outcome', 'score', 'reason'] as const

export type Span = { from: Instant; to: Instant }
export type Period = Span & { zone: string }

export type CountedDay = Span & { counted: Counted }
export type DashboardFigures = {
  at: Instant
  period: Period
  /** The same span of as many weeks before, for comparison. */
  before: Span
  counted: Counted
  countedBefore: Counted
  days: CountedDay[]
  /** Hours of both spans that something came late to and that were not counted again yet. */
  hoursWaiting: number
  /** Wall time up to which late rows were looked for; null: never. */
  countedTo: Instant | null
  outage: OutageSum
}

/** From midnight six days ago to now, unless told otherwise. */
export function periodOf(query: { from?: Instant; to?: Instant; zone: string }, now: Instant): Period {
  const to = query.to ?? now
  if (query.from !== undefined) return { from: query.from, to, zone: query.zone }
  // A day begins with a whole hour: until then, the last one goes on.
  const lastHour = toInstant(Math.ceil(to / HOUR_MS - 1) * HOUR_MS)
  const today = startOfDay(lastHour, query.zone)
  const from = startOfDay(addMs(today, -(DEFAULT_DAYS - 1.5) * DAY_MS), query.zone)
  return { from, to, zone: query.zone }
}

export async function readDashboard(
  deps: ReadDashboardDependencies,
  period: Period,
): Promise<DashboardFigures> {
  const { from, to, zone } = period
  const now = deps.clock.now()
  const weeks = Math.ceil((to - from) / (7 * DAY_MS))
  const before = { from: addMs(from, -weeks * 7 * DAY_MS), to: addMs(to, -weeks * 7 * DAY_MS) }
  const borders = dayBorders(from, to, zone)
  const since = startOfWeek(from, zone)
  const [present, past, countedTo, outages] = await Promise.all([
    countPieces(deps, period, borders, now),
    countPieces(deps, before, [], now),
    deps.dashboardHours.countedTo(),
    deps.dashboardMinutes.outages(since, earlier(to, now)),
  ])
  const days = borders.slice(0, -1).map((dayFrom, index): CountedDay => {
    const dayTo = borders[index + 1] ?? to
    const ofDay = present.pieces.filter((piece) => piece.from >= dayFrom && piece.from < dayTo)
    return { from: dayFrom, to: dayTo, counted: addCounts(ofDay.map(({ counted }) => counted)) }
  })
  return {
    at: now,
    period,
    before,
    counted: addCounts(days.map(({ counted }) => counted)),
    countedBefore: addCounts(
      past.pieces.map(({ counted }) => counted),
      COMPARED,
    ),
    days,
    hoursWaiting: present.waiting + past.waiting,
    countedTo,
    outage: sumOutages(outages, period),
  }
}

type Piece = Span & { counted: Counted }

/** The span in pieces of at most an hour, none of which lies over a whole hour or over a border. */
async function countPieces(
  deps: ReadDashboardDependencies,
  { from, to }: Span,
  borders: readonly Instant[],
  now: Instant,
): Promise<{ pieces: Piece[]; waiting: number }> {
  const firstWhole = toInstant(Math.ceil(from / HOUR_MS) * HOUR_MS)
  const afterWhole = toInstant(Math.floor(Math.min(to, now) / HOUR_MS) * HOUR_MS)
  const hours = firstWhole < afterWhole ? await deps.dashboardHours.read(firstWhole, afterWhole) : []
  const known = new Map(hours.map((hour) => [hour.hour, hour]))
  const kept: Piece[] = []
  const toCount: Span[] = []
  let waiting = 0
  for (let at = firstWhole; at < afterWhole; at = addMs(at, HOUR_MS)) {
    const hour = known.get(at)
    const span = { from: at, to: addMs(at, HOUR_MS) }
    if (isCounted(hour) || at < now - COUNTED_HERE_MS) {
      if (hour !== undefined && !hour.counted) waiting += 1
      kept.push({ ...span, counted: hour?.figures ?? {} })
    } else toCount.push(span)
  }
  toCount.push(...edges({ from, to }, firstWhole, afterWhole).flatMap((edge) => cut(edge, borders)))
  const counted = await Promise.all(
    toCount.map(async (span) => ({ ...span, counted: await deps.dashboardCounts.count(span.from, span.to) })),
  )
  return { pieces: [...kept, ...counted], waiting }
}

function isCounted(hour: CountedHour | undefined): boolean {
  return hour?.counted === true
}

/** What of a span lies before its first whole hour and after its last one; nothing lies in the future. */
function edges({ from, to }: Span, firstWhole: Instant, afterWhole: Instant): Span[] {
  if (firstWhole >= afterWhole) return from < to ? hourly({ from, to }) : []
  return [
    ...(from < firstWhole ? [{ from, to: firstWhole }] : []),
    ...(afterWhole < to ? hourly({ from: afterWhole, to }) : []),
  ]
}

/** Cut at whole hours. An event may lie ahead of this machine's clock by little, so a span may too. */
function hourly({ from, to }: Span): Span[] {
  const first = toInstant(Math.min(to, (Math.floor(from / HOUR_MS) + 1) * HOUR_MS))
  return first >= to
    ? [{ from, to }]
    : [
        { from, to: first },
        { from: first, to },
      ]
}

function cut(span: Span, borders: readonly Instant[]): Span[] {
  const within = borders.filter((border) => border > span.from && border < span.to)
  const all = [span.from, ...within, span.to]
  return all.slice(0, -1).map((from, index) => ({ from, to: all[index + 1] ?? span.to }))
}

function earlier(one: Instant, other: Instant): Instant {
  return one < other ? one : other
}
