import type { Dependencies } from '../server/flow/dependencies.ts'
import { retain } from '../server/flow/request/retain.ts'
import type { JobPayload } from '../server/jobQueue/jobs.ts'

export async function run(_payload: JobPayload<'retain'>, deps: Dependencies): Promise<void> {
  await retain(deps)
}
