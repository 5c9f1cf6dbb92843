/** requestRun: a person or the schedule requests long work; a job of the run's kind does it. */
import type { AuditEvent } from '../../domain/auditEvent.ts'
import type { ConsoleUserId } from '../../domain/ids.ts'
import { RUN_OBJECTS, type Run, type RunKind } from '../../domain/runs/run.ts'
import type { Instant } from '../../domain/time.ts'
import { audit, consoleUser } from '../audit.ts'
import { addJob, type CoreStores, type TransactDependencies, transact } from '../transact.ts'
import type { NewRun, RunWrites } from './ports.ts'
import { RUN_KIND_FACTS } from './runKinds.ts'

/** What every transaction about runs has. */
export type RunStores = CoreStores & { runs: RunWrites }

export type RequestRunDependencies = TransactDependencies<RunStores>

/** `details` are for the audit event: codes and numbers. */
type Order<Kind extends RunKind> = Pick<NewRun<Kind>, 'request'> & { details: AuditEvent['details'] }

/** A person requests it. */
export async function requestRun<Kind extends RunKind>(
  deps: RequestRunDependencies,
  kind: Kind,
  order: Order<Kind> & { requestedBy: ConsoleUserId },
): Promise<Run<Kind>> {
  const run = await create(deps, kind, { ...order, slot: null })
  if (run === null) throw new Error('a run without a slot was refused as if it had one')
  return run
}

/**
 * The schedule requests it, once a slot.
 * @returns null where it has requested a run of this kind for this slot before.
 */
export async function requestScheduledRun<Kind extends RunKind>(
  deps: RequestRunDependencies,
  kind: Kind,
  order: Order<Kind> & { slot: Instant },
): Promise<Run<Kind> | null> {
  return await create(deps, kind, { ...order, requestedBy: null })
}

async function create<Kind extends RunKind>(
  deps: RequestRunDependencies,
  kind: Kind,
  { details, ...order }: Omit<NewRun<Kind>, 'id' | 'kind'> & { details: AuditEvent['details'] },
): Promise<Run<Kind> | null> {
  const { requested, job } = RUN_KIND_FACTS[kind]
  return await transact(deps, async (tx) => {
    const id = tx.random.id<(typeof RUN_OBJECTS)[Kind]>()
    const run = await tx.runs.create({ id, kind, ...order })
    if (run === null) return null
    await audit(tx, consoleUser(order.requestedBy), requested, { kind: RUN_OBJECTS[kind], id }, details)
    await addJob(tx, job(id))
    return run
  })
}
