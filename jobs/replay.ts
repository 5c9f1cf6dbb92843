import { type ReplayTypes, replayWork } from '../server/flow/replays/replayWork.ts'
import { type ExecuteRunDependencies, executeRun } from '../server/flow/runs/executeRun.ts'
import type { JobPayload } from '../server/jobQueue/jobs.ts'

export async function run(
  payload: JobPayload<'replay'>,
  deps: ExecuteRunDependencies<ReplayTypes>,
  outboxId: string,
): Promise<void> {
  await executeRun(deps, replayWork, { runId: payload.replayId, outboxId })
}
