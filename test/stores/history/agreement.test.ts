import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { Redis } from 'ioredis'
import { DISTINCT_PEOPLE, HABITS_KEPT, LOG_EVENTS } from '../../../server/domain/sessions/history.ts'
import { DAY_MS, MINUTE_MS, SECOND_MS, toInstant } from '../../../server/domain/time.ts'
import { createMemoryHistory } from '../../../server/stores/history/memoryHistory.ts'
import { createRedisHistory } from '../../../server/stores/history/redisHistory.ts'
import { sharedRedis } from '../../support/redis.ts'
import { anyEvent, eventOf, idOf, NOW } from './events.ts'

const { url, prefix } = sharedRedis()
const failures: unknown[] = []
const log = { warn: (details: object) => void failures.push(details) }
let redis: Redis
let runs = 0

beforeAll(() => {
  redis = new Redis(url, { enableAutoPipelining: true })
})
afterAll(() => redis.quit())

async function openBoth() {
  const inRedis = createRedisHistory(redis, `${prefix}-${++runs}`, log)
  await inRedis.rebuild([])
  return { inRedis, inMemory: createMemoryHistory() }
}

type Step = { tell: 'readThenCount' | 'read' | 'record'; event: ReturnType<typeof eventOf> }

async function expectAgreement(steps: Step[]) {
  const { inRedis, inMemory } = await openBoth()
  for (const { tell, event } of steps) {
    const fromRedis = await inRedis[tell](event)
    const fromMemory = await inMemory[tell](event)
    expect(fromRedis).toEqual(fromMemory)
  }
}

/** More people at one place than the exact list has room for, over days. */
const crowdStep = fc
  .record({
    person: fc.integer({ min: 1, max: 160 }),
    session: fc.integer({ min: 1, max: 2_000 }),
    agoMs: fc.oneof(fc.integer({ min: 0, max: 3 * DAY_MS }), fc.integer({ min: 0, max: 35 * DAY_MS })),
  })
  .map(({ person, session, agoMs }) => ({
    event: eventOf({
      sessionId: idOf<'session'>(session),
      subjectId: idOf<'subject'>(person),
      trackingKey: null,
      accountId: null,
      occurredAt: toInstant(NOW - agoMs),
    }),
  }))

const amountStep = fc
  .record({
    session: fc.integer({ min: 1, max: 120 }),
    kind: fc.constantFrom('completed', 'completed', 'completed', 'reported', 'confirmedFraud' as const),
    agoMs: fc.integer({ min: 0, max: 12 * DAY_MS }),
  })
  .map(({ session, kind, agoMs }) =>
    eventOf({
      kind,
      sessionId: idOf<'session'>(session),
      occurredAt: toInstant(NOW - agoMs),
      amountMinor: (session * 7919) % 100_003,
      currency: session % 9 === 0 ? 'USD' : 'EUR',
    }),
  )

