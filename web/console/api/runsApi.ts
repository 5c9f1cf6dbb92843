/** Runs of any kind: trainings, replays, exports. */
import { type Run, run } from '../../../server/contract/runs.ts'
import type { RunKind } from '../../../server/domain/runs/run.ts'
import { isOpenRun } from '../../../server/domain/runs/run.ts'
import { callApi } from './http.ts'

const PATHS = {
  training: '/training-runs',
  replay: '/replays',
  export: '/exports',
} as const satisfies Record<RunKind, string>

/** @throws HttpError 409 where it has ended. */
export async function cancelRun(kind: RunKind, id: string): Promise<void> {
  await callApi(run, `${PATHS[kind]}/${encodeURIComponent(id)}/cancel`, { method: 'POST', body: {} })
}

/** How often a run that is not over is looked at. */
const PROGRESS_MS = 1_000

/** When to look again: while one of these waits or runs. */
export function untilEnded(runs: readonly Pick<Run, 'state'>[] | undefined): number | false {
  return runs?.some(isOpenRun) === true ? PROGRESS_MS : false
}
