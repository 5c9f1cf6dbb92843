import { readdir } from 'node:fs/promises'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { run } from '../../../jobs/export.ts'
import { exportRecord, exportRecords as list } from '../../../server/contract/exports.ts'
import { createExportWork } from '../../../server/flow/exports/exportWork.ts'
import { executeRun } from '../../../server/flow/runs/executeRun.ts'
import { enrolPhone, requestSession, type TestPhone } from '../../support/people.ts'
import { type Service, startService } from '../../support/startService.ts'
import { type ConsoleClient, signInAs } from '../support/consoleClient.ts'
import { decideByHand } from '../support/decideByHand.ts'
import { readCsv } from '../support/readCsv.ts'

const DAY = 86_400_000

describe('exports', () => {
  let service: Service
  let phone: TestPhone
  let senior: ConsoleClient

  beforeAll(async () => {
    service = await startService({}, { workers: false })
    phone = await enrolPhone(service)
    senior = await signInAs(service, 'senior')
  })
  afterAll(() => service.close())

  const worker = () => ({ ...service.deps, stopping: new AbortController().signal })

  const period = () => ({
    from: new Date(Date.now() - DAY).toISOString(),
    to: new Date(Date.now() + DAY).toISOString(),
  })

  async function order() {
    const answer = await senior.post('/exports', period())
    expect(answer.status).toBe(201)
    return exportRecord.parse(answer.body)
  }

  /** Decided at once, so that no scoring deadline is left to run when the service closes. */
  async function session(): Promise<string> {
    const { sessionId } = await requestSession(service, phone)
    await decideByHand(service, sessionId, { outcome: 'allow', score: 0.1 })
    return sessionId
  }

  async function outboxIdOf(exportId: string): Promise<string> {
    const rows = await service.prisma.outbox.findMany({ where: { job: 'export' } })
    const row = rows.find(({ payload }) => JSON.stringify(payload).includes(exportId))
    if (row === undefined) throw new Error('the export has no outbox row')
    return row.id
  }

  async function finished(exportId: string) {
    await run({ exportId }, worker(), await outboxIdOf(exportId))
    return exportRecord.parse((await senior.get(`/exports/${exportId}`)).body)
  }

  test('an export holds every session of its period once, with its decision, and nobody’s identity', async () => {
    const sessions: string[] = []
    for (const outcome of ['allow', 'warn', 'hold', 'block'] as const) {
      const { sessionId } = await requestSession(service, phone, { initiator: { ip: '203.0.113.80' } })
      await decideByHand(service, sessionId, { outcome, score: 0.5 })
      sessions.push(sessionId)
    }
    const { id } = await order()
    const done = await finished(id)
    expect(done).toMatchObject({ state: 'done', requestedBy: 'Senior analyst' })

    const file = await senior.get(`/exports/${id}/file`)
    expect(file.headers.get('content-disposition')).toMatch(/^attachment; filename="countersign-sessions-/)
    const [header = [], ...rows] = readCsv(file.text)
    expect(rows).toHaveLength(done.done)
    const ids = rows.map((row) => row[header.indexOf('session_id')])
    expect(new Set(ids).size).toBe(ids.length)
    const outcomes = sessions.map(
      (session) => rows[ids.indexOf(session)]?.[header.indexOf('delivery_outcome')],
    )
    expect(outcomes).toEqual(['allow', 'warn', 'hold', 'block'])
    for (const secret of [phone.semanticsIdentifier, phone.documentNumber, 'MARI-LIIS', '203.0.113.80']) {
      expect(file.text).not.toContain(secret)
    }
  })

  test('a session outside the period is not in the file', async () => {
    const sessionId = await session()
    const from = new Date(Date.now() - 2 * DAY).toISOString()
    const answer = await senior.post('/exports', { from, to: new Date(Date.now() - DAY).toISOString() })
    const { id } = exportRecord.parse(answer.body)
    await finished(id)
    expect((await senior.get(`/exports/${id}/file`)).text).not.toContain(sessionId)
  })

  test('a period that takes several reads is whole, each session once', async () => {
    for (let made = 0; made < 5; made += 1) await session()
    const { id } = await order()
    await executeRun(worker(), createExportWork(2), { runId: id, outboxId: await outboxIdOf(id) })
    const [header = [], ...rows] = readCsv((await senior.get(`/exports/${id}/file`)).text)
    const ids = rows.map((row) => row[header.indexOf('session_id')])
    const stored = await service.prisma.session.findMany({ select: { id: true }, orderBy: { id: 'asc' } })
    expect(ids).toEqual(stored.map((session) => session.id))
  })

  test('a job that runs twice, even side by side, leaves one whole file and no work', async () => {
    await session()
    const { id } = await order()
    const outboxId = await outboxIdOf(id)
    await Promise.all([run({ exportId: id }, worker(), outboxId), run({ exportId: id }, worker(), outboxId)])
    await run({ exportId: id }, worker(), outboxId)
    const done = exportRecord.parse((await senior.get(`/exports/${id}`)).body)
    expect(done.state).toBe('done')
    expect(done.done).toBe(done.total)
    const rows = readCsv((await senior.get(`/exports/${id}/file`)).text)
    expect(rows).toHaveLength(done.done + 1)
    expect(await filesOf(id)).toEqual([`${id}.csv`])
    expect(await service.prisma.outbox.count({ where: { id: outboxId } })).toBe(0)
  })

  test('a run that died is begun again and finished', async () => {
    const { id } = await order()
    await service.prisma.run.update({
      where: { id },
      data: {
        state: 'running',
        worker: service.deps.random.id(),
        leaseUntil: new Date(Date.now() - 1),
        attempts: 1,
        done: 3,
        total: 9,
      },
    })
    expect((await senior.get(`/exports/${id}/file`)).status).toBe(409)
    expect(await finished(id)).toMatchObject({ state: 'done' })
  })

  test('a worker that is killed in the middle leaves nothing that anybody could take for the file', async () => {
    await session()
    const { id } = await order()
    const dead = { runId: id, worker: service.deps.random.id<'runAttempt'>() }
    const files = service.deps.exportFiles
    await files.write(`${id}.csv`, half(), dead.worker)
    await service.prisma.run.update({
      where: { id },
      data: { state: 'running', worker: dead.worker, leaseUntil: new Date(Date.now() - 1), attempts: 1 },
    })
    expect(await files.open(`${id}.csv`)).toBeNull()
    expect((await senior.get(`/exports/${id}/file`)).status).toBe(409)
    expect(await finished(id)).toMatchObject({ state: 'done', attempts: 2 })
    expect((await senior.get(`/exports/${id}/file`)).text).not.toContain('half a row')
    expect(await filesOf(id)).toEqual([`${id}.csv`])
  })

  async function* half() {
    yield 'half a row'
  }

  async function filesOf(id: string): Promise<string[]> {
    return (await readdir(service.environment['EXPORT_DIR'] ?? '')).filter((name) => name.includes(id))
  }

  test('an export that is cancelled while it is written leaves no file, and is never done', async () => {
    for (let made = 0; made < 3; made += 1) await session()
    const { id } = await order()
    const outboxId = await outboxIdOf(id)
    let reads = 0
    const { exportSource } = service.deps
    const cancelling = {
      ...worker(),
      exportSource: {
        ...exportSource,
        rows: async (...page: Parameters<typeof exportSource.rows>) => {
          reads += 1
          if (reads === 2) expect((await senior.post(`/exports/${id}/cancel`)).status).toBe(200)
          return await exportSource.rows(...page)
        },
      },
    }
    await executeRun(cancelling, createExportWork(1), { runId: id, outboxId })
    const cancelled = exportRecord.parse((await senior.get(`/exports/${id}`)).body)
    expect(cancelled).toMatchObject({ state: 'cancelled', mayCancel: false })
    expect(await filesOf(id)).toEqual([])
    expect((await senior.get(`/exports/${id}/file`)).status).toBe(409)
    expect((await senior.post(`/exports/${id}/cancel`)).status).toBe(409)
    expect(await service.prisma.outbox.count({ where: { id: outboxId } })).toBe(0)
    const events = await service.prisma.auditEvent.findMany({
      where: { objectId: id },
      orderBy: { id: 'asc' },
    })
    expect(events.map(({ action }) => action)).toEqual(['export.created', 'export.cancelled'])
  })

  test('everybody may cancel their own export, whoever makes exports any, and nobody else', async () => {
    const [analyst, compliance, admin] = await Promise.all([
      signInAs(service, 'analyst'),
      signInAs(service, 'compliance'),
      signInAs(service, 'admin'),
    ])
    const made = exportRecord.parse((await analyst.post('/exports', { kind: 'rules' })).body)
    expect(made.mayCancel).toBe(true)
    const { id } = await order()
    expect((await analyst.post(`/exports/${id}/cancel`)).status).toBe(404)
    expect((await admin.get(`/exports/${id}`)).body).toMatchObject({ mayCancel: false })
    expect((await admin.post(`/exports/${id}/cancel`)).status).toBe(403)
    expect((await compliance.post(`/exports/${id}/cancel`)).body).toMatchObject({ state: 'cancelled' })
    expect((await analyst.post(`/exports/${made.id}/cancel`)).body).toMatchObject({ state: 'cancelled' })
  })

  test('ordering and downloading are audited, and by whom', async () => {
    const { id } = await order()
    await finished(id)
    await senior.get(`/exports/${id}/file`)
    const events = await service.prisma.auditEvent.findMany({
      where: { objectId: id },
      orderBy: { id: 'asc' },
    })
    expect(events.map((event) => event.action)).toEqual(['export.created', 'export.downloaded'])
    const user = await service.prisma.consoleUser.findUniqueOrThrow({ where: { username: 'senior' } })
    expect(events.map((event) => event.actorId)).toEqual([user.id, user.id])
  })

  test('the list shows the newest first', async () => {
    const first = await order()
    const second = await order()
    const { items } = list.parse((await senior.get('/exports?limit=2')).body)
    expect(items.map((item) => item.id)).toEqual([second.id, first.id])
  })

  test.each([
    ['backwards', { from: '2026-03-02T00:00:00Z', to: '2026-03-01T00:00:00Z' }],
    ['too long', { from: '2024-01-01T00:00:00Z', to: '2026-03-01T00:00:00Z' }],
    ['without an end', { from: '2026-03-02T00:00:00Z' }],
  ])('a period %s is refused with its field named', async (_what, body) => {
    const answer = await senior.post('/exports', body)
    expect(answer.status).toBe(400)
    expect(answer.body).toMatchObject({ fields: [{ field: 'to' }] })
  })
})
