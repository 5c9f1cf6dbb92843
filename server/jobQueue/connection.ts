/** Connections to Redis for BullMQ. */
import { Redis } from 'ioredis'
import type { JobName } from './jobs.ts'

/** Producers fail fast when Redis is gone; the outbox sends again. */
export function producerConnection(redisUrl: string): Redis {
  return new Redis(redisUrl, {
    enableOfflineQueue: false,
    maxRetriesPerRequest: 0,
    connectTimeout: 1_000,
    retryStrategy: (times) => Math.min(50 * times, 1_000),
  })
}

/** Workers wait for Redis for as long as it takes (BullMQ asks for null). */
export function workerConnection(redisUrl: string): Redis {
  return new Redis(redisUrl, {
    maxRetriesPerRequest: null,
    retryStrategy: (times) => Math.min(50 * times, 1_000),
  })
}

/** One queue a job; the hash tag keeps a queue's keys in one slot of a Redis Cluster. */
export function queuePrefix(prefix: string, job: JobName): string {
  return `{${prefix}-${job}}`
}
