import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { z } from 'zod'
import { run } from '../../../jobs/export.ts'
import { exportRecord, exportRecords as list } from '../../../server/contract/exports.ts'
import { uuid } from '../../../server/contract/forms/formats.ts'
import { listOf } from '../../../server/contract/forms/pages.ts'
import { createExportWork } from '../../../server/flow/exports/exportWork.ts'
import { executeRun } from '../../../server/flow/runs/executeRun.ts'
import { enrolPhone, requestSession, type TestPhone } from '../../support/people.ts'
import { type Service, startService } from '../../support/startService.ts'
import { decided, openOver, somebodysSession } from '../support/caseWork.ts'
import { type ConsoleClient, signInAs } from '../support/consoleClient.ts'
import { decideByHand } from '../support/decideByHand.ts'
import { readCsv } from '../support/readCsv.ts'
import { writeRule } from '../support/ruleDrafts.ts'

const page = listOf(z.object({ id: uuid }))
const ADDRESS = '203.0.113.77'

describe('exports of lists', () => {
  let service: Service
  let phone: TestPhone
  let clients: Record<'analyst' | 'senior' | 'author' | 'compliance' | 'admin' | 'registrar', ConsoleClient>

  beforeAll(async () => {
    service = await startService({}, { workers: false })
    phone = await enrolPhone(service)
    const signIn = (username: keyof typeof clients) => signInAs(service, username)
    clients = {
      analyst: await signIn('analyst'),
      senior: await signIn('senior'),
      author: await signIn('author'),
      compliance: await signIn('compliance'),
      admin: await signIn('admin'),
      registrar: await signIn('registrar'),
    }
    for (const outcome of ['allow', 'warn', 'hold', 'block', 'block'] as const) {
      const { sessionId } = await requestSession(service, phone, { initiator: { ip: ADDRESS } })
      await decideByHand(service, sessionId, { outcome, score: 0.5 })
    }
  })
  afterAll(() => service.close())

  async function outboxIdOf(exportId: string): Promise<string> {
    const rows = await service.prisma.outbox.findMany({ where: { job: 'export' } })
    const row = rows.find(({ payload }) => JSON.stringify(payload).includes(exportId))
    if (row === undefined) throw new Error('the export has no outbox row')
    return row.id
  }

  async function order(client: ConsoleClient, body: object): Promise<string> {
    const answer = await client.post('/exports', body)
    expect(answer.text).toContain('queued')
    return exportRecord.parse(answer.body).id
  }

  const worker = () => ({ ...service.deps, stopping: new AbortController().signal })

  async function exported(client: ConsoleClient, body: object, rowsARead?: number) {
    const id = await order(client, body)
    await executeRun(worker(), createExportWork(rowsARead), { runId: id, outboxId: await outboxIdOf(id) })
    const done = exportRecord.parse((await client.get(`/exports/${id}`)).body)
    const file = await client.get(`/exports/${id}/file`)
    expect(file.status).toBe(200)
    const [header = [], ...rows] = readCsv(file.text)
    expect(done).toMatchObject({ state: 'done', done: rows.length, total: rows.length })
    const column = (name: string) => {
      const at = header.indexOf(name)
      if (at < 0) throw new Error(`there is no column ${name} in ${header.join(', ')}`)
      return rows.map((row) => row[at] ?? '')
    }
    return { id, column, header, rows, text: file.text }
  }

  test('the list of sessions is exported with its filter, in the order of the list, in several reads', async () => {
    const filter = { outcomes: ['hold', 'block'] }
    const shown = page.parse(
      (
        await clients.analyst.get(
          `/sessions?sort=newest&filter=${encodeURIComponent(JSON.stringify(filter))}`,
        )
      ).body,
    )
    const { column } = await exported(clients.analyst, { kind: 'sessions', filter }, 2)
    expect(column('Session')).toEqual(shown.items.map(({ id }) => id))
    expect(column('Session').length).toBeGreaterThanOrEqual(3)
    expect(new Set(column('Decision'))).toEqual(new Set(['hold', 'block']))
  })

  test('what was searched for is what is exported', async () => {
    const { sessionId } = await requestSession(service, phone)
    await decideByHand(service, sessionId, { outcome: 'warn', score: 0.6 })
    const search = z
      .object({ id: z.string() })
      .parse((await clients.analyst.post('/search', { text: sessionId })).body)
    const { column } = await exported(clients.analyst, { kind: 'sessions', search: search.id })
    expect(column('Session')).toEqual([sessionId])
    const unknown = '00000000-0000-7000-8000-000000000000'
    expect((await clients.analyst.post('/exports', { kind: 'sessions', search: unknown })).status).toBe(404)
  })

  test('addresses are in the file only where they were asked for, identities never', async () => {
    const without = await exported(clients.analyst, { kind: 'sessions' })
    expect(without.text).not.toContain(ADDRESS)
    const withThem = await exported(clients.analyst, { kind: 'sessions', withAddresses: true })
    expect(withThem.column('Address of the browser')).toContain(ADDRESS)
    for (const secret of [phone.semanticsIdentifier, phone.documentNumber, 'MARI-LIIS'])
      expect(withThem.text).not.toContain(secret)
    const events = await service.prisma.auditEvent.findMany({
      where: { objectId: withThem.id },
      orderBy: { id: 'asc' },
    })
    expect(events.map(({ action, details }) => [action, details])).toMatchObject([
      ['export.created', { kind: 'sessions', withAddresses: true }],
      ['export.downloaded', { kind: 'sessions' }],
    ])
  })

  test('cases and campaigns are exported by what was typed, and no title becomes a formula', async () => {
    const formula = '=HYPERLINK("http://example.com")'
    const one = await openOver(clients.senior, [await decided(service, phone)], { title: formula })
    const other = await openOver(clients.senior, [(await somebodysSession(service)).sessionId], {
      title: 'An unusual wave of calls',
      kind: 'campaign',
    })
    const cases = await exported(clients.senior, { kind: 'cases' }, 1)
    expect(cases.column('Case')).toEqual([other.id, one.id])
    expect(cases.column('Title')).toContain(`'${formula}`)
    expect(cases.column('Opened by')).toEqual(['Senior analyst', 'Senior analyst'])
    const campaigns = await exported(clients.compliance, { kind: 'campaigns' })
    expect(campaigns.column('Case')).toEqual([other.id])
    const typed = await exported(clients.senior, { kind: 'cases', filter: { text: 'unusual wave' } })
    expect(typed.column('Case')).toEqual([other.id])
  })

  test('rules are exported with every version that the list shows', async () => {
    const draft = await writeRule(clients.author, 'exportedRule', { sentence: 'A sentence, with a comma.' })
    const { column, rows } = await exported(clients.author, { kind: 'rules' }, 7)
    const versions = await service.prisma.ruleVersion.count({ where: { state: { not: 'retired' } } })
    expect(rows).toHaveLength(versions)
    const at = column('Rule').indexOf('exportedRule')
    expect([column('Version')[at], column('State')[at], column('Author')[at]]).toEqual([
      String(draft.number),
      'draft',
      'Rule author',
    ])
    expect(column('Sentence')[at]).toBe('A sentence, with a comma.')
  })

  test('list entries are exported by kind, and what they are about stays a secret', async () => {
    for (const value of ['198.51.100.1', '198.51.100.2', '198.51.100.3']) {
      const entry = { kind: 'address', value, effect: 'block', reason: 'seen in a campaign' }
      expect((await clients.analyst.post('/lists', entry)).status).toBe(201)
    }
    const { column, text } = await exported(
      clients.analyst,
      { kind: 'lists', filter: { kind: 'address' } },
      2,
    )
    expect(column('Reason')).toEqual(Array.from({ length: 3 }, () => 'seen in a campaign'))
    expect(text).not.toContain('198.51.100')
    expect((await exported(clients.analyst, { kind: 'lists', filter: { kind: 'text' } })).rows).toEqual([])
  })

  test('models are exported, though there is none', async () => {
    const { header, rows } = await exported(clients.admin, { kind: 'models' })
    expect(header).toContain('Average precision')
    expect(rows).toEqual([])
  })

  test('a job of a list that runs twice, even side by side, leaves one whole file and no work', async () => {
    const id = await order(clients.analyst, { kind: 'sessions' })
    const outboxId = await outboxIdOf(id)
    const again = () => run({ exportId: id }, worker(), outboxId)
    await Promise.all([again(), again()])
    await again()
    const done = exportRecord.parse((await clients.analyst.get(`/exports/${id}`)).body)
    expect(done).toMatchObject({ state: 'done', done: done.total })
    const rows = readCsv((await clients.analyst.get(`/exports/${id}/file`)).text)
    expect(rows).toHaveLength(done.done + 1)
    expect(await service.prisma.outbox.count({ where: { id: outboxId } })).toBe(0)
  })

  test.each([
    ['analyst', { kind: 'evidence', from: '2026-03-01T00:00:00Z', to: '2026-03-02T00:00:00Z' }],
    ['author', { kind: 'sessions', withAddresses: true }],
    ['compliance', { kind: 'sessions', withAddresses: true }],
    ['author', { kind: 'cases' }],
    ['admin', { kind: 'lists' }],
    ['registrar', { kind: 'sessions' }],
    ['registrar', { kind: 'rules' }],
  ] as const)('%s may not export %j', async (username, body) => {
    expect((await clients[username].post('/exports', body)).status).toBe(403)
  })

  test('who may not read all exports sees and fetches their own; who may, fetches what they may read', async () => {
    const own = await exported(clients.analyst, { kind: 'sessions', withAddresses: true })
    const others = await order(clients.senior, { kind: 'sessions' })
    const shown = list.parse((await clients.analyst.get('/exports?limit=200')).body).items.map(({ id }) => id)
    expect(shown).toContain(own.id)
    expect(shown).not.toContain(others)
    expect((await clients.analyst.get(`/exports/${others}`)).status).toBe(404)
    expect((await clients.analyst.get(`/exports/${others}/file`)).status).toBe(403)
    expect((await clients.senior.get(`/exports/${own.id}/file`)).status).toBe(200)
    // Compliance downloads exports, and reads no addresses.
    expect((await clients.compliance.get(`/exports/${own.id}`)).status).toBe(200)
    expect((await clients.compliance.get(`/exports/${own.id}/file`)).status).toBe(403)
    expect((await clients.registrar.get('/exports')).status).toBe(403)
  })

  test.each([
    [{ kind: 'everything' }, 'kind'],
    [{ kind: 'sessions', filter: { outcomes: ['perhaps'] } }, 'filter.outcomes.0'],
    [{ kind: 'sessions', from: '2026-03-01T00:00:00Z' }, ''],
    [{ kind: 'cases', filter: { states: [] } }, 'filter.states'],
    [{ kind: 'lists', filter: { show: 'some' } }, 'filter.show'],
  ])('%j is refused with its field named', async (body, field) => {
    const answer = await clients.senior.post('/exports', body)
    expect(answer.status).toBe(400)
    expect(answer.body).toMatchObject({ fields: [{ field }] })
  })
})
