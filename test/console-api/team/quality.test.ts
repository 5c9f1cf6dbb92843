import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { v7 } from 'uuid'
import {
  agreements as agreement,
  secondLook as look,
  secondLooks as looks,
  notices,
} from '../../../server/contract/team.ts'
import { toId } from '../../../server/domain/ids.ts'
import { addMs, DAY_MS, toInstant } from '../../../server/domain/time.ts'
import { enrolPhone, type TestPhone } from '../../support/people.ts'
import { type Service, startService } from '../../support/startService.ts'
import { anotherUser, type SomeUser } from '../support/anotherUser.ts'
import { decided, openOver, readCase } from '../support/caseWork.ts'

describe('second looks at decisions', () => {
  let service: Service
  let phone: TestPhone
  let analyst: SomeUser
  let senior: SomeUser
  let otherSenior: SomeUser

  beforeAll(async () => {
    service = await startService({ QUALITY_SAMPLE_SHARE: '1', AUTOMATIC_CASES: 'off' }, { workers: false })
    phone = await enrolPhone(service)
    analyst = await anotherUser(service, 'analyst')
    senior = await anotherUser(service, 'senior')
    otherSenior = await anotherUser(service, 'senior')
  })
  afterAll(() => service.close())

  async function reviewedBy({ client }: SomeUser, action: 'release' | 'block' = 'block'): Promise<string> {
    const id = await decided(service, phone, 'hold')
    expect((await client.post(`/sessions/${id}/review`, { action })).status).toBe(200)
    return id
  }

  async function closedBy({ client }: SomeUser): Promise<string> {
    const { id } = await openOver(client, [await decided(service, phone)])
    const { version } = await readCase(client, id)
    const closing = { version, disposition: 'benignTruePositive' }
    expect((await client.post(`/cases/${id}/close`, closing)).status).toBe(200)
    return id
  }

  async function listed({ client }: SomeUser, query = 'limit=200') {
    const answer = await client.get(`/team/quality?${query}`)
    expect(answer.status).toBe(200)
    return looks.parse(answer.body)
  }
  const idsOf = async (user: SomeUser, query?: string) =>
    (await listed(user, query)).items.map(({ objectId }) => objectId)
  const noticesOf = async ({ client }: SomeUser) =>
    notices.parse((await client.get('/team/notices?limit=200')).body)

  test('are asked for what an analyst decided and closed, of anybody but that analyst', async () => {
    const review = await reviewedBy(analyst, 'release')
    const ownCase = await closedBy(senior)
    const { items, share } = await listed(otherSenior)
    expect(share).toBe(1)
    expect(items.find(({ objectId }) => objectId === review)).toMatchObject({
      kind: 'review',
      decidedBy: { id: analyst.id, name: analyst.name },
      decision: 'release',
      verdict: null,
    })
    expect(items.find(({ objectId }) => objectId === ownCase)).toMatchObject({
      kind: 'case',
      decision: 'benignTruePositive',
    })
    const seen = await idsOf(senior)
    expect(seen).toContain(review)
    expect(seen).not.toContain(ownCase)
  })

  test('that agree are kept, and nobody is told', async () => {
    const id = await reviewedBy(analyst)
    const answer = await senior.client.post(`/team/quality/review/${id}`, { opinion: 'agree' })
    expect(look.parse(answer.body)).toMatchObject({
      objectId: id,
      verdict: { opinion: 'agree', reason: null, by: { id: senior.id } },
    })
    expect(await idsOf(otherSenior)).not.toContain(id)
    expect(await idsOf(otherSenior, 'show=done&limit=200')).toContain(id)
    expect((await noticesOf(analyst)).items.map((notice) => notice.look.objectId)).not.toContain(id)
  })

  test('that disagree say why, and who decided is told once, however often it is sent', async () => {
    const id = await closedBy(analyst)
    const verdict = { opinion: 'disagree', reason: 'The payee is new, and the phone was abroad.' }
    const path = `/team/quality/case/${id}`
    const answers = await Promise.all([senior.client.post(path, verdict), senior.client.post(path, verdict)])
    answers.push(await senior.client.post(path, verdict))
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200])
    const told = (await noticesOf(analyst)).items.filter((notice) => notice.look.objectId === id)
    expect(told).toMatchObject([
      {
        readAt: null,
        look: {
          kind: 'case',
          decision: 'benignTruePositive',
          verdict: { opinion: 'disagree', reason: verdict.reason, by: { name: senior.name } },
        },
      },
    ])
    const events = await service.prisma.auditEvent.findMany({
      where: { action: { startsWith: 'quality.' }, details: { path: ['objectId'], equals: id } },
    })
    expect(events.map(({ action, actorId }) => [action, actorId])).toEqual([['quality.disagreed', senior.id]])
  })

  test('are taken once: who comes second is told who was first', async () => {
    const id = await reviewedBy(analyst)
    expect((await senior.client.post(`/team/quality/review/${id}`, { opinion: 'agree' })).status).toBe(200)
    const second = { opinion: 'disagree', reason: 'not so' }
    for (const { client } of [otherSenior, senior]) {
      const answer = await client.post(`/team/quality/review/${id}`, second)
      expect(answer.status).toBe(409)
      expect(answer.body).toMatchObject({ conflict: { by: senior.name } })
    }
    expect((await noticesOf(analyst)).items.map((notice) => notice.look.objectId)).not.toContain(id)
  })

  test('are never at one’s own decision, and the database refuses it too', async () => {
    const id = await reviewedBy(senior)
    expect((await senior.client.post(`/team/quality/review/${id}`, { opinion: 'agree' })).status).toBe(403)
    expect((await otherSenior.client.post(`/team/quality/review/${id}`, { opinion: 'agree' })).status).toBe(
      200,
    )
    const at = new Date()
    const own = { kind: 'review' as const, objectId: v7(), decidedAt: at, decidedBy: senior.id, at }
    await expect(
      service.prisma.qualityVerdict.create({
        data: { ...own, id: v7(), opinion: 'agree', byId: senior.id },
      }),
    ).rejects.toThrow('another_person')
  })

  test('of a case that is closed again are asked for again', async () => {
    const id = await closedBy(analyst)
    expect((await senior.client.post(`/team/quality/case/${id}`, { opinion: 'agree' })).status).toBe(200)
    const { version } = await readCase(senior.client, id)
    const reopened = await senior.client.post(`/cases/${id}/reopen`, { version, reason: 'a new report' })
    expect(reopened.status).toBe(200)
    expect((await senior.client.post(`/team/quality/case/${id}`, { opinion: 'agree' })).status).toBe(404)
    const again = { version: (await readCase(analyst.client, id)).version, disposition: 'inconclusive' }
    expect((await analyst.client.post(`/cases/${id}/close`, again)).status).toBe(200)
    expect(await idsOf(senior)).toContain(id)
  })

  test('are counted by who decided, with how far chance may have moved the rate', async () => {
    const somebody = await anotherUser(service, 'analyst')
    for (const opinion of ['agree', 'agree', 'disagree'] as const) {
      const id = await reviewedBy(somebody)
      const body = { opinion, ...(opinion === 'disagree' && { reason: 'not so' }) }
      expect((await senior.client.post(`/team/quality/review/${id}`, body)).status).toBe(200)
    }
    await reviewedBy(somebody)
    const { items } = agreement.parse((await senior.client.get('/team/agreement')).body)
    const counted = items.find(({ id }) => id === somebody.id)
    expect(counted).toMatchObject({ drawn: 4, agreed: 2, disagreed: 1, rate: 2 / 3 })
    expect(counted?.interval?.low).toBeLessThan(2 / 3)
    expect(counted?.interval?.high).toBeGreaterThan(2 / 3)
  })

  test('that disagreed are read by who is told of them, and by nobody else', async () => {
    const somebody = await anotherUser(service, 'analyst')
    const id = await reviewedBy(somebody)
    await senior.client.post(`/team/quality/review/${id}`, { opinion: 'disagree', reason: 'not so' })
    const [notice] = (await noticesOf(somebody)).items
    if (notice === undefined) throw new Error('nobody was told')
    expect((await analyst.client.post(`/team/notices/${notice.id}/read`)).status).toBe(404)
    expect((await noticesOf(somebody)).unread).toBe(1)
    expect((await somebody.client.post(`/team/notices/${notice.id}/read`)).status).toBe(200)
    const read = await noticesOf(somebody)
    expect(read.unread).toBe(0)
    expect((await somebody.client.post(`/team/notices/${notice.id}/read`)).status).toBe(200)
    expect(await noticesOf(somebody)).toEqual(read)
  })

  test('come page by page, each decision once', async () => {
    for (let made = 0; made < 3; made += 1) await reviewedBy(analyst)
    const all = await idsOf(otherSenior)
    const paged: string[] = []
    let cursor: string | null = null
    do {
      const page = await listed(otherSenior, `limit=2${cursor === null ? '' : `&cursor=${cursor}`}`)
      paged.push(...page.items.map(({ objectId }) => objectId))
      cursor = page.nextCursor
    } while (cursor !== null)
    expect(paged).toEqual(all)
    expect(new Set(paged).size).toBe(paged.length)
  })

  test.each([
    [{ opinion: 'disagree' }, 'reason'],
    [{ opinion: 'disagree', reason: '  ' }, 'reason'],
    [{ opinion: 'perhaps' }, 'opinion'],
  ])('%j is refused with its field named', async (body, field) => {
    const id = await reviewedBy(analyst)
    const answer = await senior.client.post(`/team/quality/review/${id}`, body)
    expect(answer.status).toBe(400)
    expect(answer.body).toMatchObject({ fields: [{ field }] })
  })

  test('are a senior’s', async () => {
    for (const role of ['analyst', 'compliance', 'auditor', 'administrator', 'ruleAuthor'] as const) {
      const { client } = await anotherUser(service, role)
      expect((await client.get('/team/quality')).status).toBe(403)
      const path = `/team/quality/review/${v7()}`
      expect((await client.post(path, { opinion: 'agree' })).status).toBe(403)
    }
    expect((await analyst.client.get('/team/agreement')).status).toBe(403)
  })
})

