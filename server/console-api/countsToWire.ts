/** The live figures as the console API spells them (pure). */
import type * as contract from '../contract/live.ts'
import type { Counts } from '../flow/dashboard/readCounts.ts'
import { iso } from './sessionToWire.ts'

export function countsToWire(counts: Counts): contract.Counts {
  return {
    at: iso(counts.at),
    open: counts.open,
    day: counts.day,
    hours: counts.hours.map((hour) => ({ ...hour, startsAt: iso(hour.startsAt) })),
  }
}
