/**
 * executeRun: a worker takes a run, keeps its lease alive while it works, and writes what comes of it. Whoever finds a
 * lease run out takes the run up anew, so that none stays `running` for ever.
 */

import { toId } from '../../domain/ids.ts'
import { isOpenRun, type RUN_OBJECTS, type RunError, type RunProgress } from '../../domain/runs/run.ts'
import type { Log } from '../ports.ts'
import { type TransactDependencies, transact } from '../transact.ts'
import { claimRun, failRun, keepRun, releaseRun } from './holdRun.ts'
import type { Attempt, RunReads } from './ports.ts'
import { renewLease } from './renewLease.ts'
import { RUN_KIND_FACTS } from './runKinds.ts'
import type { AttemptEnd, HeldRun, RunTypes, RunWork } from './runWork.ts'

export type ExecuteRunDependencies<Types extends RunTypes> = TransactDependencies<Types['stores']> & {
  runs: Pick<RunReads, 'find'>
  log: Log
  /** Aborted once this worker is to stop: what it works on is given back. */
  stopping: AbortSignal
} & Types['deps']

/** With the outbox row that sent its job. */
type Taken<Types extends RunTypes> = HeldRun<Types['kind']> & { outboxId: string }

type Worked<Types extends RunTypes> = {
  /** `lost`: cancelled, or taken by another. */
  end: AttemptEnd<Types['outcome']> | 'lost'
  progress: RunProgress
}

/**
 * Safe to run twice and side by side: one worker holds the run.
 * @throws where the attempt came to nothing; the job queue tries again.
 */
export async function executeRun<Types extends RunTypes>(
  deps: ExecuteRunDependencies<Types>,
  runWork: RunWork<Types>,
  job: { runId: string; outboxId: string },
): Promise<void> {
  const run = await deps.runs.find(runWork.kind, toId<(typeof RUN_OBJECTS)[Types['kind']]>(job.runId))
  if (run === null || !isOpenRun(run)) {
    await forgetJob(deps, job.outboxId)
    if (run !== null) await runWork.discard(deps, { run, attempt: null })
    return
  }
  const attempt: Attempt = { runId: run.id, worker: deps.random.id<'runAttempt'>() }
  // Another worker holds it: its outbox row comes back until it has ended.
  if (!(await claimRun(deps, attempt, runWork.firstStep))) return
  await runWork.discard(deps, { run, attempt: null })
  if (run.attempts >= RUN_KIND_FACTS[runWork.kind].attempts) {
    await failRun(deps, attempt, { code: 'processEnded' }, job.outboxId)
    return
  }
  const taken = { run, attempt, outboxId: job.outboxId }
  let isDone = false
  try {
    isDone = await settle(deps, runWork, taken, await work(deps, runWork, taken))
  } catch (error) {
    const isStopping = deps.stopping.aborted
    await releaseRun(deps, attempt, { counts: !isStopping })
    if (!isStopping) throw error
  } finally {
    if (!isDone) await runWork.discard(deps, { run, attempt })
  }
}

/** @throws where the work threw, and the run is still this attempt's. */
async function work<Types extends RunTypes>(
  deps: ExecuteRunDependencies<Types>,
  runWork: RunWork<Types>,
  { run, attempt }: Taken<Types>,
): Promise<Worked<Types>> {
  let progress: RunProgress = { step: runWork.firstStep, done: 0, total: null }
  const report = (next: RunProgress) => {
    progress = next
  }
  const lost = new AbortController()
  const signal = AbortSignal.any([lost.signal, deps.stopping])
  const lease = renewLease(deps, lost, (until) => keepRun(deps, attempt, until, progress))
  try {
    const end = await runWork.work(deps, { run, attempt, report, signal })
    await lease.stop()
    return { end: lost.signal.aborted ? 'lost' : end, progress }
  } catch (error) {
    await lease.stop()
    if (lost.signal.aborted) return { end: 'lost', progress }
    throw error
  }
}

/** @returns whether what the attempt made is kept. @throws where it came to nothing. */
async function settle<Types extends RunTypes>(
  deps: ExecuteRunDependencies<Types>,
  runWork: RunWork<Types>,
  taken: Taken<Types>,
  { end, progress }: Worked<Types>,
): Promise<boolean> {
  const { run, attempt, outboxId } = taken
  if (end === null)
    throw new Error(`the process that worked on the ${runWork.kind} ${run.id} ended without a word`)
  if (end !== 'lost') {
    const ended =
      'error' in end
        ? await failRun(deps, attempt, end.error, outboxId)
        : await finish(deps, runWork, taken, { outcome: end.outcome, progress })
    if (ended) return logEnd(deps, runWork, run.id, end)
  }
  const now = await deps.runs.find(runWork.kind, run.id)
  // A cancelled run's job is done with; one that another took is theirs.
  if (now === null || !isOpenRun(now)) await forgetJob(deps, outboxId)
  return false
}

/** The effect of the job: what came of it, the run done, the outbox row forgotten. False where it is another's. */
async function finish<Types extends RunTypes>(
  deps: ExecuteRunDependencies<Types>,
  runWork: RunWork<Types>,
  { run, attempt, outboxId }: Taken<Types>,
  { outcome, progress }: { outcome: Types['outcome']; progress: RunProgress },
): Promise<boolean> {
  return await transact(deps, async (tx) => {
    if (!(await tx.runs.lock(attempt))) return false
    const result = await runWork.write(deps, tx, { run, attempt }, outcome)
    await tx.runs.finish(attempt, { result, progress: { ...progress, step: 'ended' }, at: tx.clock.now() })
    await tx.outbox.remove(outboxId)
    return true
  })
}

function logEnd<Types extends RunTypes>(
  { log }: { log: Log },
  { kind }: RunWork<Types>,
  runId: string,
  end: { outcome: Types['outcome'] } | { error: RunError },
): boolean {
  if ('error' in end) log.warn({ kind, runId, ...end.error }, 'a run failed')
  else log.info({ kind, runId }, 'a run is done')
  return 'outcome' in end
}

async function forgetJob<Types extends RunTypes>(
  deps: ExecuteRunDependencies<Types>,
  outboxId: string,
): Promise<void> {
  await transact(deps, (tx) => tx.outbox.remove(outboxId))
}
