/** Hands jobs to BullMQ. The job's id is its outbox row's, so that sending a row again adds nothing twice. */

import { Queue } from 'bullmq'
import type { Log } from '../flow/ports.ts'
import { producerConnection, queuePrefix } from './connection.ts'
import { JOB_NAMES, type Job, type JobName } from './jobs.ts'
import { type QueueHealth, readQueueHealth } from './queueHealth.ts'

const ENQUEUE_TIMEOUT_MS = 250

export class QueueUnavailable extends Error {}

export function createProducer(redisUrl: string, prefix: string, log: Log) {
  const connection = producerConnection(redisUrl)
  connection.on('error', (error) => log.debug({ err: error }, 'the queue’s Redis does not answer'))
  const queues = new Map<JobName, Queue>(
    JOB_NAMES.map((name) => {
      const queue = new Queue(name, { connection, prefix: queuePrefix(prefix, name), skipVersionCheck: true })
      queue.on('error', (error) => log.debug({ err: error, job: name }, 'a queue reports an error'))
      return [name, queue]
    }),
  )

  return {
    /** @throws QueueUnavailable where Redis does not take the job at once. */
    async enqueue(outboxId: string, { job, payload }: Job): Promise<void> {
      const queue = queues.get(job)
      if (queue === undefined || connection.status !== 'ready')
        throw new QueueUnavailable('Redis is not connected')
      // Completed and failed jobs are forgotten: the outbox row decides whether the work is still to be done.
      const adding = queue.add(job, payload, {
        jobId: outboxId,
        removeOnComplete: true,
        removeOnFail: true,
        attempts: 3,
        backoff: { type: 'exponential', delay: 200 },
      })
      await withTimeout(adding, ENQUEUE_TIMEOUT_MS)
    },

    /** How long the queues are; null where Redis does not tell. */
    async health(): Promise<QueueHealth[] | null> {
      return connection.status === 'ready' ? await readQueueHealth(queues) : null
    },

    async close(): Promise<void> {
      await Promise.allSettled([...queues.values()].map((queue) => queue.close()))
      connection.disconnect()
    },
  }
}

export type Producer = ReturnType<typeof createProducer>

async function withTimeout(work: Promise<unknown>, ms: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new QueueUnavailable(`Redis took longer than ${ms} ms`)), ms)
  })
  try {
    await Promise.race([work, late])
  } finally {
    clearTimeout(timer)
    work.catch(() => {})
  }
}
