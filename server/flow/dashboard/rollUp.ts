/** rollUp: counts the hours of dashboards that ended or of which something came late. Safe to run any number of times. */

import { addMs, HOUR_MS, SECOND_MS } from '../../domain/time.ts'
import { type TransactDependencies, transact } from '../transact.ts'
import type { DashboardCounts, DashboardHours, DashboardStores } from './ports.ts'

export type RollUpDependencies = TransactDependencies<DashboardStores> & {
  dashboardHours: DashboardHours
  dashboardCounts: DashboardCounts
}

const HOURS_A_READ = 24
/** The first marking reads the times of all sessions. */
const MARKING_MS = 120 * SECOND_MS

/**
 * The newest hours first, so that a service with a long past shows the present soon.
 * @param withinMs no hour is begun later: the next run goes on.
 * @returns how many hours were counted, and whether more wait.
 */
export async function rollUp(
  deps: RollUpDependencies,
  withinMs: number,
): Promise<{ counted: number; isDone: boolean }> {
  const begun = deps.clock.now()
  await transact(deps, (tx) => tx.dashboardHours.markChanged(begun), { withinMs: MARKING_MS })
  let counted = 0
  while (true) {
    const stale = await deps.dashboardHours.stale(HOURS_A_READ)
    if (stale.length === 0) return { counted, isDone: true }
    for (const one of stale) {
      if (deps.clock.now() - begun >= withinMs) return { counted, isDone: false }
      const figures = await deps.dashboardCounts.count(one.hour, addMs(one.hour, HOUR_MS))
      await deps.dashboardHours.keep(one, figures, deps.clock.now())
      counted += 1
    }
  }
}
