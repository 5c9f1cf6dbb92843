import { type NotifyDependencies, notify } from '../server/flow/phone/notify.ts'
import type { JobPayload } from '../server/jobQueue/jobs.ts'

/** The deadline in the payload is the notice's own, which decides: a job cannot be given more time. */
export async function run(
  payload: JobPayload<'notify'>,
  deps: NotifyDependencies,
  outboxId: string,
): Promise<void> {
  await notify(deps, { id: payload.noticeId, outboxId })
}
