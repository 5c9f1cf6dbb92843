import { type RunReplayDependencies, runReplay } from '../server/flow/replays/runReplay.ts'
import type { JobPayload } from '../server/jobQueue/jobs.ts'

export async function run(
  payload: JobPayload<'replay'>,
  deps: RunReplayDependencies,
  outboxId: string,
): Promise<void> {
  await runReplay(deps, { replayId: payload.replayId, outboxId })
}
