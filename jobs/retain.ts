import { addMs, HOUR_MS } from '../server/domain/time.ts'
import type { Dependencies } from '../server/flow/dependencies.ts'
import type { JobPayload } from '../server/jobQueue/jobs.ts'

const MONTHS_AHEAD = 2
const KEEP_ANSWERS_MS = HOUR_MS

export async function run(_payload: JobPayload<'retain'>, deps: Dependencies): Promise<void> {
  await deps.retention.ensurePartitions(MONTHS_AHEAD)
  const forgotten = await deps.retention.forget(addMs(deps.clock.now(), -KEEP_ANSWERS_MS))
  deps.log.debug({ forgotten }, 'retention has run')
}
