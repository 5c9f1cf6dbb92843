/** How a run replays: in a process of its own, so that no other queue waits for it. Its report stands beside the run. */
import type { ReplayId } from '../../domain/ids.ts'
import type { ReplayReport } from '../../risk/replay/replayReport.ts'
import type { RunStores } from '../runs/requestRun.ts'
import type { AttemptEnd, RunTask, RunWork } from '../runs/runWork.ts'
import type { WorkProcess } from '../runs/workProcess.ts'
import type { ReplayReportWrites } from './ports.ts'
import { replayMessage } from './replaySchemas.ts'

export type ReplayWorkDependencies = { replayProcess: WorkProcess<{ replayId: ReplayId }> }

export type ReplayTypes = {
  kind: 'replay'
  outcome: ReplayReport
  deps: ReplayWorkDependencies
  stores: RunStores & { replayReports: ReplayReportWrites }
}

export const replayWork: RunWork<ReplayTypes> = {
  kind: 'replay',
  firstStep: 'replaying',
  work: replay,

  async write(_deps, tx, { run }, report) {
    await tx.replayReports.add(run.id, report)
    return { sessions: report.sessions, decisions: report.decisions, changed: report.changed.hits }
  },

  async discard() {},
}

async function replay(
  { replayProcess }: ReplayWorkDependencies,
  { run, report, signal }: RunTask<'replay'>,
): Promise<AttemptEnd<ReplayReport>> {
  let end: AttemptEnd<ReplayReport> = null
  const onMessage = (message: unknown) => {
    const parsed = replayMessage.parse(message)
    if ('progress' in parsed) report({ step: 'replaying', ...parsed.progress })
    else end = 'report' in parsed ? { outcome: parsed.report } : parsed
  }
  await replayProcess.run({ replayId: run.id }, onMessage, signal)
  return end
}
