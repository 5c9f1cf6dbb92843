import { MINUTE_MS } from '../server/domain/time.ts'
import { rollUp } from '../server/flow/dashboard/rollUp.ts'
import type { Dependencies } from '../server/flow/dependencies.ts'
import type { JobPayload } from '../server/jobQueue/jobs.ts'

/** The next one comes a minute later. */
const WITHIN_MS = MINUTE_MS

export async function run(_payload: JobPayload<'dashboard'>, deps: Dependencies): Promise<void> {
  const { counted, isDone } = await rollUp(deps, WITHIN_MS)
  if (counted > 0) deps.log.debug({ counted, isDone }, 'hours of the dashboards were counted')
}
