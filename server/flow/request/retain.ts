/** retain: room is made for the months ahead, and what served its purpose is forgotten. Safe to repeat. */
import { addMs, HOUR_MS, type Instant } from '../../domain/time.ts'
import { type CoreStores, type TransactDependencies, transact } from '../transact.ts'

const MONTHS_AHEAD = 2
const KEPT_MS = HOUR_MS

export interface Retention {
  /** @throws where Postgres does not answer. */
  ping(): Promise<void>
  /** Partitions of this month and of `monthsAhead` more. Safe to repeat. */
  ensurePartitions(monthsAhead: number): Promise<void>
}

/** Inside a transaction. */
export interface RetentionWrites {
  /** Drops what served its purpose before `before` (wall time): answers, log-ins, changes, searches. @returns how many. */
  forget(before: Instant): Promise<number>
}

export type RetainDependencies = TransactDependencies<CoreStores & { retention: RetentionWrites }> & {
  retention: Retention
}

export async function retain(deps: RetainDependencies): Promise<void> {
  await deps.retention.ensurePartitions(MONTHS_AHEAD)
  const forgotten = await transact(deps, (tx) => tx.retention.forget(addMs(tx.clock.now(), -KEPT_MS)))
  deps.log.debug({ forgotten }, 'retention has run')
}
