import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { casePage } from '../../../server/contract/cases.ts'
import { type SessionId, toId } from '../../../server/domain/ids.ts'
import { learn } from '../../../server/flow/request/learn.ts'
import { enrolPhone, requestAndDeliver, type TestPhone } from '../../support/people.ts'
import { type Service, startService } from '../../support/startService.ts'
import { decided, openOver, readCase } from '../support/caseWork.ts'
import { type ConsoleClient, signInAs } from '../support/consoleClient.ts'

describe('cases that open by themselves', () => {
  let service: Service
  let analyst: ConsoleClient

  beforeAll(async () => {
    service = await startService({}, { workers: false })
    analyst = await signInAs(service, 'analyst')
  })
  afterAll(() => service.close())

  /** What workers do with the jobs of a session; each job may come twice. */
  async function work(sessionId: SessionId, from = service): Promise<void> {
    const rows = await from.prisma.outbox.findMany({ where: { job: 'learn' } })
    for (const row of rows.filter(({ payload }) => JSON.stringify(payload).includes(sessionId)))
      await learn(from.deps, sessionId, row.id)
  }

  async function casesOf(sessionId: string) {
    const rows = await service.prisma.caseSession.findMany({ where: { sessionId } })
    return rows.map((row) => ({ caseId: row.caseId, isOpen: row.isOpen }))
  }
  async function onlyCaseOf(sessionId: string): Promise<string> {
    const [only, ...others] = await casesOf(sessionId)
    if (only === undefined || others.length > 0) throw new Error('the session is not in one case')
    return only.caseId
  }
  async function reported(phone: TestPhone): Promise<SessionId> {
    const { sessionId } = await requestAndDeliver(service, phone)
    await phone.call('POST', `/requests/${sessionId}/report`)
    return toId<'session'>(sessionId)
  }

  test.each(['hold', 'block'] as const)(
    'a session decided %s opens a case of the service',
    async (outcome) => {
      const sessionId = await decided(service, await enrolPhone(service), outcome)
      await work(sessionId)
      const found = await readCase(analyst, await onlyCaseOf(sessionId))
      expect(found).toMatchObject({
        state: 'open',
        kind: 'case',
        severity: 'medium',
        openedBy: null,
        sessions: 1,
      })
      const events = await service.prisma.auditEvent.findMany({ where: { objectId: found.id } })
      expect(events).toMatchObject([{ action: 'case.opened', actorKind: 'system' }])
    },
  )

  test.each(['allow', 'warn'] as const)('a session decided %s opens none', async (outcome) => {
    const sessionId = await decided(service, await enrolPhone(service), outcome)
    await learn(service.deps, sessionId, service.deps.random.id<'outbox'>())
    expect(await casesOf(sessionId)).toEqual([])
  })

  test('a report opens an urgent case', async () => {
    const sessionId = await reported(await enrolPhone(service))
    await work(sessionId)
    expect(await readCase(analyst, await onlyCaseOf(sessionId))).toMatchObject({
      severity: 'high',
      title: 'Reported request at DEMO',
    })
  })

  test('learning twice, side by side, opens one case', async () => {
    const sessionId = await decided(service, await enrolPhone(service), 'block')
    const again = () => learn(service.deps, sessionId, service.deps.random.id<'outbox'>())
    await Promise.all([again(), again(), again()])
    expect(await casesOf(sessionId)).toHaveLength(1)
  })

  test('sessions of one person at the same moment open one case, others’ another', async () => {
    const phone = await enrolPhone(service)
    const sessions = [
      await decided(service, phone),
      await decided(service, phone, 'hold'),
      await decided(service, phone),
    ]
    await Promise.all(sessions.map((id) => work(id)))
    const cases = new Set(await Promise.all(sessions.map((id) => onlyCaseOf(id))))
    expect(cases.size).toBe(1)
    const stranger = await decided(service, await enrolPhone(service))
    await work(stranger)
    expect(cases.has(await onlyCaseOf(stranger))).toBe(false)
  })

  test('a case that was opened by hand is joined, and who looked before is told', async () => {
    const phone = await enrolPhone(service)
    const made = await openOver(analyst, [await decided(service, phone, 'warn')])
    const later = await decided(service, phone)
    await work(later)
    expect(await onlyCaseOf(later)).toBe(made.id)
    const stale = await analyst.patch(`/cases/${made.id}`, { version: made.version, title: 'Too late' })
    expect(stale.status).toBe(409)
    expect(stale.body).toMatchObject({ conflict: { by: null } })
  })

  test('a case of more than seven days ago is left alone', async () => {
    const phone = await enrolPhone(service)
    const old = await decided(service, phone)
    await work(old)
    const eightDaysAgo = new Date(Date.now() - 8 * 86_400_000)
    await service.prisma.session.update({ where: { id: old }, data: { occurredAt: eightDaysAgo } })
    const now = await decided(service, phone)
    await work(now)
    expect(await onlyCaseOf(now)).not.toBe(await onlyCaseOf(old))
  })

  test('what was settled stays settled, until the person reports it after all', async () => {
    const phone = await enrolPhone(service)
    const { sessionId: id } = await requestAndDeliver(service, phone)
    const sessionId = toId<'session'>(id)
    const made = await openOver(analyst, [sessionId])
    await phone.call('POST', `/requests/${sessionId}/refuse`)
    const closing = { version: made.version, disposition: 'benign' }
    const closed = await analyst.post(`/cases/${made.id}/close`, closing)
    expect(casePage.parse(closed.body).state).toBe('closed')
    await work(sessionId)
    expect(await casesOf(sessionId)).toEqual([{ caseId: made.id, isOpen: false }])
    await phone.call('POST', `/requests/${sessionId}/report`)
    await work(sessionId)
    const open = (await casesOf(sessionId)).filter((one) => one.isOpen)
    expect(open).toHaveLength(1)
    expect(open[0]?.caseId).not.toBe(made.id)
    // The label of the report is learnt too: it opens no third one.
    await learn(service.deps, sessionId, service.deps.random.id<'outbox'>())
    expect(await casesOf(sessionId)).toHaveLength(2)
  })

  test('where it is switched off, no case opens', async () => {
    const quiet = await startService({ AUTOMATIC_CASES: 'off' }, { workers: false })
    try {
      const sessionId = await decided(quiet, await enrolPhone(quiet))
      await work(sessionId, quiet)
      expect(await quiet.prisma.case.count()).toBe(0)
    } finally {
      await quiet.close()
    }
  })
})
