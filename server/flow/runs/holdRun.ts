/** Single steps of working on a run: take it, keep it, give it back, fail it. */
import type { RunError, RunProgress } from '../../domain/runs/run.ts'
import { addMs, type Instant } from '../../domain/time.ts'
import { type TransactDependencies, transact } from '../transact.ts'
import type { Attempt } from './ports.ts'
import { LEASE_MS } from './renewLease.ts'
import type { RunStores } from './requestRun.ts'

export type HoldRunDependencies = TransactDependencies<RunStores>

/** False where another worker holds it, or it has ended. */
export async function claimRun(
  deps: HoldRunDependencies,
  attempt: Attempt,
  firstStep: RunProgress['step'],
): Promise<boolean> {
  const now = deps.clock.now()
  return await transact(deps, (tx) => tx.runs.claim(attempt, { now, until: addMs(now, LEASE_MS) }, firstStep))
}

/** False where it is no longer this attempt's: cancelled, or taken by another. */
export async function keepRun(
  deps: HoldRunDependencies,
  attempt: Attempt,
  until: Instant,
  progress: RunProgress,
): Promise<boolean> {
  return await transact(deps, (tx) => tx.runs.heartbeat(attempt, until, progress))
}

/** @param how.counts whether it was an attempt, or a worker that had to stop. */
export async function releaseRun(
  deps: HoldRunDependencies,
  attempt: Attempt,
  how: { counts: boolean },
): Promise<void> {
  await transact(deps, (tx) => tx.runs.release(attempt, how))
}

/** False where it is no longer this attempt's; its job is another's then. */
export async function failRun(
  deps: HoldRunDependencies,
  attempt: Attempt,
  error: RunError,
  outboxId: string,
): Promise<boolean> {
  return await transact(deps, async (tx) => {
    const isHeld = await tx.runs.fail(attempt, error, tx.clock.now())
    if (isHeld) await tx.outbox.remove(outboxId)
    return isHeld
  })
}
