/** Starts one worker a queue, the schedule, the history's rebuilding where it was lost, and the sweeper. */

import { join } from 'node:path'
import { createWorkProcess } from '../server/adapters/workProcess.ts'
import { compose } from '../server/compose.ts'
import type { Config } from '../server/config.ts'
import type { RunKind } from '../server/domain/runs/run.ts'
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../server/domain/time.ts'
import type { Dependencies } from '../server/flow/dependencies.ts'
import { retrain } from '../server/flow/models/requestTraining.ts'
import type { TrainingWorkDependencies } from '../server/flow/models/trainingWork.ts'
import { watchDrift } from '../server/flow/models/watchDrift.ts'
import type { Log } from '../server/flow/ports.ts'
import type { ReplayWorkDependencies } from '../server/flow/replays/replayWork.ts'
import { startSweeper } from '../server/flow/request/sweep.ts'
import { watchHistory } from '../server/flow/request/watchHistory.ts'
import { JOB_NAMES, type Job, type JobName } from '../server/jobQueue/jobs.ts'
import { startScheduler } from '../server/jobQueue/scheduler.ts'
import { startWorker } from '../server/jobQueue/worker.ts'
import { run as runDashboard } from './dashboard.ts'
import { run as runExport } from './export.ts'
import { run as runLearn } from './learn.ts'
import { run as runNotify } from './notify.ts'
import { run as runReplay } from './replay.ts'
import { run as runRetain } from './retain.ts'
import { run as runScore } from './score.ts'
import { run as runTrain } from './train.ts'

/** How many jobs of a queue one process works on at once. */
const CONCURRENCY = {
  score: 16,
  learn: 8,
  notify: 4,
  export: 1,
  train: 1,
  replay: 1,
  retrain: 1,
  drift: 1,
  dashboard: 1,
  retain: 1,
} as const satisfies Record<JobName, number>

const TRAINING_SCRIPT = join(import.meta.dirname, 'trainingProcess.ts')
const REPLAY_SCRIPT = join(import.meta.dirname, 'replayProcess.ts')

/** What workers have beside what everybody has. */
type WorkerDependencies = Dependencies &
  TrainingWorkDependencies &
  ReplayWorkDependencies & { stopping: AbortSignal; retrainEveryMs: number }

/** Every kind of run has a job that does its work. */
const RUN_JOBS = { training: runTrain, replay: runReplay, export: runExport } as const satisfies Record<
  RunKind,
  unknown
>

export type RunningWorkers = { deps: Dependencies; close(): Promise<void> }

export async function startWorkers(config: Config, log: Log): Promise<RunningWorkers> {
  const { deps: composed, close } = await compose(config, log)
  const trainingProcess = createWorkProcess(TRAINING_SCRIPT, config.DATABASE_URL)
  const replayProcess = createWorkProcess(REPLAY_SCRIPT, config.DATABASE_URL)
  const retrainEveryMs = config.RETRAIN_EVERY_HOURS * HOUR_MS
  const stop = new AbortController()
  const deps: WorkerDependencies = {
    ...composed,
    trainingProcess,
    replayProcess,
    stopping: stop.signal,
    retrainEveryMs,
  }
  await runRetain({}, deps)
  const historyWatch = watchHistory(deps)
  const workers = JOB_NAMES.map((name) =>
    startWorker(
      name,
      { redisUrl: config.REDIS_URL, prefix: config.REDIS_PREFIX, concurrency: CONCURRENCY[name], log },
      (job, outboxId) => runJob(job, outboxId, deps),
    ),
  )
  const schedule = {
    retrain: retrainEveryMs > 0 ? retrainEveryMs : null,
    drift: DAY_MS,
    dashboard: MINUTE_MS,
  }
  const scheduler = startScheduler(config.REDIS_URL, config.REDIS_PREFIX, schedule, log)
  const sweeper = startSweeper(deps)
  log.info({ queues: JOB_NAMES }, 'the workers wait for jobs')
  return {
    deps,
    async close() {
      await sweeper.stop()
      await scheduler.close()
      // A worker waits for its job, and runs take their time: they are given back.
      stop.abort()
      for (const worker of workers.toReversed()) await worker.close()
      await historyWatch.stop()
      await close()
    },
  }
}

async function runJob({ job, payload }: Job, outboxId: string, deps: WorkerDependencies): Promise<void> {
  switch (job) {
    case 'score':
      return await runScore(payload, deps, outboxId)
    case 'learn':
      return await runLearn(payload, deps, outboxId)
    case 'notify':
      return await runNotify(payload, deps, outboxId)
    case 'export':
      return await RUN_JOBS.export(payload, deps, outboxId)
    case 'train':
      return await RUN_JOBS.training(payload, deps, outboxId)
    case 'replay':
      return await RUN_JOBS.replay(payload, deps, outboxId)
    case 'retrain':
      return await retrain(deps, deps.retrainEveryMs)
    case 'drift':
      return await watchDrift(deps)
    case 'dashboard':
      return await runDashboard(payload, deps)
    case 'retain':
      return await runRetain(payload, deps)
  }
}
