/** One run, for whoever looks at it. */
import type { Run, RunIdOf, RunKind } from '../../domain/runs/run.ts'
import { AppError } from '../../errors.ts'
import type { RunReads } from './ports.ts'
import { RUN_KIND_FACTS } from './runKinds.ts'

/** @throws AppError notFound. */
export async function readRun<Kind extends RunKind>(
  { runs }: { runs: Pick<RunReads, 'find'> },
  kind: Kind,
  id: RunIdOf<Kind>,
): Promise<Run<Kind>> {
  const run = await runs.find(kind, id)
  if (run === null) throw new AppError('notFound', RUN_KIND_FACTS[kind].isMissing)
  return run
}
