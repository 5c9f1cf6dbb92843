import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { suppressions as list, suppression } from '../../../server/contract/suppressions.ts'
import { EVENT_TIME_HEADER } from '../../../server/eventTime.ts'
import { PRESET } from '../../../server/risk/rules/preset.ts'
import { enrolPhone, requestSession, type TestPhone } from '../../support/people.ts'
import { type Service, startService } from '../../support/startService.ts'
import { type ConsoleClient, call, signInAs } from '../support/consoleClient.ts'

const HOUR = 3_600_000

describe('suppressing one rule for one entity', () => {
  let service: Service
  let phone: TestPhone
  let senior: ConsoleClient
  const ruleId = PRESET.rules[0]?.id ?? ''

  beforeAll(async () => {
    service = await startService({}, { workers: false })
    phone = await enrolPhone(service)
    senior = await signInAs(service, 'senior')
  })
  afterAll(() => service.close())

  const inHours = (hours: number) => new Date(service.deps.clock.now() + hours * HOUR)
  async function suppress(body: object) {
    const answer = await senior.post('/suppressions', {
      ruleId,
      kind: 'subject',
      value: phone.semanticsIdentifier,
      reason: 'their new browser',
      until: inHours(24).toISOString(),
      ...body,
    })
    expect(answer.status).toBe(201)
    return suppression.parse(answer.body)
  }
  const inForce = () => service.deps.engines.current().suppressions

  async function standingAt(at: Date): Promise<string[]> {
    const answer = await call(service, '/suppressions', {
      headers: { cookie: senior.cookie, [EVENT_TIME_HEADER]: String(at.getTime()) },
    })
    return list.parse(answer.body).items.map(({ id }) => id)
  }

  test('is in force at once, by the id that facts carry', async () => {
    const until = inHours(24)
    await suppress({ until: until.toISOString() })
    const account = await service.prisma.account.findUniqueOrThrow({ where: { id: phone.accountId } })
    expect(inForce()).toContainEqual({
      ruleId,
      kind: 'subject',
      key: account.subjectId,
      until: until.getTime(),
    })
  })

  test('stands until its expiry and no longer', async () => {
    const until = inHours(2)
    const { id } = await suppress({
      kind: 'account',
      value: phone.documentNumber,
      until: until.toISOString(),
    })
    expect(await standingAt(new Date(until.getTime() - 1))).toContain(id)
    expect(await standingAt(until)).not.toContain(id)
  })

  test('leaves memory some time after its expiry', async () => {
    const { sessionId } = await requestSession(service, phone)
    const { id } = await suppress({ kind: 'relyingParty', value: undefined, sessionId })
    const of = () => inForce().filter(({ kind }) => kind === 'relyingParty')
    expect(of()).toHaveLength(1)
    await service.prisma.suppression.update({ where: { id }, data: { until: inHours(-48) } })
    await service.deps.engines.reload()
    expect(of()).toEqual([])
  })

  test('is ended by a person before its time, once, and kept with who did', async () => {
    const { id } = await suppress({ kind: 'network', value: '198.51.100.0/24' })
    const of = () => inForce().filter(({ kind }) => kind === 'network')
    expect(of()).toHaveLength(1)
    expect((await senior.remove(`/suppressions/${id}`)).status).toBe(204)
    expect(of()).toEqual([])
    expect((await senior.remove(`/suppressions/${id}`)).status).toBe(404)
    const all = list.parse((await senior.get('/suppressions?show=all')).body)
    expect(all.items.find((one) => one.id === id)?.ended).toMatchObject({ by: 'Senior analyst' })
    const events = await service.prisma.auditEvent.findMany({
      where: { objectId: id },
      orderBy: { id: 'asc' },
    })
    expect(events.map(({ action }) => action)).toEqual(['suppression.created', 'suppression.ended'])
  })

  test.each([
    ['without an end', { until: undefined }, 'until'],
    ['for a year', { until: new Date(Date.now() + 366 * 24 * HOUR).toISOString() }, 'until'],
    ['that has ended already', { until: '2020-01-01T00:00:00Z' }, 'until'],
    ['without a reason', { reason: '' }, 'reason'],
    ['of somebody who is nobody', { value: 'PNOEE-00000000000' }, 'value'],
  ])('one %s is refused with its field named', async (_what, change, field) => {
    const answer = await senior.post('/suppressions', {
      ruleId,
      kind: 'subject',
      value: phone.semanticsIdentifier,
      reason: 'their new browser',
      until: inHours(24).toISOString(),
      ...change,
    })
    expect(answer.status).toBe(400)
    expect(answer.body).toMatchObject({ fields: [{ field }] })
  })

  test('a rule that there is not cannot be suppressed', async () => {
    const answer = await senior.post('/suppressions', {
      ruleId: 'noSuchRule',
      kind: 'subject',
      value: phone.semanticsIdentifier,
      reason: 'their new browser',
      until: inHours(24).toISOString(),
    })
    expect(answer.status).toBe(404)
  })
})
