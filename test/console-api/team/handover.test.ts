import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { v7 } from 'uuid'
import { handoverNotes as list, handoverNote as note } from '../../../server/contract/team.ts'
import { enrolPhone } from '../../support/people.ts'
import { type Service, startService } from '../../support/startService.ts'
import { anotherUser, type SomeUser } from '../support/anotherUser.ts'
import { decided, openOver } from '../support/caseWork.ts'

const SHIFT = { from: '2026-11-24T06:00:00.000Z', to: '2026-11-24T14:00:00.000Z' }

describe('hand-over notes', () => {
  let service: Service
  let early: SomeUser
  let late: SomeUser

  beforeAll(async () => {
    service = await startService({ AUTOMATIC_CASES: 'off' }, { workers: false })
    early = await anotherUser(service, 'analyst')
    late = await anotherUser(service, 'senior')
  })
  afterAll(() => service.close())

  async function write(body: object = {}) {
    const answer = await early.client.post('/team/handover', {
      text: 'Calls about parcels since noon.',
      shift: SHIFT,
      ...body,
    })
    expect(answer.status).toBe(201)
    return note.parse(answer.body)
  }
  const listed = async ({ client }: SomeUser, query = '') =>
    list.parse((await client.get(`/team/handover?${query}`)).body)

  test('are read by the next shift with the cases and sessions that they name', async () => {
    const sessionId = await decided(service, await enrolPhone(service))
    const { id: caseId } = await openOver(early.client, [sessionId], { title: 'The parcel calls' })
    const written = await write({ caseIds: [caseId, caseId], sessionIds: [sessionId] })
    expect(written.isOwn).toBe(true)
    const [first] = (await listed(late)).items
    expect(first).toEqual({ ...written, isOwn: false })
    expect(first).toMatchObject({
      author: { id: early.id, name: early.name },
      shift: SHIFT,
      cases: [{ id: caseId, title: 'The parcel calls', state: 'open' }],
      sessionIds: [sessionId],
      acknowledged: [],
    })
  })

  test('come newest first, page by page', async () => {
    const older = await write()
    const newer = await write()
    const first = await listed(late, 'limit=1')
    expect(first.items.map(({ id }) => id)).toEqual([newer.id])
    const second = await listed(late, `limit=1&cursor=${first.nextCursor}`)
    expect(second.items.map(({ id }) => id)).toEqual([older.id])
  })

  test('are acknowledged once a person, by others than their author', async () => {
    const { id } = await write()
    const path = `/team/handover/${id}/acknowledge`
    const once = note.parse((await late.client.post(path)).body)
    expect(once.acknowledged).toMatchObject([{ id: late.id, name: late.name }])
    expect(note.parse((await late.client.post(path)).body)).toEqual(once)
    expect((await early.client.post(path)).status).toBe(409)
    expect((await late.client.post(`/team/handover/${v7()}/acknowledge`)).status).toBe(404)
    const events = await service.prisma.auditEvent.findMany({
      where: { objectId: id },
      orderBy: { id: 'asc' },
    })
    expect(events.map(({ action, actorId }) => [action, actorId])).toEqual([
      ['handover.written', early.id],
      ['handover.acknowledged', late.id],
    ])
    expect(JSON.stringify(events)).not.toContain('parcels')
  })

  test.each([
    ['without a text', { text: '  ' }, 'text'],
    ['of a shift that ends before it begins', { shift: { from: SHIFT.to, to: SHIFT.from } }, 'shift.to'],
    ['of a shift of two days', { shift: { ...SHIFT, to: '2026-11-26T06:00:00Z' } }, 'shift.to'],
    ['about a case that is none', { caseIds: [v7()] }, 'caseIds.0'],
    ['about a session that is none', { sessionIds: [v7()] }, 'sessionIds.0'],
  ])('one %s is refused with its field named', async (_what, body, field) => {
    const answer = await early.client.post('/team/handover', { text: 'A note', shift: SHIFT, ...body })
    expect(answer.status).toBe(400)
    expect(answer.body).toMatchObject({ fields: [{ field }] })
  })

  test('are between those who decide', async () => {
    for (const role of ['compliance', 'auditor', 'administrator', 'ruleAuthor', 'registrar'] as const) {
      const { client } = await anotherUser(service, role)
      expect((await client.get('/team/handover')).status).toBe(403)
      expect((await client.post('/team/handover', { text: 'A note', shift: SHIFT })).status).toBe(403)
    }
  })
})
