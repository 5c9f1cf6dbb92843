import { type TrainingTypes, trainingWork } from '../server/flow/models/trainingWork.ts'
import { type ExecuteRunDependencies, executeRun } from '../server/flow/runs/executeRun.ts'
import type { JobPayload } from '../server/jobQueue/jobs.ts'

export async function run(
  payload: JobPayload<'train'>,
  deps: ExecuteRunDependencies<TrainingTypes>,
  outboxId: string,
): Promise<void> {
  await executeRun(deps, trainingWork, { runId: payload.runId, outboxId })
}
