import { type ExportDependencies, writeExport } from '../server/flow/exports/export.ts'
import type { JobPayload } from '../server/jobQueue/jobs.ts'

export async function run(
  payload: JobPayload<'export'>,
  deps: ExportDependencies,
  outboxId: string,
): Promise<void> {
  await writeExport(deps, { exportId: payload.exportId, outboxId })
}
