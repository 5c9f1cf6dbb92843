/** The console's live figures: what waits now and the last day's decisions, as of the wall clock. */

import { type Clock, HOUR_MS, type Instant, toInstant } from '../../domain/time.ts'
import { firstHour, hourlyDecisions, sums } from '../../reports/hourlyDecisions.ts'
import type { LiveCounts } from './ports.ts'

export type ReadCountsDependencies = { clock: Clock; liveCounts: LiveCounts }

export type Counts = Awaited<ReturnType<typeof readCounts>>

export async function readCounts(deps: ReadCountsDependencies) {
  const now: Instant = deps.clock.now()
  const [open, byHour] = await Promise.all([
    deps.liveCounts.open(),
    deps.liveCounts.decisionsByHour(firstHour(now), toInstant(now + HOUR_MS)),
  ])
  const inState = (state: (typeof open)[number]['state']) =>
    open.find((row) => row.state === state)?.found ?? 0
  const add = (pick: (row: (typeof byHour)[number]) => number) =>
    byHour.reduce((sum, row) => sum + pick(row), 0)
  return {
    at: now,
    open: {
      awaitingClaim: inState('AWAITING_CLAIM'),
      received: inState('RECEIVED'),
      held: inState('HELD'),
      delivered: inState('DELIVERED'),
    },
    day: {
      ...sums(byHour),
      total: add((row) => row.found),
      fallback: add((row) => row.fallback),
      reported: add((row) => row.reported),
    },
    hours: hourlyDecisions(byHour, now),
  }
}
