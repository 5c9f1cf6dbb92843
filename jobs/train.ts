import { type RunTrainingDependencies, runTraining } from '../server/flow/models/runTraining.ts'
import type { JobPayload } from '../server/jobQueue/jobs.ts'

export async function run(
  payload: JobPayload<'train'>,
  deps: RunTrainingDependencies,
  outboxId: string,
): Promise<void> {
  await runTraining(deps, { runId: payload.runId, outboxId })
}
