/** Starts one worker a queue, the history's rebuilding where it was lost, and the sweeper. */
import { compose } from '../server/compose.ts'
import type { Config } from '../server/config.ts'
import type { Dependencies } from '../server/flow/dependencies.ts'
import { startSweeper } from '../server/flow/sweep.ts'
import { watchHistory } from '../server/flow/watchHistory.ts'
import type { Log } from '../server/outside/log.ts'
import { JOB_NAMES, type Job, type JobName } from '../server/queue/jobs.ts'
import { startWorker } from '../server/queue/worker.ts'
import { run as runExport } from './export.ts'
import { run as runLearn } from './learn.ts'
import { run as runNotify } from './notify.ts'
import { run as runRetain } from './retain.ts'
import { run as runScore } from './score.ts'

/** How many jobs of a queue one process works on at once. */
const CONCURRENCY = { score: 16, learn: 8, notify: 4, export: 1, retain: 1 } as const satisfies Record<
  JobName,
  number
>

export type RunningWorkers = { deps: Dependencies; close(): Promise<void> }

export async function startWorkers(config: Config, log: Log): Promise<RunningWorkers> {
  const { deps, close } = await compose(config, log)
  await runRetain({}, deps)
  const historyWatch = watchHistory(deps)
  const workers = JOB_NAMES.map((name) =>
    startWorker(
      name,
      { redisUrl: config.REDIS_URL, prefix: config.REDIS_PREFIX, concurrency: CONCURRENCY[name], log },
      (job, outboxId) => runJob(job, outboxId, deps),
    ),
  )
  const sweeper = startSweeper(deps)
  log.info({ queues: JOB_NAMES }, 'the workers wait for jobs')
  return {
    deps,
    async close() {
      await sweeper.stop()
      for (const worker of workers.toReversed()) await worker.close()
      await historyWatch.stop()
      await close()
    },
  }
}

async function runJob({ job, payload }: Job, outboxId: string, deps: Dependencies): Promise<void> {
  switch (job) {
    case 'score':
      return await runScore(payload, deps, outboxId)
    case 'learn':
      return await runLearn(payload, deps, outboxId)
    case 'notify':
      return await runNotify(payload, deps, outboxId)
    case 'export':
      return await runExport(payload, deps, outboxId)
    case 'retain':
      return await runRetain(payload, deps)
  }
}
