/** cancelRun: a person ends a run that waits or runs. Whoever works on it stops at its next heartbeat. */
import type { ConsoleUser } from '../../domain/consoleUser.ts'
import { RUN_OBJECTS, type RunIdOf, type RunKind } from '../../domain/runs/run.ts'
import { AppError } from '../../errors.ts'
import { audit, consoleUser } from '../audit.ts'
import { type TransactDependencies, transact } from '../transact.ts'
import type { RunReads } from './ports.ts'
import type { RunStores } from './requestRun.ts'
import { RUN_KIND_FACTS } from './runKinds.ts'

export type CancelRunDependencies = TransactDependencies<RunStores> & { runs: Pick<RunReads, 'find'> }

/** @throws AppError notFound; conflict where it has ended. */
export async function cancelRun<Kind extends RunKind>(
  deps: CancelRunDependencies,
  kind: Kind,
  { user, id }: { user: ConsoleUser; id: RunIdOf<Kind> },
): Promise<void> {
  const { isMissing, hasEnded, cancelled } = RUN_KIND_FACTS[kind]
  if ((await deps.runs.find(kind, id)) === null) throw new AppError('notFound', isMissing)
  await transact(deps, async (tx) => {
    if (!(await tx.runs.cancel(id, tx.clock.now()))) throw new AppError('conflict', hasEnded)
    await audit(tx, consoleUser(user.id), cancelled, { kind: RUN_OBJECTS[kind], id })
  })
}
