/** requestReplay: a person requests what something else would have decided; a job makes the decisions again. */
import type { ConsoleUser } from '../../domain/consoleUser.ts'
import type { ReplayId } from '../../domain/ids.ts'
import type { ReplayRequest } from '../../domain/runs/replay.ts'
import type { Run } from '../../domain/runs/run.ts'
import type { ReplayReport } from '../../risk/replay/replayReport.ts'
import type { RunReads } from '../runs/ports.ts'
import { readRun } from '../runs/readRun.ts'
import { type RequestRunDependencies, requestRun } from '../runs/requestRun.ts'
import type { ReplayReportReads } from './ports.ts'
import { loadReplacement, type ReplacementNeeds } from './replacement.ts'
import { replayReport } from './replaySchemas.ts'

export type { ReplayReport }

/** @throws AppError badRequest that names what is not there, or cannot run. */
export async function requestReplay(
  deps: RequestRunDependencies & ReplacementNeeds,
  { user, request }: { user: ConsoleUser; request: ReplayRequest },
): Promise<Run<'replay'>> {
  await loadReplacement(deps, request)
  const { from, to, ruleSetVersion, versionIds, modelId, thresholds } = request
  const details = { from, to, ruleSetVersion, modelId, versions: versionIds.length, ...thresholds }
  return await requestRun(deps, 'replay', { request, requestedBy: user.id, details })
}

export type ReadReplayDependencies = {
  runs: Pick<RunReads, 'find'>
  replayReports: ReplayReportReads
}

/** With its figures, once it is done. @throws AppError notFound. */
export async function readReplay(
  deps: ReadReplayDependencies,
  id: ReplayId,
): Promise<{ replay: Run<'replay'>; report: ReplayReport | null }> {
  const replay = await readRun(deps, 'replay', id)
  const report = replay.state === 'done' ? replayReport.parse(await deps.replayReports.find(id)) : null
  return { replay, report }
}
