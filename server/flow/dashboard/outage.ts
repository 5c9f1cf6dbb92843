/** The outage meter's sum (pure): minutes in which the service served nobody, and whether they must be reported. */

import { addMs, DAY_MS, type Instant, MINUTE_MS } from '../../domain/time.ts'
import type { Outage } from './ports.ts'
import { startOfDay } from './zonedDays.ts'

/** A reportable incident of a trust service (design, Failing; CIR (EU) 2024/2690, article 14): in a row, in a week. */
export const REPORTABLE_IN_A_ROW = 20
export const REPORTABLE_IN_A_WEEK = 60

export type OutageSum = {
  minutes: number
  /** Of them, those in which no process said anything. */
  silentMinutes: number
  longestRun: number
  /** Calendar weeks (from Monday) with outages, the first before the period began where `from` lies within one. */
  weeks: { startsAt: Instant; minutes: number }[]
  isReportable: boolean
}

/** Midnight of the Monday at or before, in the zone. */
export function startOfWeek(at: Instant, zone: string): Instant {
  let day = startOfDay(at, zone)
  // Noon tells the day's name, whatever the clocks did at night.
  while (weekday(addMs(day, DAY_MS / 2), zone) !== 'Mon') day = startOfDay(addMs(day, -DAY_MS / 2), zone)
  return day
}

function weekday(at: Instant, zone: string): string {
  return new Intl.DateTimeFormat('en', { timeZone: zone, weekday: 'short' }).format(at)
}

/** @param outages since the start of the week in which `from` lies. */
export function sumOutages(
  outages: readonly Outage[],
  { from, to, zone }: { from: Instant; to: Instant; zone: string },
): OutageSum {
  const ofPeriod = outages.map((one) => ({ ...one, minutes: minutesWithin(one, from, to) }))
  const sum = (all: readonly { minutes: number }[]) => all.reduce((total, { minutes }) => total + minutes, 0)
  const weeks = weeksBetween(from, to, zone)
    .map(({ startsAt, endsAt }) => ({
      startsAt,
      minutes: sum(outages.map((one) => ({ minutes: minutesWithin(one, startsAt, endsAt) }))),
    }))
    .filter(({ minutes }) => minutes > 0)
  const longestRun = Math.max(0, ...ofPeriod.map(({ minutes }) => minutes))
  return {
    minutes: sum(ofPeriod),
    silentMinutes: sum(ofPeriod.filter(({ isSilent }) => isSilent)),
    longestRun,
    weeks,
    isReportable:
      longestRun >= REPORTABLE_IN_A_ROW || weeks.some(({ minutes }) => minutes >= REPORTABLE_IN_A_WEEK),
  }
}

function minutesWithin(outage: Outage, from: Instant, to: Instant): number {
  const ms = Math.min(outage.to, to) - Math.max(outage.from, from)
  return Math.max(0, Math.round(ms / MINUTE_MS))
}

function weeksBetween(from: Instant, to: Instant, zone: string): { startsAt: Instant; endsAt: Instant }[] {
  const weeks: { startsAt: Instant; endsAt: Instant }[] = []
  let startsAt = startOfWeek(from, zone)
  while (startsAt < to) {
    // Half a day past seven days is in the next week's Monday, or before its noon.
    const endsAt = startOfWeek(addMs(startsAt, 7.5 * DAY_MS), zone)
    weeks.push({ startsAt, endsAt })
    startsAt = endsAt
  }
  return weeks
}
