/** One BullMQ worker a queue: parses the payload, runs the job, lets failures out so that they are tried again. */

import { Worker } from 'bullmq'
import type { Log } from '../flow/ports.ts'
import { queuePrefix, workerConnection } from './connection.ts'
import { type Job, type JobName, parseJob } from './jobs.ts'

export type WorkerSettings = { redisUrl: string; prefix: string; concurrency: number; log: Log }

/**
 * @param handle must be safe to run twice; the second argument is the id of the job's outbox row.
 */
export function startWorker(
  name: JobName,
  settings: WorkerSettings,
  handle: (job: Job, outboxId: string) => Promise<void>,
) {
  const connection = workerConnection(settings.redisUrl)
  connection.on('error', (error) =>
    settings.log.debug({ err: error, job: name }, 'a worker’s Redis does not answer'),
  )
  const worker = new Worker(
    name,
    async (job) => {
      if (job.id === undefined) throw new Error('a job has no id')
      await handle(parseJob(job.name, job.data), job.id)
    },
    {
      connection,
      prefix: queuePrefix(settings.prefix, name),
      concurrency: settings.concurrency,
      // BullMQ's defaults take a minute to notice a dead worker; a signing request lives three.
      lockDuration: 5_000,
      stalledInterval: 2_000,
      maxStalledCount: 3,
      skipVersionCheck: true,
    },
  )
  worker.on('failed', (job, error) =>
    settings.log.error({ err: error, job: name, outboxId: job?.id }, 'a job failed'),
  )
  worker.on('error', (error) => settings.log.debug({ err: error, job: name }, 'a worker reports an error'))
  return {
    ready: () => worker.waitUntilReady(),
    async close(): Promise<void> {
      await worker.close()
      connection.disconnect()
    },
  }
}
