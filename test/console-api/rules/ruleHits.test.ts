import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { ruleHits as hits } from '../../../server/contract/rules.ts'
import type { SessionId } from '../../../server/domain/ids.ts'
import type { FeatureVector } from '../../../server/domain/sessions/decision.ts'
import { addMs, DAY_MS, toInstant } from '../../../server/domain/time.ts'
import { EVENT_TIME_HEADER } from '../../../server/eventTime.ts'
import { countHits } from '../../../server/flow/rules/countHits.ts'
import { when } from '../../../server/risk/rules/when.ts'
import { enrolPhone, requestSession, type TestPhone } from '../../support/people.ts'
import { type Service, startService } from '../../support/startService.ts'
import { type ConsoleClient, call, signInAs } from '../support/consoleClient.ts'
import { decideByHand } from '../support/decideByHand.ts'

const CONDITION = when('initiatorPhoneKm > 100.0')

describe('hits of a condition while it is typed', () => {
  let service: Service
  let author: ConsoleClient
  const phones: TestPhone[] = []
  const made: SessionId[] = []

  /** A session decided with these features. */
  async function decided(phone: TestPhone | undefined, features: FeatureVector): Promise<SessionId> {
    if (phone === undefined) throw new Error('there is no such phone')
    const { sessionId } = await requestSession(service, phone)
    await decideByHand(service, sessionId, { outcome: 'block', score: 0.9, features })
    return sessionId
  }

  async function said(sessionId: SessionId | undefined, source: 'report' | 'disposition', fraud: boolean) {
    const at = new Date()
    if (sessionId === undefined) throw new Error('there is no such session')
    await service.prisma.label.create({
      data: { id: service.deps.random.id(), sessionId, source, fraud, occurredAt: at, labelledAt: at },
    })
  }

  beforeAll(async () => {
    service = await startService({}, { workers: false })
    author = await signInAs(service, 'author')
    phones.push(await enrolPhone(service), await enrolPhone(service))
    const far = { initiatorPhoneKm: { value: 900 } }
    const near = { initiatorPhoneKm: { value: 3 } }
    made.push(
      await decided(phones[0], far),
      await decided(phones[0], near),
      await decided(phones[1], far),
      await decided(phones[1], far),
      await decided(phones[1], { initiatorPhoneKm: { missing: 'notTold' } }),
    )
    // The person said fraud, the analyst knew better.
    await said(made[0], 'report', true)
    await said(made[0], 'disposition', false)
    await said(made[2], 'disposition', true)
    await said(made[1], 'disposition', true)
  })
  afterAll(() => service.close())

  async function typed(body: object = {}) {
    const answer = await author.post('/rules/hits', { condition: CONDITION, ...body })
    expect(answer.status).toBe(200)
    return hits.parse(answer.body)
  }

  test('are counted by day, with people, what is known of them and the newest of them', async () => {
    const found = await typed()
    expect(found).toMatchObject({
      sampled: false,
      lookedAt: { sessions: 5 },
      withoutFeatures: 1,
      hits: 3,
      people: 2,
      fraud: 1,
      genuine: 1,
      unknown: 1,
      fraudShare: 1 / 3,
      genuineShare: 1 / 3,
      reads: ['initiatorPhoneKm'],
    })
    expect(found.examples).toEqual([made[3], made[2], made[0]])
    const total = (of: 'sessions' | 'hits') => found.days.reduce((sum, day) => sum + day[of], 0)
    expect([total('sessions'), total('hits')]).toEqual([5, 3])
  })

  test('are of the stage that is asked for: what has no vector there is not hit', async () => {
    expect(await typed({ stage: 'delivery' })).toMatchObject({ hits: 3 })
    expect(await typed({ stage: 'release' })).toMatchObject({ hits: 0, withoutFeatures: 5, fraudShare: null })
  })

  test('are none of days that are not asked for', async () => {
    const inTenDays = String(addMs(toInstant(Date.now()), 10 * DAY_MS))
    const answer = await call(service, '/rules/hits', {
      method: 'POST',
      headers: {
        cookie: author.cookie,
        'x-requested-with': 'countersign',
        'content-type': 'application/json',
        [EVENT_TIME_HEADER]: inTenDays,
      },
      body: JSON.stringify({ condition: CONDITION, days: 7 }),
    })
    expect(hits.parse(answer.body)).toMatchObject({
      lookedAt: { sessions: 0, from: null },
      hits: 0,
      days: [],
    })
  })

  test('of a few sessions are those of the newest, and the answer says so', async () => {
    const now = toInstant(Date.now())
    const question = { condition: CONDITION, stage: null, from: addMs(now, -DAY_MS), to: addMs(now, DAY_MS) }
    const limits = { withinMs: 60_000, firstRead: 2 }
    const some = await countHits(service.deps, question, { ...limits, sessionsAtMost: 3 })
    expect(some.lookedAt).toMatchObject({ sessions: 3, sampled: true })
    expect(some.examples).toEqual([made[3], made[2]])
    const all = await countHits(service.deps, question, { ...limits, sessionsAtMost: 100 })
    expect(all.lookedAt).toMatchObject({ sessions: 5, sampled: false })
    expect(all.hits).toBe(3)
  })

  test('without time for any are none, and the answer says so', async () => {
    const now = toInstant(Date.now())
    const question = { condition: CONDITION, stage: null, from: addMs(now, -DAY_MS), to: now }
    const none = await countHits(service.deps, question, {
      withinMs: 0,
      firstRead: 2,
      sessionsAtMost: 100,
    })
    expect(none).toMatchObject({ lookedAt: { sessions: 0, sampled: true, from: null }, hits: 0 })
  })

  test('a condition that cannot run is refused with the place that is wrong', async () => {
    const answer = await author.post('/rules/hits', { condition: 'initiatorPhoneKm > noSuchFeature' })
    expect(answer.status).toBe(400)
    expect(answer.body).toMatchObject({ fields: [{ field: 'condition', start: 19, end: 32 }] })
  })

  test.each([
    [{ days: 0 }, 'days'],
    [{ days: 32 }, 'days'],
    [{ stage: 'later' }, 'stage'],
    [{ condition: '' }, 'condition'],
  ])('%j is refused with its field named', async (body, field) => {
    const answer = await author.post('/rules/hits', { condition: CONDITION, ...body })
    expect(answer.status).toBe(400)
    expect(answer.body).toMatchObject({ fields: [{ field }] })
  })

  test('who may not read rules may not try them', async () => {
    const registrar = await signInAs(service, 'registrar')
    expect((await registrar.post('/rules/hits', { condition: CONDITION })).status).toBe(403)
  })
})
