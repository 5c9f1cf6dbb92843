/** Decisions by hour and outcome, as a whole series: hours without decisions are there too. */
import { OUTCOMES, type Outcome } from '../domain/sessions/decision.ts'
import { HOUR_MS, type Instant, toInstant } from '../domain/time.ts'

export type HourCount = { hour: Instant; outcome: Outcome; found: number }
export type HourOfDecisions = Record<Outcome, number> & { startsAt: Instant }

export const HOURS_SHOWN = 24

/** The start of the first of `HOURS_SHOWN` hours, of which the one that `now` lies in is the last. */
export function firstHour(now: Instant): Instant {
  return toInstant(Math.floor(now / HOUR_MS) * HOUR_MS - (HOURS_SHOWN - 1) * HOUR_MS)
}

export function hourlyDecisions(counts: readonly HourCount[], now: Instant): HourOfDecisions[] {
  const first = firstHour(now)
  return Array.from({ length: HOURS_SHOWN }, (_, index) => {
    const startsAt = toInstant(first + index * HOUR_MS)
    return { startsAt, ...sums(counts.filter((count) => count.hour === startsAt)) }
  })
}

export function sums(counts: readonly Pick<HourCount, 'outcome' | 'found'>[]): Record<Outcome, number> {
  const total: Record<Outcome, number> = { allow: 0, warn: 0, hold: 0, block: 0 }
  for (const outcome of OUTCOMES) {
    for (const count of counts) if (count.outcome === outcome) total[outcome] += count.found
  }
  return total
}
