import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { foundPersons, person, personSearch as searched } from '../../../server/contract/persons.ts'
import type { Reason } from '../../../server/domain/sessions/decision.ts'
import {
  enrolPhone,
  madeUpIdentity,
  PIN1,
  requestOf,
  requestSession,
  type TestPhone,
} from '../../support/people.ts'
import { type Service, startService } from '../../support/startService.ts'
import { openOver } from '../support/caseWork.ts'
import { type ConsoleClient, signInAs } from '../support/consoleClient.ts'
import { decideByHand } from '../support/decideByHand.ts'

const rule = (code: string, contribution: number): Reason => ({
  source: 'rule',
  code,
  contribution,
  ruleId: 'someRule',
  scamType: 'safeAccount',
  values: {},
})

describe('the page of a person', () => {
  let service: Service
  let analyst: ConsoleClient

  beforeAll(async () => {
    service = await startService({ AUTOMATIC_CASES: 'off' }, { workers: false })
    analyst = await signInAs(service, 'analyst')
  })
  afterAll(() => service.close())

  async function idOf({ semanticsIdentifier }: TestPhone): Promise<string> {
    const found = await analyst.post('/persons/search', { semanticsIdentifier })
    const { searchId } = searched.parse(found.body)
    const list = foundPersons
    const [only] = list.parse((await analyst.get(`/persons?search=${searchId}`)).body).items
    if (only === undefined) throw new Error('nobody was found')
    return only.id
  }
  const read = async (phone: TestPhone) =>
    person.parse((await analyst.get(`/persons/${await idOf(phone)}`)).body)

  async function warned(phone: TestPhone): Promise<string> {
    const { sessionId } = await requestSession(service, phone)
    await decideByHand(service, sessionId, { outcome: 'warn', score: 0.5 })
    return sessionId
  }

  test('shows the risk of each day with what raised and what lowered it', async () => {
    const phone = await enrolPhone(service)
    for (const [score, reasons] of [
      [0.2, [rule('KNOWN_PLACE', -2)]],
      [0.8, [rule('KNOWN_PLACE', -1), rule('FAR_AWAY', 4)]],
    ] as const) {
      const { sessionId } = await requestSession(service, phone)
      await decideByHand(service, sessionId, { outcome: 'allow', score, reasons: [...reasons] })
    }
    const { risk } = await read(phone)
    expect(risk).toHaveLength(1)
    const [today] = risk
    expect(today).toMatchObject({
      day: new Date().toISOString().slice(0, 10),
      sessions: 2,
      maxScore: 0.8,
      outcomes: { allow: 2, warn: 0, hold: 0, block: 0 },
      raised: [{ code: 'FAR_AWAY', sentence: 'FAR_AWAY', contribution: 2, sessions: 1 }],
      lowered: [{ code: 'KNOWN_PLACE', sentence: 'KNOWN_PLACE', contribution: -1.5, sessions: 2 }],
    })
    expect(today?.meanScore).toBeCloseTo(0.5)
  })

  test('tells of each warning whether the person heeded it', async () => {
    const phone = await enrolPhone(service)
    const refused = await warned(phone)
    await phone.call('POST', `/requests/${refused}/shown`)
    await phone.call('POST', `/requests/${refused}/refuse`)
    const confirmed = await warned(phone)
    await phone.call('POST', `/requests/${confirmed}/shown`)
    await phone.phone.confirm(await requestOf(phone, confirmed), PIN1)
    const unseen = await warned(phone)
    const reported = await warned(phone)
    await phone.call('POST', `/requests/${reported}/shown`)
    await phone.call('POST', `/requests/${reported}/report`)
    const { warnings, reports } = await read(phone)
    expect(new Map(warnings.map((one) => [one.sessionId, one.reaction]))).toEqual(
      new Map([
        [reported, 'heeded'],
        [unseen, 'pending'],
        [confirmed, 'wentOn'],
        [refused, 'heeded'],
      ]),
    )
    expect(reports).toMatchObject([{ sessionId: reported, wasCompleted: false }])
  })

  test('lists phones, relying parties and cases of this person and of nobody else', async () => {
    const phone = await enrolPhone(service)
    const { sessionId } = await requestSession(service, phone)
    await decideByHand(service, sessionId, { outcome: 'block', score: 0.9 })
    const made = await openOver(analyst, [sessionId])
    const stranger = await enrolPhone(service)
    const { sessionId: strangers } = await requestSession(service, stranger)
    await decideByHand(service, strangers, { outcome: 'allow', score: 0.1 })
    await openOver(analyst, [strangers])
    const found = await read(phone)
    expect(found.accounts).toMatchObject([{ id: phone.accountId, device: { model: 'Pebble 7' } }])
    expect(found.relyingParties).toMatchObject([{ name: 'DEMO', sessions: 1, interrupted: 1 }])
    expect(found.cases).toMatchObject([{ id: made.id }])
  })

  test('what is older than 90 days is left out', async () => {
    const phone = await enrolPhone(service)
    const { sessionId } = await requestSession(service, phone)
    await decideByHand(service, sessionId, { outcome: 'block', score: 0.9 })
    const old = new Date(Date.now() - 91 * 86_400_000)
    await service.prisma.session.update({ where: { id: sessionId }, data: { occurredAt: old } })
    expect(await read(phone)).toMatchObject({ risk: [], relyingParties: [] })
  })

  test('shows no identity, and each look is recorded', async () => {
    const phone = await enrolPhone(service)
    const id = await idOf(phone)
    const answer = await analyst.get(`/persons/${id}`)
    for (const secret of [
      phone.semanticsIdentifier,
      phone.documentNumber,
      'MARI-LIIS',
      'mari-liis@example.com',
    ])
      expect(answer.text).not.toContain(secret)
    const events = await service.prisma.auditEvent.findMany({
      where: { objectId: id, action: 'person.opened' },
    })
    expect(events).toHaveLength(1)
  })

  test('a search keeps whom it found and not what was searched for', async () => {
    const phone = await enrolPhone(service)
    const found = await analyst.post('/persons/search', { semanticsIdentifier: phone.semanticsIdentifier })
    const { searchId } = searched.parse(found.body)
    const kept = await service.prisma.personSearch.findUniqueOrThrow({ where: { id: searchId } })
    const events = await service.prisma.auditEvent.findMany({ where: { objectId: searchId } })
    expect(events).toMatchObject([{ action: 'person.searched', objectKind: 'personSearch' }])
    expect(JSON.stringify([kept, events])).not.toContain(phone.semanticsIdentifier.slice(6))
  })

  test('a search is its owner’s, for an hour, and may find nobody', async () => {
    const answer = await analyst.post('/persons/search', { semanticsIdentifier: madeUpIdentity() })
    const { searchId, found } = searched.parse(answer.body)
    expect(found).toBe(false)
    expect((await analyst.get(`/persons?search=${searchId}`)).body).toEqual({ items: [] })
    const senior = await signInAs(service, 'senior')
    expect((await senior.get(`/persons?search=${searchId}`)).status).toBe(404)
    const past = new Date(Date.now() - 1)
    await service.prisma.personSearch.update({ where: { id: searchId }, data: { expiresAt: past } })
    expect((await analyst.get(`/persons?search=${searchId}`)).status).toBe(404)
  })

  test('an identity code is refused with what would be right', async () => {
    const answer = await analyst.post('/persons/search', { semanticsIdentifier: '39001010000' })
    expect(answer.status).toBe(400)
    expect(answer.body).toMatchObject({
      fields: [{ field: 'semanticsIdentifier', message: expect.stringContaining('PNOEE') }],
    })
  })

  test('somebody unknown is not found', async () => {
    expect((await analyst.get('/persons/00000000-0000-7000-8000-000000000000')).status).toBe(404)
  })
})
