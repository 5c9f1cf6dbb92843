import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { reveal, reveals } from '../../../server/contract/persons.ts'
import { enrolPhone, type TestPhone } from '../../support/people.ts'
import { type Service, startService } from '../../support/startService.ts'
import { type ConsoleClient, signInAs } from '../support/consoleClient.ts'

const REASON = 'The person is on the telephone and asks for help'

async function subjectIdOf(service: Service, phone: TestPhone): Promise<string> {
  const account = await service.prisma.account.findUniqueOrThrow({ where: { id: phone.accountId } })
  return account.subjectId
}

describe('revealing who a person is, with a second person', () => {
  let service: Service
  let phone: TestPhone
  let personId: string
  let analyst: ConsoleClient
  let senior: ConsoleClient

  beforeAll(async () => {
    service = await startService({}, { workers: false })
    phone = await enrolPhone(service)
    personId = await subjectIdOf(service, phone)
    analyst = await signInAs(service, 'analyst')
    senior = await signInAs(service, 'senior')
  })
  afterAll(() => service.close())

  const requestSession = async (client = analyst) => {
    const answer = await client.post(`/persons/${personId}/reveal`, { reason: REASON })
    expect(answer.status).toBe(201)
    return reveal.parse(answer.body)
  }

  test('the identity is shown to who asked, only after the other has agreed, and every step is recorded', async () => {
    const asked = await requestSession()
    expect(asked).toMatchObject({ state: 'waiting', shownUntil: null })
    expect((await analyst.post(`/reveals/${asked.id}/identity`)).status).toBe(409)

    const waiting = await senior.get('/reveals')
    expect(waiting.body).toMatchObject({
      items: expect.arrayContaining([
        expect.objectContaining({ id: asked.id, reason: REASON, requestedBy: 'Analyst', personId }),
      ]),
    })
    expect(waiting.text).not.toContain(phone.semanticsIdentifier)

    const approved = reveal.parse((await senior.post(`/reveals/${asked.id}/approve`)).body)
    expect(approved.state).toBe('approved')
    const minutes = (Date.parse(approved.shownUntil ?? '') - Date.now()) / 60_000
    expect(minutes).toBeGreaterThan(4)
    expect(minutes).toBeLessThanOrEqual(5)

    const shown = await analyst.post(`/reveals/${asked.id}/identity`)
    expect(shown.body).toMatchObject({
      semanticsIdentifier: phone.semanticsIdentifier,
      givenName: 'MARI-LIIS',
      surname: 'MÄNNIK',
    })
    expect(shown.headers.get('cache-control')).toBe('no-store')
    expect((await senior.post(`/reveals/${asked.id}/identity`)).status).toBe(404)

    const events = await service.prisma.auditEvent.findMany({
      where: { objectId: personId, details: { path: ['reveal'], equals: asked.id } },
      orderBy: { id: 'asc' },
    })
    expect(events.map((event) => event.action)).toEqual([
      'identity.requested',
      'identity.approved',
      'identity.revealed',
    ])
    expect(new Set(events.map((event) => event.actorId)).size).toBe(2)
    expect(JSON.stringify(events)).not.toContain(phone.semanticsIdentifier.slice(6))
    expect(JSON.stringify(events)).not.toContain('telephone')
  })

  test('nobody agrees with themselves, not even where the server forgot to ask', async () => {
    const asked = await requestSession(senior)
    expect((await senior.post(`/reveals/${asked.id}/approve`)).status).toBe(403)
    expect((await senior.post(`/reveals/${asked.id}/identity`)).status).toBe(409)
    const { requestedBy } = await service.prisma.revealRequest.findUniqueOrThrow({ where: { id: asked.id } })
    const forced = service.prisma.revealRequest.update({
      where: { id: asked.id },
      data: { approvedBy: requestedBy, decidedAt: new Date(), shownUntil: new Date() },
    })
    await expect(forced).rejects.toThrow(/reveal_requests_by_two_people/)
  })

  test('a refusal is final, and the second to decide hears who was first', async () => {
    const asked = await requestSession()
    const compliance = await signInAs(service, 'compliance')
    expect((await compliance.post(`/reveals/${asked.id}/refuse`)).status).toBe(200)
    const late = await senior.post(`/reveals/${asked.id}/approve`)
    expect(late.status).toBe(409)
    expect(late.body).toMatchObject({ conflict: { by: 'Compliance', at: expect.stringMatching(/Z$/) } })
    expect((await analyst.post(`/reveals/${asked.id}/identity`)).status).toBe(409)
  })

  test('two words at once are one', async () => {
    const asked = await requestSession()
    const compliance = await signInAs(service, 'compliance')
    const answers = await Promise.all([
      senior.post(`/reveals/${asked.id}/approve`),
      compliance.post(`/reveals/${asked.id}/refuse`),
    ])
    expect(answers.map((answer) => answer.status).toSorted()).toEqual([200, 409])
  })

  test('after ten minutes nobody can agree any more', async () => {
    const asked = await requestSession()
    const past = new Date(Date.now() - 1)
    await service.prisma.revealRequest.update({ where: { id: asked.id }, data: { expiresAt: past } })
    expect((await senior.post(`/reveals/${asked.id}/approve`)).status).toBe(409)
    expect((await analyst.get(`/reveals/${asked.id}`)).body).toMatchObject({ state: 'expired' })
    const waiting = reveals.parse((await senior.get('/reveals')).body)
    expect(waiting.items.map((one) => one.id)).not.toContain(asked.id)
  })

  test('after five minutes it is hidden again', async () => {
    const asked = await requestSession()
    await senior.post(`/reveals/${asked.id}/approve`)
    const past = new Date(Date.now() - 1)
    await service.prisma.revealRequest.update({ where: { id: asked.id }, data: { shownUntil: past } })
    const answer = await analyst.post(`/reveals/${asked.id}/identity`)
    expect(answer.status).toBe(409)
    expect(answer.text).not.toContain(phone.semanticsIdentifier)
  })

  test('a request without a reason is refused with its field named', async () => {
    const answer = await analyst.post(`/persons/${personId}/reveal`, { reason: 'because' })
    expect(answer.status).toBe(400)
    expect(answer.body).toMatchObject({ fields: [{ field: 'reason' }] })
  })
})

describe('revealing who a person is, alone', () => {
  let service: Service

  beforeAll(async () => {
    service = await startService({ REVEAL_POLICY: 'single' }, { workers: false })
  })
  afterAll(() => service.close())

  test('a reason is enough by policy, and it is recorded all the same', async () => {
    const phone = await enrolPhone(service)
    const personId = await subjectIdOf(service, phone)
    const analyst = await signInAs(service, 'analyst')
    const asked = reveal.parse((await analyst.post(`/persons/${personId}/reveal`, { reason: REASON })).body)
    expect(asked.state).toBe('approved')
    const shown = await analyst.post(`/reveals/${asked.id}/identity`)
    expect(shown.body).toMatchObject({ semanticsIdentifier: phone.semanticsIdentifier })
    const events = await service.prisma.auditEvent.findMany({
      where: { objectId: personId },
      orderBy: { id: 'asc' },
    })
    expect(events.map((event) => event.action)).toEqual(['identity.requested', 'identity.revealed'])
    const senior = await signInAs(service, 'senior')
    expect((await senior.post(`/reveals/${asked.id}/identity`)).status).toBe(404)
  })
})
