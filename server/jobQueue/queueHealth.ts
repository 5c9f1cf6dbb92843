/** How long the queues are, and since when their oldest job waits. */
import type { Queue } from 'bullmq'
import type { JobName } from './jobs.ts'

export type QueueHealth = {
  name: JobName
  waiting: number
  active: number
  delayed: number
  /** Milliseconds of 1970; null: nothing waits. */
  oldestSince: number | null
}

/** Longer than a Redis that is there takes, shorter than a reader waits. */
const WITHIN_MS = 500

/** @returns null where Redis does not tell in time. */
export async function readQueueHealth(queues: ReadonlyMap<JobName, Queue>): Promise<QueueHealth[] | null> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<null>((resolve) => {
    timer = setTimeout(() => resolve(null), WITHIN_MS)
  })
  const reading = Promise.all([...queues].map(([name, queue]) => readOne(name, queue)))
  try {
    return await Promise.race([reading, late])
  } catch {
    return null
  } finally {
    clearTimeout(timer)
    reading.catch(() => undefined)
  }
}

async function readOne(name: JobName, queue: Queue): Promise<QueueHealth> {
  const [counts, [oldest]] = await Promise.all([
    queue.getJobCounts('waiting', 'active', 'delayed'),
    // The first that workers will take.
    queue.getJobs(['waiting'], 0, 0, true),
  ])
  const { waiting = 0, active = 0, delayed = 0 } = counts
  return { name, waiting, active, delayed, oldestSince: oldest?.timestamp ?? null }
}