describe('the windows in Redis and in memory', () => {
  test('agree on random streams with retries, late and simultaneous events', async () => {
    const step = fc.record({
      tell: fc.constantFrom('readThenCount', 'read', 'record' as const),
      event: anyEvent,
    })
    await fc.assert(fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 40 }), expectAgreement), {
      numRuns: 60,
    })
    expect(failures).toEqual([])
  })

  test('agree on what is dropped when an entity is full', async () => {
    const crowd = Array.from({ length: DISTINCT_PEOPLE + 6 }, (_, number) =>
      eventOf({
        kind: 'completed',
        sessionId: idOf<'session'>(number),
        subjectId: idOf<'subject'>(number % 2 === 0 ? 1 : number),
        trackingKey: `browser${number % (HABITS_KEPT + 3)}`,
        occurredAt: toInstant(NOW - ((number * 37) % 60) * MINUTE_MS),
      }),
    )
    const habits = Array.from({ length: HABITS_KEPT + 5 }, (_, number) =>
      eventOf({
        kind: 'completed',
        sessionId: idOf<'session'>(1000 + number),
        trackingKey: `other${number}`,
        occurredAt: toInstant(NOW - ((number * 29) % 70) * MINUTE_MS),
      }),
    )
    const flood = Array.from({ length: LOG_EVENTS + 20 }, (_, number) =>
      eventOf({
        sessionId: idOf<'session'>(2000 + number),
        occurredAt: toInstant(NOW - ((number * 61) % 997) * SECOND_MS),
      }),
    )
    const { inRedis, inMemory } = await openBoth()
    for (const history of [inRedis, inMemory])
      for (const event of [...crowd, ...habits, ...flood]) await history.record(event)
    const viewer = eventOf({ sessionId: idOf<'session'>(9999), occurredAt: NOW })
    expect(await inRedis.read(viewer)).toEqual(await inMemory.read(viewer))
  })

  test('agree on how many people, once sketches have to say it', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(crowdStep, { minLength: 150, maxLength: 250 }), async (steps) => {
        const { inRedis, inMemory } = await openBoth()
        for (const { event } of steps) await inMemory.record(event)
        await inRedis.rebuild(steps.map(({ event }) => event))
        for (const { event } of steps.slice(0, 12)) {
          const viewer = { ...event, sessionId: idOf<'session'>(90_000) }
          expect(await inRedis.read(viewer)).toEqual(await inMemory.read(viewer))
        }
      }),
      { numRuns: 6 },
    )
    expect(failures).toEqual([])
  })

  test('agree to the last bit on amounts, old ones and such as were fraud', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(amountStep, { minLength: 60, maxLength: 160 }), async (events) => {
        const { inRedis, inMemory } = await openBoth()
        for (const event of events) await inMemory.record(event)
        await inRedis.rebuild(events)
        const viewer = eventOf({ sessionId: idOf<'session'>(90_000), currency: 'EUR' })
        expect(await inRedis.read(viewer)).toEqual(await inMemory.read(viewer))
      }),
      { numRuns: 12 },
    )
    expect(failures).toEqual([])
  })

  test.each([
    ['before', ['reported', 'completed']],
    ['after', ['completed', 'reported']],
  ] as const)('agree on habits of a session reported %s it was completed', async (_, kinds) => {
    const steps = kinds.map((kind, minute): Step => {
      return {
        tell: 'record',
        event: eventOf({ kind, occurredAt: toInstant(NOW - (9 - minute) * MINUTE_MS) }),
      }
    })
    await expectAgreement([...steps, { tell: 'read', event: eventOf({ sessionId: idOf<'session'>(2) }) }])
  })

  test('agree that the first label of a session counts, where it is labelled again when that was nearly forgotten', async () => {
    const labelled = (agoDays: number): Step => ({
      tell: 'record',
      event: eventOf({ kind: 'confirmedGenuine', occurredAt: toInstant(NOW - agoDays * DAY_MS) }),
    })
    const late = eventOf({ sessionId: idOf<'session'>(2), occurredAt: toInstant(NOW - 33 * DAY_MS) })
    const other = eventOf({ sessionId: idOf<'session'>(3), occurredAt: toInstant(NOW - 5 * DAY_MS) })
    await expectAgreement([
      labelled(45),
      { tell: 'record', event: other },
      labelled(5),
      { tell: 'read', event: late },
    ])
  })

  test('agree when the same events are rebuilt and told again', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyEvent, { maxLength: 60 }), async (events) => {
        const { inRedis, inMemory } = await openBoth()
        for (const event of events) await inMemory.record(event)
        await inRedis.rebuild(events)
        await inRedis.rebuild(events.slice(0, 20))
        const viewer = eventOf({
          sessionId: idOf<'session'>(99),
          subjectId: idOf<'subject'>(2),
          trackingKey: 'browser1',
        })
        expect(await inRedis.read(viewer)).toEqual(await inMemory.read(viewer))
      }),
      { numRuns: 20 },
    )
  })
})
