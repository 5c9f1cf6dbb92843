import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { SessionId } from '../../server/domain/ids.ts'
import { type Disposition, FRAUD_BY_DISPOSITION } from '../../server/domain/sessions/label.ts'
import { learn } from '../../server/flow/request/learn.ts'
import { enrolPhone, requestSession, type TestPhone } from '../support/people.ts'
import { type Service, startService } from '../support/startService.ts'
import { type ConsoleClient, signInAs } from './support/consoleClient.ts'
import { decideByHand } from './support/decideByHand.ts'

describe('dispositions', () => {
  let service: Service
  let phone: TestPhone
  let analyst: ConsoleClient

  beforeAll(async () => {
    service = await startService({}, { workers: false })
    phone = await enrolPhone(service)
    analyst = await signInAs(service, 'analyst')
  })
  afterAll(() => service.close())

  async function ended(): Promise<SessionId> {
    const { sessionId } = await requestSession(service, phone)
    await decideByHand(service, sessionId, { outcome: 'block', score: 0.99 })
    return sessionId
  }

  const dispose = (id: string, disposition: unknown, client = analyst) =>
    client.post(`/sessions/${id}/disposition`, { disposition })
  const labelsOf = (sessionId: string) => service.prisma.label.findMany({ where: { sessionId } })
  const auditOf = (objectId: string) =>
    service.prisma.auditEvent.findMany({
      where: { objectId, action: 'session.disposed' },
      orderBy: { id: 'asc' },
    })
  async function learnRowsOf(sessionId: string): Promise<number> {
    const rows = await service.prisma.outbox.findMany({ where: { job: 'learn' } })
    return rows.filter(({ payload }) => JSON.stringify(payload).includes(sessionId)).length
  }

  const EVERY: [Disposition, boolean | null][] = [
    ['confirmedFraud', true],
    ['benign', false],
    ['benignTruePositive', false],
    ['inconclusive', null],
  ]
  test.each(EVERY)('%s makes the label fraud = %s', async (disposition, fraud) => {
    expect(FRAUD_BY_DISPOSITION[disposition]).toBe(fraud)
    const id = await ended()
    expect((await dispose(id, disposition)).status).toBe(200)
    const labels = await labelsOf(id)
    expect(labels.map((label) => ({ fraud: label.fraud, source: label.source }))).toEqual(
      fraud === null ? [] : [{ fraud, source: 'disposition' }],
    )
  })

  test('saying the same twice is said once: one label, one audit event, one job', async () => {
    const id = await ended()
    const before = await learnRowsOf(id)
    await Promise.all([dispose(id, 'confirmedFraud'), dispose(id, 'confirmedFraud')])
    await dispose(id, 'confirmedFraud')
    expect(await labelsOf(id)).toHaveLength(1)
    expect(await auditOf(id)).toHaveLength(1)
    expect(await learnRowsOf(id)).toBe(before + 1)
  })

  test('a change of mind replaces the label, and the audit keeps both words', async () => {
    const id = await ended()
    await dispose(id, 'confirmedFraud')
    await dispose(id, 'benign')
    await dispose(id, 'inconclusive')
    expect(await labelsOf(id)).toEqual([])
    const events = await auditOf(id)
    expect(events.map((event) => event.details)).toEqual([
      { disposition: 'confirmedFraud', before: null },
      { disposition: 'benign', before: 'confirmedFraud' },
      { disposition: 'inconclusive', before: 'benign' },
    ])
  })

  test('learning a label twice leaves no job and fails never', async () => {
    const id = await ended()
    await dispose(id, 'confirmedFraud')
    const rows = await service.prisma.outbox.findMany({ where: { job: 'learn' } })
    for (const row of rows.filter(({ payload }) => JSON.stringify(payload).includes(id))) {
      await learn(service.deps, id, row.id)
      await learn(service.deps, id, row.id)
    }
    expect(await learnRowsOf(id)).toBe(0)
  })

  test('a session that is still open has no disposition yet', async () => {
    const { sessionId } = await requestSession(service, phone)
    await decideByHand(service, sessionId, { outcome: 'hold', score: 0.9 })
    expect((await dispose(sessionId, 'benign')).status).toBe(409)
    expect(await labelsOf(sessionId)).toEqual([])
  })

  test('an unknown word and an unknown session are refused by name', async () => {
    const answer = await dispose(await ended(), 'fraudulent')
    expect(answer.status).toBe(400)
    expect(answer.body).toMatchObject({
      fields: [{ field: 'disposition', message: expect.stringContaining('confirmedFraud') }],
    })
    expect((await dispose(service.deps.random.id(), 'benign')).status).toBe(404)
  })

  test('who may not label is refused', async () => {
    const compliance = await signInAs(service, 'compliance')
    expect((await dispose(await ended(), 'benign', compliance)).status).toBe(403)
  })
})
