import { toId } from '../server/domain/ids.ts'
import type { Dependencies } from '../server/flow/dependencies.ts'
import { score } from '../server/flow/request/score.ts'
import type { JobPayload } from '../server/jobQueue/jobs.ts'

export async function run(payload: JobPayload<'score'>, deps: Dependencies, outboxId: string): Promise<void> {
  await score(deps, toId<'session'>(payload.sessionId), outboxId)
}
