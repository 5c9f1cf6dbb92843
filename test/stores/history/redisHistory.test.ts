import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { Redis } from 'ioredis'
import { createRedisHistory, openRedisHistory } from '../../../server/stores/history/redisHistory.ts'
import { createTestRedis, sharedRedis, type TestRedis } from '../../support/redis.ts'
import { eventOf, idOf } from './events.ts'

const silent = { warn: () => {} }

describe('the history in Redis', () => {
  const { url, prefix } = sharedRedis()
  let redis: Redis

  beforeAll(() => {
    redis = new Redis(url, { enableAutoPipelining: true })
  })
  afterAll(() => redis.quit())

  test('is missing, not empty, until it has been rebuilt, and counts all the while', async () => {
    const history = createRedisHistory(redis, `${prefix}-a`, silent)
    expect(await history.isComplete()).toBe(false)
    expect(await history.readThenCount(eventOf())).toEqual({ missing: 'rebuilding' })
    await history.rebuild([])
    const answer = await history.read(eventOf({ sessionId: idOf<'session'>(2) }))
    expect('windows' in answer && answer.windows.subject?.log.length).toBe(1)
  })

  test('gives every key a time to live and the hash tag of its one entity', async () => {
    const history = createRedisHistory(redis, `${prefix}-b`, silent)
    await history.readThenCount(
      eventOf({ kind: 'completed', payeeKey: 'payee', amountMinor: 100, currency: 'EUR' }),
    )
    const keys = await redis.keys(`${prefix}-b:*`)
    expect(keys.length).toBeGreaterThan(10)
    for (const key of keys) {
      expect(key).toMatch(/^[^{]*\{[a-zA-Z]+:[^}]+\}:[a-zA-Z0-9]+$/)
      expect(await redis.ttl(key)).toBeGreaterThan(0)
    }
  })

  test('is read and counted in one pipeline a decision, whatever the number of entities', async () => {
    const own = new Redis(url, { enableAutoPipelining: true })
    const history = createRedisHistory(own, `${prefix}-d`, silent)
    await history.rebuild([])
    const full = { payeeKey: 'payee', amountMinor: 100, currency: 'EUR' }
    await history.readThenCount(eventOf(full))
    const written: unknown[] = []
    const write = own.stream.write.bind(own.stream)
    Object.defineProperty(own.stream, 'write', {
      writable: true,
      value: (...given: Parameters<typeof write>) => {
        written.push(given[0])
        return write(...given)
      },
    })
    const answer = await history.readThenCount(eventOf({ ...full, sessionId: idOf<'session'>(2) }))
    expect(answer).toHaveProperty('windows')
    expect(written).toHaveLength(1)
    await own.quit()
  })

  test('does not grow with every request of a relying party but by the names it remembers', async () => {
    const history = createRedisHistory(redis, `${prefix}-c`, silent)
    for (let number = 1; number <= 200; number++)
      await history.record(eventOf({ sessionId: idOf<'session'>(number) }))
    const entity = `${prefix}-c:history2:{relyingParty:${idOf<'relyingParty'>(1)}}`
    expect(await redis.hlen(`${entity}:counts`)).toBe(6)
    expect(await redis.hlen(`${entity}:people`)).toBe(1)
  })
})

describe('when Redis goes away', () => {
  let server: TestRedis
  let opened: ReturnType<typeof openRedisHistory>

  beforeAll(async () => {
    server = await createTestRedis()
    opened = openRedisHistory(server.url, 'test', silent)
    await opened.store.rebuild([eventOf()])
  })
  afterAll(async () => {
    await opened.close()
    await server.stop()
  })

  test('the history is unavailable, telling it fails, and afterwards it is rebuilding until told complete', async () => {
    const viewer = eventOf({ sessionId: idOf<'session'>(2) })
    expect(await opened.store.read(viewer)).toHaveProperty('windows')

    await server.kill()
    expect(await opened.store.readThenCount(viewer)).toEqual({ missing: 'unavailable' })
    await expect(opened.store.record(viewer)).rejects.toThrow()

    await server.start({ empty: true })
    await expect(untilAnswered(() => opened.store.isComplete())).resolves.toBe(false)
    expect(await opened.store.read(viewer)).toEqual({ missing: 'rebuilding' })

    await opened.store.rebuild([eventOf()])
    const answer = await opened.store.read(viewer)
    expect('windows' in answer && answer.windows.subject?.log.length).toBe(1)
  })
})

/** The client comes back by itself; each question waits for it, or fails after its own time limit. */
async function untilAnswered<Answer>(ask: () => Promise<Answer>): Promise<Answer> {
  for (let attempt = 0; ; attempt++) {
    try {
      return await ask()
    } catch (error) {
      if (attempt === 50) throw error
    }
  }
}
