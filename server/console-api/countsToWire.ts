/** The live figures as the console API spells them (pure). */
import type { Counts } from '../flow/dashboard/readCounts.ts'
import { iso } from './sessionToWire.ts'
import type { CountsWire } from './wire.ts'

export function countsToWire(counts: Counts): CountsWire {
  return {
    at: iso(counts.at),
    open: counts.open,
    day: counts.day,
    hours: counts.hours.map((hour) => ({ ...hour, startsAt: iso(hour.startsAt) })),
  }
}
