import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { listEntry as entry, listEntries as page } from '../../../server/contract/lists.ts'
import type { SessionId } from '../../../server/domain/ids.ts'
import { gatherFacts } from '../../../server/flow/request/gatherFacts.ts'
import {
  type AskOptions,
  demoRelyingParty,
  enrolPhone,
  requestSession,
  type TestPhone,
} from '../../support/people.ts'
import { type Service, startService } from '../../support/startService.ts'
import { type ConsoleClient, signInAs } from '../support/consoleClient.ts'

const HOUR = 3_600_000
const inHours = (hours: number) => new Date(Date.now() + hours * HOUR).toISOString()

describe('lists', () => {
  let service: Service
  let phone: TestPhone
  let analyst: ConsoleClient

  beforeAll(async () => {
    service = await startService({}, { workers: false })
    phone = await enrolPhone(service)
    analyst = await signInAs(service, 'analyst')
  })
  afterAll(() => service.close())

  async function add(body: object) {
    const answer = await analyst.post('/lists', { effect: 'block', reason: 'seen in a campaign', ...body })
    expect(answer.status).toBe(201)
    return entry.parse(answer.body)
  }

  /** Entries that a session of this time meets. */
  async function met(sessionId: SessionId): Promise<string[]> {
    const session = await service.deps.sessions.find(sessionId)
    if (session === null) throw new Error('no such session')
    const facts = await gatherFacts(service.deps, session, 'delivery', null)
    return facts.lists.map(({ entryId }) => entryId)
  }
  const asked = async (options: AskOptions = {}) => (await requestSession(service, phone, options)).sessionId

  test('a session meets what is listed of its address, network, person, relying party and text', async () => {
    const ip = '198.51.100.23'
    const rp = await demoRelyingParty(service)
    const listed = await Promise.all([
      add({ kind: 'address', value: ip }),
      add({ kind: 'network', value: '198.51.100.0/24', effect: 'hold' }),
      add({ kind: 'subject', value: phone.semanticsIdentifier, effect: 'warn' }),
      add({ kind: 'device', value: phone.documentNumber, effect: 'warn' }),
      add({ kind: 'relyingParty', value: rp.id, effect: 'allow' }),
      add({ kind: 'text', value: 'Pay 250.00 to the safe account', effect: 'hold' }),
    ])
    const text = 'Pay  9 999 to the SAFE account'
    const sessionId = await asked({
      initiator: { ip },
      interactions: [{ type: 'displayTextAndPIN', text }],
    })
    const ids = await met(sessionId)
    expect(listed.filter(({ id }) => !ids.includes(id))).toEqual([])
    expect(ids).toHaveLength(listed.length)
    expect(listed[4]?.name).toBe('DEMO')
    expect(listed[2]?.name).toMatch(/^[0-9a-f]{8}$/)
    for (const { id } of listed) expect((await analyst.remove(`/lists/${id}`)).status).toBe(204)
    expect(await met(sessionId)).toEqual([])
  })

  test('what was seen in a session is listed without anybody saying it', async () => {
    const ip = '198.51.100.77'
    const sessionId = await asked({ initiator: { ip } })
    const { id } = await add({ kind: 'address', sessionId })
    expect(await met(await asked({ initiator: { ip } }))).toEqual([id])
    expect(await met(await asked({ initiator: { ip: '198.51.100.78' } }))).toEqual([])
  })

  test('an entry counts until it expires, and makes room then', async () => {
    const ip = '203.0.113.5'
    const expiresAt = inHours(1)
    const { id } = await add({ kind: 'address', value: ip, expiresAt })
    const now = service.deps.clock.now()
    const before = await asked({ initiator: { ip }, occurredAt: now })
    await service.prisma.listEntry.update({ where: { id }, data: { expiresAt: new Date(now) } })
    expect(await met(before)).toEqual([])
    const again = await add({ kind: 'address', value: ip, expiresAt })
    expect(again.id).not.toBe(id)
    expect(await met(before)).toEqual([again.id])
  })

  test('what is listed is told by whom and when, and changed only there', async () => {
    const value = '203.0.113.9'
    const first = await add({ kind: 'address', value })
    const again = await analyst.post('/lists', { kind: 'address', value, effect: 'allow', reason: 'ours' })
    expect(again.status).toBe(409)
    expect(again.text).toMatch(/Analyst listed this at \d{4}-.*with the effect block/)
    const senior = await signInAs(service, 'senior')
    const changed = await senior.patch(`/lists/${first.id}`, { effect: 'warn', expiresAt: inHours(2) })
    expect(changed.body).toMatchObject({ id: first.id, effect: 'warn' })
    expect((await senior.remove(`/lists/${first.id}`)).status).toBe(204)
    expect((await senior.remove(`/lists/${first.id}`)).status).toBe(404)
    const events = await service.prisma.auditEvent.findMany({
      where: { objectId: first.id },
      orderBy: { id: 'asc' },
    })
    expect(events.map(({ action }) => action)).toEqual([
      'listEntry.added',
      'listEntry.changed',
      'listEntry.removed',
    ])
    expect(events[1]?.details).toMatchObject({ effectBefore: 'block', effect: 'warn', expiresAtBefore: null })
  })

  test('neither the tables nor the answers hold what was listed', async () => {
    const value = '203.0.113.133'
    const answer = await analyst.post('/lists', {
      kind: 'address',
      value,
      effect: 'block',
      reason: 'seen in a campaign',
    })
    const somebody = await enrolPhone(service)
    await add({ kind: 'subject', value: somebody.semanticsIdentifier })
    const [rows, events] = await Promise.all([
      service.prisma.listEntry.findMany(),
      service.prisma.auditEvent.findMany(),
    ])
    const list = await analyst.get('/lists')
    for (const text of [JSON.stringify([rows, events]), answer.text, list.text]) {
      expect(text).not.toContain(value)
      expect(text).not.toContain(somebody.semanticsIdentifier)
    }
  })

  test('goes on page by page, newest first, and can be narrowed', async () => {
    const made = []
    for (const last of [1, 2, 3]) made.push(await add({ kind: 'network', value: `192.0.${last}.0/24` }))
    const first = page.parse((await analyst.get('/lists?kind=network&limit=2')).body)
    const second = page.parse(
      (await analyst.get(`/lists?kind=network&limit=2&cursor=${first.nextCursor}`)).body,
    )
    expect([...first.items, ...second.items].map(({ id }) => id)).toEqual(made.map(({ id }) => id).reverse())
    expect(second.nextCursor).toBeNull()
  })

  test.each([
    ['an address that is none', { kind: 'address', value: 'not-an-ip' }, 'value', /IPv4 or IPv6/],
    ['a network of another size', { kind: 'network', value: '198.51.0.0/16' }, 'value', /\/24/],
    [
      'a person without an account',
      { kind: 'subject', value: 'PNOEE-00000000000' },
      'value',
      /identity code/,
    ],
    ['nothing at all', { kind: 'address' }, 'value', /sessionId/],
    [
      'an end in the past',
      { kind: 'address', value: '203.0.113.200', expiresAt: '2020-01-01T00:00:00Z' },
      'expiresAt',
      /later than now/,
    ],
    ['no reason', { kind: 'address', value: '203.0.113.200', reason: ' ' }, 'reason', /./],
  ])('%s is refused with its field named', async (_what, body, field, message) => {
    const answer = await analyst.post('/lists', { effect: 'block', reason: 'a reason', ...body })
    expect(answer.status).toBe(400)
    expect(answer.body).toMatchObject({ fields: [{ field, message: expect.stringMatching(message) }] })
  })
})