describe('the draw', () => {
  let service: Service
  const ids: string[] = []

  beforeAll(async () => {
    service = await startService({ QUALITY_SAMPLE_SHARE: '0.2' }, { workers: false })
    const { id } = await anotherUser(service, 'analyst')
    for (let made = 0; made < 400; made += 1) ids.push(v7())
    await service.prisma.review.createMany({
      data: ids.map((sessionId) => ({
        sessionId,
        action: 'block' as const,
        userId: id,
        reviewedAt: new Date(),
      })),
    })
    // A hold that ran out is nobody's decision.
    await service.prisma.review.create({
      data: { sessionId: v7(), action: 'block', userId: null, reviewedAt: new Date() },
    })
  })
  afterAll(() => service.close())

  async function drawnWith(share: number): Promise<Set<string>> {
    const since = addMs(toInstant(Date.now()), -DAY_MS)
    const page = { notBy: toId<'consoleUser'>(v7()), after: null, limit: 1_000 }
    const found = await service.deps.qualitySample.open({ share, since }, page)
    return new Set(found.map(({ objectId }) => objectId))
  }

  test('takes about the share that is asked for, all of it at 1 and nothing at 0', async () => {
    const { size } = await drawnWith(0.2)
    // 80, and five standard deviations of 8.
    expect(size).toBeGreaterThan(40)
    expect(size).toBeLessThan(120)
    expect(await drawnWith(1)).toEqual(new Set(ids))
    expect((await drawnWith(0)).size).toBe(0)
  })

  test('is the same again, and a larger share only adds to a smaller one', async () => {
    const share = fc.double({ min: 0, max: 1, noNaN: true })
    await fc.assert(
      fc.asyncProperty(share, share, async (one, other) => {
        const [less, more] = [await drawnWith(Math.min(one, other)), await drawnWith(Math.max(one, other))]
        expect([...less].filter((id) => !more.has(id))).toEqual([])
        expect(await drawnWith(Math.min(one, other))).toEqual(less)
      }),
      { numRuns: 20 },
    )
  })

  test('leaves a decision that was not drawn to nobody', async () => {
    const drawn = await drawnWith(0.2)
    const notDrawn = ids.find((id) => !drawn.has(id))
    const { client } = await anotherUser(service, 'senior')
    expect((await client.post(`/team/quality/review/${notDrawn}`, { opinion: 'agree' })).status).toBe(404)
    const [some] = drawn
    expect((await client.post(`/team/quality/review/${some}`, { opinion: 'agree' })).status).toBe(200)
  })
})
