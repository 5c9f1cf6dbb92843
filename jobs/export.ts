import { type ExportTypes, exportWork } from '../server/flow/exports/exportWork.ts'
import { type ExecuteRunDependencies, executeRun } from '../server/flow/runs/executeRun.ts'
import type { JobPayload } from '../server/jobQueue/jobs.ts'

export async function run(
  payload: JobPayload<'export'>,
  deps: ExecuteRunDependencies<ExportTypes>,
  outboxId: string,
): Promise<void> {
  await executeRun(deps, exportWork, { runId: payload.exportId, outboxId })
}
