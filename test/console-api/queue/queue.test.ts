import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { problem } from '../../../server/contract/problem.ts'
import { claimedNext as next, reviewed, reviewedMany } from '../../../server/contract/queue.ts'
import { sessionList as page, type SessionItem, sessionItem } from '../../../server/contract/sessions.ts'
import type { SessionId } from '../../../server/domain/ids.ts'
import { sweep } from '../../../server/flow/request/sweep.ts'
import { enrolPhone, requestSession, type TestPhone } from '../../support/people.ts'
import { type Service, startService } from '../../support/startService.ts'
import { type ConsoleClient, signInAs } from '../support/consoleClient.ts'
import { decideByHand } from '../support/decideByHand.ts'
import { openStream } from '../support/events.ts'

const conflict = problem.required({ conflict: true })

/** Undoing is possible for a minute here: nothing takes effect unless a test makes it. */
const UNDO_SECONDS = 30

describe('the queue', () => {
  let service: Service
  let phone: TestPhone
  let analyst: ConsoleClient
  let senior: ConsoleClient

  beforeAll(async () => {
    service = await startService({ REVIEW_UNDO_SECONDS: String(UNDO_SECONDS) }, { workers: false })
    phone = await enrolPhone(service)
    analyst = await signInAs(service, 'analyst')
    senior = await signInAs(service, 'senior')
  })
  afterAll(() => service.close())

  async function session(outcome: 'allow' | 'warn' | 'hold' | 'block', score = 0.9): Promise<SessionId> {
    const { sessionId } = await requestSession(service, phone)
    await decideByHand(service, sessionId, { outcome, score })
    return sessionId
  }
  const held = () => session('hold')

  async function row(id: SessionId, client = analyst) {
    const { items } = page.parse((await client.get('/sessions?limit=200')).body)
    const found = items.find((item) => item.id === id)
    if (found === undefined) throw new Error('the list does not have the session')
    return found
  }

  /** As if the seconds for undoing had passed. */
  async function letTimePass(id: SessionId): Promise<void> {
    const past = new Date(Date.now() - 1_000)
    await service.prisma.pendingReview.update({
      where: { sessionId: id },
      data: { enteredAt: new Date(past.getTime() - 1_000), effectiveAt: past },
    })
    await service.prisma.session.update({ where: { id }, data: { dueAt: past } })
  }

  describe('claims', () => {
    test('a claimed session has one holder, and the other is told who and since when', async () => {
      const id = await held()
      const [first, second] = await Promise.all([
        analyst.post(`/sessions/${id}/claim`),
        senior.post(`/sessions/${id}/claim`),
      ])
      const statuses = [first.status, second.status]
      expect(statuses.toSorted()).toEqual([200, 409])
      const holder = first.status === 200 ? 'Analyst' : 'Senior analyst'
      const refused = conflict.parse((first.status === 200 ? second : first).body)
      expect(refused.conflict.by).toBe(holder)
      expect((await row(id)).assignee).toMatchObject({ name: holder, since: refused.conflict.at })
    })

    test('claiming again keeps the time of the first claim', async () => {
      const id = await held()
      await analyst.post(`/sessions/${id}/claim`)
      const before = (await row(id)).assignee
      await analyst.post(`/sessions/${id}/claim`)
      expect((await row(id)).assignee?.since).toBe(before?.since)
    })

    test('who has the page open is shown to the others, and not to oneself', async () => {
      const id = await held()
      await analyst.post(`/sessions/${id}/claim`)
      const seen = await senior.post(`/sessions/${id}/claim/heartbeat`)
      expect(seen.body).toMatchObject({ assignee: { name: 'Analyst' }, viewers: [{ name: 'Analyst' }] })
      expect((await row(id)).viewers.map(({ name }) => name).toSorted()).toEqual([
        'Analyst',
        'Senior analyst',
      ])
      await senior.post(`/sessions/${id}/claim/release`)
      expect((await row(id)).viewers.map(({ name }) => name)).toEqual(['Analyst'])
    })

    test('without a sign of life a claim counts for nothing, and with one it lives on', async () => {
      const id = await held()
      await analyst.post(`/sessions/${id}/claim`)
      const nearlyOver = new Date(Date.now() + 5_000)
      await service.prisma.queueClaim.update({ where: { sessionId: id }, data: { expiresAt: nearlyOver } })
      await analyst.post(`/sessions/${id}/claim/heartbeat`)
      expect(Date.parse((await row(id)).assignee?.until ?? '')).toBeGreaterThan(nearlyOver.getTime())

      await service.prisma.queueClaim.update({ where: { sessionId: id }, data: { expiresAt: new Date(0) } })
      expect((await row(id)).assignee).toBeNull()
      expect((await senior.post(`/sessions/${id}/claim`)).status).toBe(200)
      expect((await row(id)).assignee?.name).toBe('Senior analyst')
    })

    test('only who may decide in bulk takes over what somebody else works on', async () => {
      const id = await held()
      await analyst.post(`/sessions/${id}/claim`)
      expect((await senior.post(`/sessions/${id}/claim`, { takeOver: true })).status).toBe(200)
      expect((await row(id)).assignee?.name).toBe('Senior analyst')
      expect((await analyst.post(`/sessions/${id}/claim`, { takeOver: true })).status).toBe(403)
    })

    test('a session that somebody else works on is theirs to decide', async () => {
      const id = await held()
      await senior.post(`/sessions/${id}/claim`)
      const refused = await analyst.post(`/sessions/${id}/review`, { action: 'block' })
      expect(refused.status).toBe(409)
      expect(conflict.parse(refused.body).conflict.by).toBe('Senior analyst')
    })

    test('signs of life and giving back at once do not get in each other’s way', async () => {
      const id = await held()
      const answers = await Promise.all(
        Array.from({ length: 60 }, (_, turn) =>
          analyst.post(`/sessions/${id}/claim${['', '/heartbeat', '/release'][turn % 3] ?? ''}`),
        ),
      )
      expect(answers.map(({ status }) => status).filter((status) => status !== 200)).toEqual([])
    })

    test('a session that does not exist cannot be claimed', async () => {
      const answer = await analyst.post('/sessions/00000000-0000-7000-8000-000000000000/claim')
      expect(answer.status).toBe(404)
    })
  })

  test('everybody who asks for the next gets another session, what runs out first before anything else', async () => {
    const other = await startService({}, { workers: false })
    try {
      const theirPhone = await enrolPhone(other)
      const make = async (outcome: 'warn' | 'hold' | 'block', score: number) => {
        const { sessionId } = await requestSession(other, theirPhone)
        await decideByHand(other, sessionId, { outcome, score })
        return sessionId
      }
      const blocked = await make('block', 0.99)
      const warned = await make('warn', 0.6)
      const holds: SessionId[] = []
      for (const score of [0.86, 0.95, 0.9, 0.88, 0.91]) holds.push(await make('hold', score))
      const client = await signInAs(other, 'analyst')
      const ids: (string | null)[] = []
      const taken = await Promise.all(holds.map(() => client.post('/queue/next')))
      for (const { body } of taken) ids.push(next.parse(body).session?.id ?? null)
      expect(ids.toSorted()).toEqual(holds.toSorted())
      expect(next.parse((await client.post('/queue/next')).body).session?.id).toBe(blocked)
      expect(next.parse((await client.post('/queue/next')).body).session).toMatchObject({
        id: warned,
        assignee: { name: 'Analyst' },
      })
      expect(next.parse((await client.post('/queue/next')).body).session).toBeNull()
    } finally {
      await other.close()
    }
  })

  describe('decisions that may be undone', () => {
    test('nothing is delivered until the time for undoing is over, and the answer says when that is', async () => {
      const id = await held()
      const before = Date.now()
      const answer = reviewed.parse(
        (await analyst.post(`/sessions/${id}/review`, { action: 'release' })).body,
      )
      expect(answer.undoUntil).toBe(answer.takesEffectAt)
      const wait = Date.parse(answer.takesEffectAt) - before
      expect(wait).toBeGreaterThanOrEqual(UNDO_SECONDS * 1_000)
      await sweep(service.deps)
      expect(await row(id)).toMatchObject({
        state: 'HELD',
        pendingReview: { action: 'release', by: 'Analyst' },
      })
      expect((await phone.requests()).map((request) => request.sessionId)).not.toContain(id)

      await letTimePass(id)
      await Promise.all([sweep(service.deps), sweep(service.deps)])
      expect(await row(id)).toMatchObject({ state: 'DELIVERED', pendingReview: null })
      expect((await phone.requests()).map((request) => request.sessionId)).toContain(id)
      const review = await service.prisma.review.findUniqueOrThrow({ where: { sessionId: id } })
      expect(review.userId).not.toBeNull()
    })

    test('a block that was undone blocks nothing, and the next decision counts', async () => {
      const id = await held()
      await analyst.post(`/sessions/${id}/review`, { action: 'block' })
      expect((await senior.post(`/sessions/${id}/review/undo`)).status).toBe(409)
      expect((await analyst.post(`/sessions/${id}/review/undo`)).status).toBe(200)
      expect((await analyst.post(`/sessions/${id}/review/undo`)).status).toBe(409)
      await sweep(service.deps)
      expect(await row(id)).toMatchObject({ state: 'HELD', pendingReview: null })
      expect((await senior.post(`/sessions/${id}/review`, { action: 'release' })).status).toBe(200)
      const events = await service.prisma.auditEvent.findMany({
        where: { objectId: id },
        orderBy: { id: 'asc' },
      })
      expect(events.map(({ action }) => action)).toEqual([
        'session.reviewEntered',
        'session.reviewUndone',
        'session.reviewEntered',
      ])
    })

    test('what took effect cannot be undone', async () => {
      const id = await held()
      await analyst.post(`/sessions/${id}/review`, { action: 'block' })
      await letTimePass(id)
      await sweep(service.deps)
      expect((await analyst.post(`/sessions/${id}/review/undo`)).status).toBe(409)
      expect((await row(id)).state).toBe('BLOCKED')
    })

    test('undoing and taking effect at once: one of them has its way', async () => {
      for (let round = 0; round < 5; round += 1) {
        const id = await held()
        await analyst.post(`/sessions/${id}/review`, { action: 'block' })
        const soon = new Date(Date.now() + 15)
        await service.prisma.pendingReview.update({
          where: { sessionId: id },
          data: { enteredAt: new Date(0), effectiveAt: soon },
        })
        await service.prisma.session.update({ where: { id }, data: { dueAt: new Date(0) } })
        const answers = await Promise.all([
          sweep(service.deps),
          analyst.post(`/sessions/${id}/review/undo`),
          sweep(service.deps),
        ])
        const { state } = await row(id)
        expect([answers[1].status, state]).toEqual(
          answers[1].status === 200 ? [200, 'HELD'] : [409, expect.stringMatching(/BLOCKED|HELD/)],
        )
        const reviews = await service.prisma.review.count({ where: { sessionId: id } })
        expect(reviews).toBe(state === 'BLOCKED' ? 1 : 0)
      }
    })

    test('two who decide at once: one wins, the other is told who and when', async () => {
      const id = await held()
      const answers = await Promise.all([
        analyst.post(`/sessions/${id}/review`, { action: 'release' }),
        senior.post(`/sessions/${id}/review`, { action: 'block' }),
      ])
      expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409])
      const lost = answers.find(({ status }) => status === 409)
      const { pendingReview } = await row(id)
      const told = conflict.parse(lost?.body)
      expect(told.conflict.by).toBe(pendingReview?.by)
      expect(told.message).toContain(told.conflict.at)
    })

    test('where the hold would run out before, a decision takes effect at once', async () => {
      const id = await held()
      await service.prisma.session.update({
        where: { id },
        data: { holdUntil: new Date(Date.now() + (UNDO_SECONDS - 5) * 1_000) },
      })
      const answer = reviewed.parse((await analyst.post(`/sessions/${id}/review`, { action: 'block' })).body)
      expect(answer.undoUntil).toBeNull()
      expect((await row(id)).state).toBe('BLOCKED')
    })

    test('after the deadline the policy has decided, and the analyst is told so', async () => {
      const id = await held()
      await service.prisma.session.update({
        where: { id },
        data: { holdUntil: new Date(Date.now() - 1_000) },
      })
      const late = await analyst.post(`/sessions/${id}/review`, { action: 'release' })
      expect(late.status).toBe(409)
      expect(late.body).toMatchObject({
        message: expect.stringContaining('by policy'),
        conflict: { by: null },
      })
      expect((await row(id)).state).toBe('BLOCKED')
    })

    test('a hold that runs out ends by what was entered, not by policy', async () => {
      const id = await held()
      await analyst.post(`/sessions/${id}/review`, { action: 'release' })
      const past = new Date(Date.now() - 1_000)
      await service.prisma.session.update({ where: { id }, data: { holdUntil: past, dueAt: past } })
      await sweep(service.deps)
      expect((await row(id)).state).toBe('DELIVERED')
    })
  })

  describe('several at once', () => {
    const results = reviewedMany

    test('each has its own result, and none holds up another', async () => {
      const [good, alsoGood] = [await held(), await held()]
      const taken = await held()
      await analyst.post(`/sessions/${taken}/review`, { action: 'block' })
      const never = await session('warn', 0.5)
      const missing = '00000000-0000-7000-8000-000000000000'
      const answer = await senior.post('/sessions/review', {
        ids: [good, taken, never, missing, alsoGood],
        action: 'block',
      })
      const { items } = results.parse(answer.body)
      expect(items).toMatchObject([
        { id: good, result: 'done' },
        { id: taken, result: 'refused', code: 'conflict', conflict: { by: 'Analyst' } },
        { id: never, result: 'refused', code: 'conflict' },
        { id: missing, result: 'refused', code: 'notFound' },
        { id: alsoGood, result: 'done' },
      ])
      const undone = await senior.post('/sessions/review/undo', { ids: [good, taken] })
      expect(undone.body).toEqual({
        items: [
          { id: good, undone: true },
          { id: taken, undone: false },
        ],
      })
    })

    test('an analyst decides one at a time', async () => {
      const answer = await analyst.post('/sessions/review', { ids: [await held()], action: 'block' })
      expect(answer.status).toBe(403)
    })

    test.each([
      ['no ids', { ids: [], action: 'block' }, 'ids'],
      ['an id that is none', { ids: ['x'], action: 'block' }, 'ids.0'],
      ['no action', { ids: ['00000000-0000-7000-8000-000000000000'] }, 'action'],
    ])('%s is refused with its field named', async (_what, body, field) => {
      const answer = await senior.post('/sessions/review', body)
      expect(answer.status).toBe(400)
      expect(answer.body).toMatchObject({ fields: [{ field }] })
    })
  })

  describe('live rows', () => {
    const isRowOf = (id: string) => (event: { event: string; data: unknown }) =>
      event.event === 'row' && sessionItem.parse(event.data).id === id

    test('a held session comes as a row with the seconds that are left', async () => {
      const stream = await openStream(service, analyst)
      await stream.until(({ event }) => event === 'counts')
      const { sessionId } = await requestSession(service, phone)
      await decideByHand(service, sessionId, { outcome: 'hold', score: 0.9 })
      const { data } = await stream.until(
        (event) => isRowOf(sessionId)(event) && sessionItem.parse(event.data).state === 'HELD',
      )
      expect(sessionItem.parse(data).secondsLeft).toBeGreaterThan(60)
      stream.close()
    })

    test('who claims, looks and decides is news of the row', async () => {
      const id = await held()
      const stream = await openStream(service, senior)
      await stream.until(({ event }) => event === 'counts')
      const rowWhere = async (is: (item: SessionItem) => boolean) =>
        await stream.until((event) => isRowOf(id)(event) && is(sessionItem.parse(event.data)))
      await analyst.post(`/sessions/${id}/claim`)
      await rowWhere((item) => item.assignee?.name === 'Analyst' && item.viewers.length === 1)
      await analyst.post(`/sessions/${id}/review`, { action: 'block' })
      await rowWhere((item) => item.pendingReview?.action === 'block')
      await analyst.post(`/sessions/${id}/review/undo`)
      await rowWhere((item) => item.pendingReview === null)
      await service.prisma.queueClaim.update({ where: { sessionId: id }, data: { expiresAt: new Date(0) } })
      await sweep(service.deps)
      await rowWhere((item) => item.assignee === null)
      stream.close()
    })

    test('after a lost connection the rows that changed meanwhile come again', async () => {
      const first = await openStream(service, analyst)
      await first.until(({ event }) => event === 'counts')
      const seen = await held()
      const { id: cursor } = await first.until(isRowOf(seen))
      first.close()
      const missed = await held()
      await analyst.post(`/sessions/${missed}/claim`)

      const second = await openStream(service, analyst, cursor ?? '')
      const { data } = await second.until(isRowOf(missed))
      expect(sessionItem.parse(data)).toMatchObject({ state: 'HELD', assignee: { name: 'Analyst' } })
      second.close()
    })

    test.each(['0', '999999999999', 'not-a-number'])(
      'a cursor that is not known (%s) has the page read again',
      async (cursor) => {
        const stream = await openStream(service, analyst, cursor)
        await stream.until(({ event }) => event === 'everything')
        stream.close()
      },
    )
  })
})
