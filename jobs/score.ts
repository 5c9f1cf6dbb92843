import { toId } from '../server/domain/ids.ts'
import type { RequestDependencies } from '../server/flow/dependencies.ts'
import { score } from '../server/flow/request/score.ts'
import type { JobPayload } from '../server/jobQueue/jobs.ts'

export async function run(
  payload: JobPayload<'score'>,
  deps: RequestDependencies,
  outboxId: string,
): Promise<void> {
  await score(deps, toId<'session'>(payload.sessionId), outboxId)
}
