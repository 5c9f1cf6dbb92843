/** Jobs that come again and again. Redis keeps the schedule, so it is written anew whenever Redis comes back. */

import { Queue } from 'bullmq'
import type { Log } from '../flow/ports.ts'
import { queuePrefix, workerConnection } from './connection.ts'
import { JOB_NAMES, type JobName } from './jobs.ts'

/** Null: not at all. */
export type Schedule = Partial<Record<JobName, number | null>>

/** @param schedule milliseconds between two jobs of a name; their payload is empty. */
export function startScheduler(redisUrl: string, prefix: string, schedule: Schedule, log: Log) {
  const connection = workerConnection(redisUrl)
  connection.on('error', (error) => log.debug({ err: error }, 'the scheduler’s Redis does not answer'))
  const queues = JOB_NAMES.flatMap((name) => {
    const everyMs = schedule[name]
    if (everyMs === undefined) return []
    const queue = new Queue(name, { connection, prefix: queuePrefix(prefix, name), skipVersionCheck: true })
    queue.on('error', (error) => log.debug({ err: error, job: name }, 'a schedule reports an error'))
    return [{ name, queue, everyMs }]
  })

  async function write(): Promise<void> {
    for (const { name, queue, everyMs } of queues) {
      if (everyMs === null) await queue.removeJobScheduler(name)
      else
        await queue.upsertJobScheduler(
          name,
          { every: everyMs },
          { name, data: {}, opts: { removeOnComplete: true, removeOnFail: true } },
        )
    }
  }
  connection.on('ready', () => {
    write().catch((error: unknown) => log.warn({ err: error }, 'a schedule was not written'))
  })

  return {
    async close(): Promise<void> {
      await Promise.allSettled(queues.map(({ queue }) => queue.close()))
      connection.disconnect()
    },
  }
}
