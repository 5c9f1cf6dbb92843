/** Which days a dashboard is about, as the address bar keeps it (pure). */
export const NAMED_PERIODS = ['today', 'week', 'month'] as const
export type NamedPeriod = (typeof NAMED_PERIODS)[number]
/** `from` and `to` are days of the reader's zone, `2026-11-25`; both are in it. */
export type Period = { kind: NamedPeriod } | { kind: 'own'; from: string; to: string }

/** The server answers no longer ones. */
export const LONGEST_DAYS = 93

const DAYS_BACK = { today: 0, week: 6, month: 27 } as const
const DAY = /^\d{4}-\d{2}-\d{2}$/

/** What an address says; whatever it says wrong is the last seven days. */
export function readPeriod(params: URLSearchParams): Period {
  const [from, to] = [params.get('from') ?? '', params.get('to') ?? '']
  if (isDay(from) && isDay(to)) return { kind: 'own', from, to }
  const named = NAMED_PERIODS.find((name) => name === params.get('period'))
  return { kind: named ?? 'week' }
}

export function writePeriod(period: Period): Record<string, string> {
  return period.kind === 'own' ? { from: period.from, to: period.to } : { period: period.kind }
}

/** What the server is asked: instants of ISO 8601. A period that has no end yet ends now. */
export function periodQuery(period: Period, now: Date): { from: string; to?: string } {
  if (period.kind !== 'own') return { from: startOfDay(now, -DAYS_BACK[period.kind]).toISOString() }
  const from = startOfDay(dayOf(period.from), 0).toISOString()
  const to = startOfDay(dayOf(period.to), 1)
  return to < now ? { from, to: to.toISOString() } : { from }
}

/** The first and the last day of a period, so that an own one begins with what is seen. */
export function daysOf(period: Period, now: Date): { from: string; to: string } {
  if (period.kind === 'own') return { from: period.from, to: period.to }
  return { from: dayText(startOfDay(now, -DAYS_BACK[period.kind])), to: dayText(now) }
}

export type PeriodProblem = 'incomplete' | 'backwards' | 'tooLong' | 'future'

/** Why the server would refuse an own period; null: it would not. */
export function problemOf({ from, to }: { from: string; to: string }, now: Date): PeriodProblem | null {
  if (!isDay(from) || !isDay(to)) return 'incomplete'
  if (from > to) return 'backwards'
  if (from > dayText(now)) return 'future'
  const last = startOfDay(dayOf(from), LONGEST_DAYS - 1)
  return dayOf(to) > last ? 'tooLong' : null
}

function isDay(text: string): boolean {
  return DAY.test(text) && !Number.isNaN(dayOf(text).getTime())
}

/** Without a zone a time is read in the reader's. */
function dayOf(day: string): Date {
  return new Date(`${day}T00:00`)
}

/** Days are counted by the calendar, for those on which clocks change have 23 or 25 hours. */
function startOfDay(at: Date, days: number): Date {
  return new Date(at.getFullYear(), at.getMonth(), at.getDate() + days)
}

function dayText(at: Date): string {
  const [month, day] = [at.getMonth() + 1, at.getDate()].map((part) => String(part).padStart(2, '0'))
  return `${at.getFullYear()}-${month}-${day}`
}
