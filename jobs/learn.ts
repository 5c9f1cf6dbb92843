import { toId } from '../server/domain/ids.ts'
import type { RequestDependencies } from '../server/flow/dependencies.ts'
import { learn } from '../server/flow/request/learn.ts'
import type { JobPayload } from '../server/jobQueue/jobs.ts'

export async function run(
  payload: JobPayload<'learn'>,
  deps: RequestDependencies,
  outboxId: string,
): Promise<void> {
  await learn(deps, toId<'session'>(payload.sessionId), outboxId)
}
