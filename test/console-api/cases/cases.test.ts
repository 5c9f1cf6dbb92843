import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { CaseList } from '../../../server/contract/cases.ts'
import { type CaseItem, type CasePage, caseList, casePage } from '../../../server/contract/cases.ts'
import { problem } from '../../../server/contract/problem.ts'
import { enrolPhone, type TestPhone } from '../../support/people.ts'
import { type Service, startService } from '../../support/startService.ts'
import { decided, openOver, readCase, sessionsOf, timelineOf } from '../support/caseWork.ts'
import { type ConsoleClient, signInAs, type Username } from '../support/consoleClient.ts'

const FRAUD = { disposition: 'confirmedFraud', scamType: 'safeAccount' }

describe('cases', () => {
  let service: Service
  let phone: TestPhone
  let analyst: ConsoleClient
  let senior: ConsoleClient

  beforeAll(async () => {
    service = await startService({ AUTOMATIC_CASES: 'off' }, { workers: false })
    phone = await enrolPhone(service)
    analyst = await signInAs(service, 'analyst')
    senior = await signInAs(service, 'senior')
  })
  afterAll(() => service.close())

  const opened = async (more: Record<string, unknown> = {}): Promise<CasePage> =>
    await openOver(analyst, [await decided(service, phone)], more)
  const userId = async (username: Username): Promise<string> =>
    (await service.prisma.consoleUser.findUniqueOrThrow({ where: { username } })).id
  const labelsOf = async (caseId: string) => {
    const sessionIds = await sessionsOf(analyst, caseId)
    return await service.prisma.label.findMany({ where: { sessionId: { in: sessionIds } } })
  }

  describe('opening', () => {
    test('a case has its sessions, is due by its severity, and both records say who opened it', async () => {
      const sessionId = await decided(service, phone)
      const made = await openOver(analyst, [sessionId], { severity: 'high' })
      expect(made).toMatchObject({
        state: 'open',
        kind: 'case',
        sla: 'onTime',
        sessions: 1,
        people: 1,
        openedBy: { name: 'Analyst' },
      })
      expect(Date.parse(made.dueAt) - Date.parse(made.openedAt)).toBe(86_400_000)
      expect(await sessionsOf(analyst, made.id)).toEqual([sessionId])
      expect(await timelineOf(analyst, made.id)).toMatchObject([{ kind: 'opened', by: { name: 'Analyst' } }])
      const events = await service.prisma.auditEvent.findMany({ where: { objectId: made.id } })
      expect(events).toMatchObject([{ action: 'case.opened', objectKind: 'case' }])
    })

    test('a session is in one open case, whoever is faster', async () => {
      const sessionId = await decided(service, phone)
      const body = { title: 'The same session', sessionIds: [sessionId] }
      const answers = await Promise.all([1, 2, 3].map(() => analyst.post('/cases', body)))
      expect(answers.map((answer) => answer.status).toSorted()).toEqual([201, 409, 409])
      expect((await senior.post('/cases', body)).status).toBe(409)
      const rows = await service.prisma.caseSession.findMany({ where: { sessionId, isOpen: true } })
      expect(rows).toHaveLength(1)
    })

    test('a session tells which cases it is in, before one opens it', async () => {
      const made = await opened()
      const [sessionId] = await sessionsOf(analyst, made.id)
      const found = await analyst.get(`/sessions/${sessionId}/cases`)
      expect(found.body).toMatchObject({ items: [{ id: made.id, state: 'open' }] })
    })

    test.each([
      ['no session', { title: 'Nothing in it', sessionIds: [] }, 'sessionIds'],
      [
        'an unknown session',
        { title: 'Nothing in it', sessionIds: ['00000000-0000-7000-8000-000000000000'] },
        'sessionIds.0',
      ],
      ['no title', { title: ' ', sessionIds: ['00000000-0000-7000-8000-000000000000'] }, 'title'],
      ['an unknown severity', { title: 'Abc', severity: 'mild', sessionIds: [] }, 'severity'],
    ])('%s is refused with its field named', async (_what, body, field) => {
      const answer = await analyst.post('/cases', body)
      expect(answer.status).toBe(400)
      const { fields = [] } = problem.parse(answer.body)
      expect(fields.map((one) => one.field)).toContain(field)
    })
  })

  describe('changing', () => {
    test('one of two changes wins; the other is told who was first and when, and nothing of it is kept', async () => {
      const made = await opened()
      const answers = await Promise.all([
        analyst.patch(`/cases/${made.id}`, { version: made.version, title: 'By the analyst' }),
        senior.patch(`/cases/${made.id}`, { version: made.version, title: 'By the senior' }),
      ])
      expect(answers.map((answer) => answer.status).toSorted()).toEqual([200, 409])
      const won = casePage.parse(answers.find((answer) => answer.status === 200)?.body)
      const winner = won.title === 'By the analyst' ? 'Analyst' : 'Senior analyst'
      const lost = answers.find((answer) => answer.status === 409)
      expect(lost?.body).toMatchObject({
        code: 'conflict',
        message: expect.stringContaining(winner),
        conflict: { by: winner, at: expect.stringMatching(/^\d{4}-.*Z$/), version: won.version },
      })
      expect(await readCase(analyst, made.id)).toMatchObject({ title: won.title })
      expect((await timelineOf(analyst, made.id)).filter((event) => event.kind === 'changed')).toHaveLength(1)
    })

    test('a severity moves the time by which it is due, counted from the opening', async () => {
      const made = await opened()
      const answer = await analyst.patch(`/cases/${made.id}`, { version: made.version, severity: 'critical' })
      const changed = casePage.parse(answer.body)
      expect(Date.parse(changed.dueAt) - Date.parse(made.openedAt)).toBe(4 * 3_600_000)
    })

    test('a case goes to somebody who may work on it, and to nobody else', async () => {
      const made = await opened()
      const to = async (username: Username) =>
        await analyst.patch(`/cases/${made.id}`, {
          version: made.version,
          assigneeId: await userId(username),
        })
      const refused = await to('compliance')
      expect(refused.status).toBe(400)
      expect(refused.body).toMatchObject({ fields: [{ field: 'assigneeId' }] })
      expect(casePage.parse((await to('analyst')).body).assignee?.name).toBe('Analyst')
    })

    test('an escalated case is a senior’s until it is given back', async () => {
      const made = await opened()
      const escalated = await analyst.post(`/cases/${made.id}/escalate`, {
        version: made.version,
        reason: 'The bank calls back today',
        to: await userId('senior'),
      })
      const after = casePage.parse(escalated.body)
      expect(after).toMatchObject({ state: 'escalated', assignee: { name: 'Senior analyst' } })
      const change = { version: after.version, title: 'Taken anyway' }
      expect((await analyst.patch(`/cases/${made.id}`, change)).status).toBe(403)
      const back = await senior.post(`/cases/${made.id}/give-back`, {
        version: after.version,
        reason: 'Nothing for me',
      })
      expect(casePage.parse(back.body)).toMatchObject({ state: 'open', assignee: null })
      expect(await timelineOf(analyst, made.id)).toMatchObject([
        { kind: 'givenBack', text: 'Nothing for me' },
        { kind: 'escalated', text: 'The bank calls back today' },
        { kind: 'opened' },
      ])
      const events = await service.prisma.auditEvent.findMany({ where: { objectId: made.id } })
      expect(JSON.stringify(events)).not.toContain('The bank calls back today')
    })

    test('what comes to a case later makes an older look at it stale', async () => {
      const made = await opened()
      const sessionIds = [await decided(service, phone)]
      const added = await analyst.post(`/cases/${made.id}/sessions`, { version: made.version, sessionIds })
      expect(casePage.parse(added.body).sessions).toBe(2)
      const close = { version: made.version, disposition: 'benign' }
      expect((await senior.post(`/cases/${made.id}/close`, close)).status).toBe(409)
    })
  })

  describe('closing', () => {
    test('every session gets the label of the disposition, its audit event and its job, in one step', async () => {
      const sessionIds = [await decided(service, phone), await decided(service, phone)]
      const made = await openOver(analyst, sessionIds)
      const loss = { amountMinor: '125000', currency: 'EUR', recoveredMinor: '25000' }
      const answer = await analyst.post(`/cases/${made.id}/close`, { version: made.version, ...FRAUD, loss })
      expect(casePage.parse(answer.body)).toMatchObject({
        state: 'closed',
        sla: null,
        closed: { disposition: 'confirmedFraud', scamType: 'safeAccount', loss, by: { name: 'Analyst' } },
      })
      const labels = await labelsOf(made.id)
      expect(labels.map(({ sessionId, fraud, source }) => ({ sessionId, fraud, source }))).toEqual(
        expect.arrayContaining(
          sessionIds.map((sessionId) => ({ sessionId, fraud: true, source: 'disposition' })),
        ),
      )
      expect(labels).toHaveLength(2)
      const events = await service.prisma.auditEvent.findMany({
        where: { objectId: { in: sessionIds }, action: 'session.disposed' },
      })
      expect(events).toHaveLength(2)
      const jobs = await service.prisma.outbox.findMany({ where: { job: 'learn' } })
      for (const id of sessionIds) expect(JSON.stringify(jobs)).toContain(id)
    })

    test('a session that was something else than the case gets its own word', async () => {
      const [one, other] = [await decided(service, phone), await decided(service, phone)]
      const made = await openOver(analyst, [one, other])
      await analyst.post(`/cases/${made.id}/close`, {
        version: made.version,
        ...FRAUD,
        exceptions: [{ sessionId: other, disposition: 'benign' }],
      })
      const labels = await labelsOf(made.id)
      const fraudOf = new Map(labels.map((label) => [label.sessionId, label.fraud]))
      expect(fraudOf.get(one)).toBe(true)
      expect(fraudOf.get(other)).toBe(false)
    })

    test.each([
      ['no disposition', {}, 'disposition'],
      ['an unknown disposition', { disposition: 'solved' }, 'disposition'],
      ['a fraud without its scam', { disposition: 'confirmedFraud' }, 'scamType'],
      ['a loss without a currency', { ...FRAUD, loss: { amountMinor: '100' } }, 'loss.currency'],
      [
        'more recovered than lost',
        { ...FRAUD, loss: { amountMinor: '100', currency: 'EUR', recoveredMinor: '101' } },
        'loss.recoveredMinor',
      ],
      [
        'a loss where nothing happened',
        { disposition: 'benign', loss: { amountMinor: '100', currency: 'EUR' } },
        'loss',
      ],
    ])('%s is refused with its field named, and the case stays open', async (_what, body, field) => {
      const made = await opened()
      const answer = await analyst.post(`/cases/${made.id}/close`, { version: made.version, ...body })
      expect(answer.status).toBe(400)
      expect(answer.body).toMatchObject({ fields: [{ field }] })
      expect(await readCase(analyst, made.id)).toMatchObject({ state: 'open', version: made.version })
      expect(await labelsOf(made.id)).toEqual([])
    })

    test('the database itself keeps no closed case without a disposition', async () => {
      const made = await opened()
      const closing = service.prisma.case.update({
        where: { id: made.id },
        data: { state: 'closed', closedAt: new Date(), closedBy: await userId('analyst') },
      })
      await expect(closing).rejects.toThrow(/cases_closed_with_a_disposition/)
    })

    test('a case waits for its sessions to end', async () => {
      const made = await openOver(analyst, [await decided(service, phone, 'hold')])
      const answer = await analyst.post(`/cases/${made.id}/close`, {
        version: made.version,
        disposition: 'benign',
      })
      expect(answer.status).toBe(409)
      expect(await labelsOf(made.id)).toEqual([])
    })

    test('a senior opens it again, and another disposition replaces the labels', async () => {
      const made = await opened()
      const closed = await analyst.post(`/cases/${made.id}/close`, { version: made.version, ...FRAUD })
      const { version } = casePage.parse(closed.body)
      const reason = { version, reason: 'The bank found the payee' }
      expect((await analyst.post(`/cases/${made.id}/reopen`, reason)).status).toBe(403)
      const reopened = casePage.parse((await senior.post(`/cases/${made.id}/reopen`, reason)).body)
      expect(reopened).toMatchObject({ state: 'open', closed: null })
      expect(await labelsOf(made.id)).toMatchObject([{ fraud: true }])
      await senior.post(`/cases/${made.id}/close`, { version: reopened.version, disposition: 'inconclusive' })
      expect(await labelsOf(made.id)).toEqual([])
    })

    test('what is closed is not closed, assigned or added to once more', async () => {
      const made = await opened()
      const closed = await analyst.post(`/cases/${made.id}/close`, {
        version: made.version,
        disposition: 'benign',
      })
      const { version } = casePage.parse(closed.body)
      const again = { version, disposition: 'benign' }
      expect((await analyst.post(`/cases/${made.id}/close`, again)).status).toBe(409)
      expect((await analyst.patch(`/cases/${made.id}`, { version, title: 'Later' })).status).toBe(409)
      const sessionIds = [await decided(service, phone)]
      expect((await analyst.post(`/cases/${made.id}/sessions`, { version, sessionIds })).status).toBe(409)
    })
  })

  describe('lists', () => {
    const list = async (filter: object, more: Record<string, string> = {}) => {
      const query = new URLSearchParams({ filter: JSON.stringify(filter), limit: '200', ...more })
      const answer = await analyst.get(`/cases?${query}`)
      expect(answer.status).toBe(200)
      return caseList.parse(answer.body)
    }

    test('pages give each case once, the next due first', async () => {
      for (const severity of ['low', 'critical', 'medium', 'high']) await opened({ severity })
      const all = (await list({})).items
      const dues = all.map((item) => Date.parse(item.dueAt))
      expect(dues).toEqual(dues.toSorted((a, b) => a - b))
      const paged: string[] = []
      let cursor: string | null = null
      do {
        const next: CaseList = await list({}, { limit: '3', ...(cursor !== null && { cursor }) })
        paged.push(...next.items.map((item) => item.id))
        cursor = next.nextCursor
      } while (cursor !== null)
      expect(paged).toEqual(all.map((item) => item.id))
    })

    test.each([
      ['states', { states: ['open'] }, (item: CaseItem) => item.state === 'open'],
      ['kinds', { kinds: ['campaign'] }, (item: CaseItem) => item.kind === 'campaign'],
      ['severities', { severities: ['high'] }, (item: CaseItem) => item.severity === 'high'],
      ['assigneeId', { assigneeId: null }, (item: CaseItem) => item.assignee === null],
      ['tag', { tag: 'mule account' }, (item: CaseItem) => item.tags.includes('mule account')],
      ['sla', { sla: 'onTime' }, (item: CaseItem) => item.sla === 'onTime'],
      ['overdue', { sla: 'overdue' }, (item: CaseItem) => item.sla === 'overdue'],
      ['dueSoon', { sla: 'dueSoon' }, (item: CaseItem) => item.sla === 'dueSoon'],
      [
        'dispositions',
        { dispositions: ['benign'] },
        (item: CaseItem) => item.closed?.disposition === 'benign',
      ],
    ])('the filter %s finds exactly what it says', async (_name, filter, matches) => {
      const high = await opened({ severity: 'high', kind: 'campaign', assigneeId: await userId('analyst') })
      await analyst.post(`/cases/${high.id}/tags`, { tag: 'mule account' })
      const late = await opened()
      const soon = await opened()
      const now = Date.now()
      const hours = (count: number) => new Date(now + count * 3_600_000)
      await service.prisma.case.update({
        where: { id: late.id },
        data: { openedAt: hours(-20), dueAt: hours(-1) },
      })
      await service.prisma.case.update({
        where: { id: soon.id },
        data: { openedAt: hours(-20), dueAt: hours(1) },
      })
      const shut = await opened()
      await analyst.post(`/cases/${shut.id}/close`, { version: shut.version, disposition: 'benign' })
      const everything = (await list({}, { sort: 'newest' })).items
      const expected = everything.filter(matches).map((item) => item.id)
      const found = await list(filter, { sort: 'newest' })
      expect(expected.length).toBeGreaterThan(0)
      expect(found.items.map((item) => item.id)).toEqual(expected)
      expect(found.total).toBe(expected.length)
    })

    test('words are found in titles and notes, and are sent in a body', async () => {
      const named = await opened({ title: 'Parcel courier scam' })
      const noted = await opened()
      await analyst.post(`/cases/${noted.id}/notes`, { text: 'The caller said he was a COURIER.' })
      await opened()
      const answer = await analyst.post('/cases/search', { filter: { text: 'courier' }, sort: 'newest' })
      expect(caseList.parse(answer.body).items.map((item) => item.id)).toEqual([noted.id, named.id])
      const inAddress = new URLSearchParams({ filter: JSON.stringify({ text: 'courier' }) })
      expect((await analyst.get(`/cases?${inAddress}`)).status).toBe(400)
    })

    test.each([
      ['an unknown member', { filter: JSON.stringify({ colour: 'red' }) }, 'filter'],
      ['an unknown state', { filter: JSON.stringify({ states: ['asleep'] }) }, 'filter.states.0'],
      ['a cursor of somebody else', { cursor: 'bm90IG91cnM' }, 'cursor'],
    ])('%s is refused with its field named', async (_what, query, field) => {
      const answer = await analyst.get(`/cases?${new URLSearchParams(query)}`)
      expect(answer.status).toBe(400)
      expect(answer.body).toMatchObject({ fields: [{ field }] })
    })
  })

  const ID = '00000000-0000-7000-8000-000000000000'
  const ROUTES = [
    ['GET', '/cases'],
    ['POST', '/cases'],
    ['GET', `/cases/${ID}`],
    ['POST', `/cases/${ID}/close`],
    ['POST', `/cases/${ID}/reopen`],
    ['POST', `/cases/${ID}/decide`],
    ['POST', `/cases/${ID}/who-else/add`],
    ['POST', `/cases/${ID}/notes`],
    ['GET', `/cases/${ID}/files/${ID}`],
    ['GET', `/persons/${ID}`],
    ['POST', '/persons/search'],
    ['POST', `/persons/${ID}/reveal`],
    ['GET', '/reveals'],
    ['POST', `/reveals/${ID}/approve`],
    ['POST', `/reveals/${ID}/identity`],
  ] as const
  const ALL = ROUTES.map((_route, index) => index)
  const FORBIDDEN: Record<Username, readonly number[]> = {
    analyst: [4, 5, 12, 13],
    senior: [],
    author: ALL,
    compliance: [1, 3, 4, 5, 6, 7, 11, 14],
    admin: ALL,
    registrar: ALL,
  }
  const USERNAMES = ['analyst', 'senior', 'author', 'compliance', 'admin', 'registrar'] as const

  test.each(USERNAMES)('the server itself refuses what the role of %s may not do', async (username) => {
    const client = await signInAs(service, username)
    const refused: number[] = []
    for (const [index, [method, path]] of ROUTES.entries()) {
      const answer = method === 'GET' ? await client.get(path) : await client.post(path)
      if (answer.status === 403) refused.push(index)
    }
    expect(refused).toEqual(FORBIDDEN[username])
  })
})
