import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { Dashboard } from '../../../server/contract/dashboard.ts'
import type { SessionId } from '../../../server/domain/ids.ts'
import type { Decision, Outcome, Reason } from '../../../server/domain/sessions/decision.ts'
import { addMs, DAY_MS, HOUR_MS, type Instant, MINUTE_MS, toInstant } from '../../../server/domain/time.ts'
import { rollUp } from '../../../server/flow/dashboard/rollUp.ts'
import { giveFeedback } from '../../../server/flow/review/feedback.ts'
import { transact } from '../../../server/flow/transact.ts'
import { demoRelyingParty, enrolPhone, requestSession, type TestPhone } from '../../support/people.ts'
import { type Service, startService } from '../../support/startService.ts'
import { openOver } from '../support/caseWork.ts'
import { type ConsoleClient, signInAs } from '../support/consoleClient.ts'
import { countRows, readDashboard, sessionFigures } from '../support/dashboard.ts'
import { decideByHand } from '../support/decideByHand.ts'

const LONG_MS = 120_000
const ruleReason = (ruleId: string, code: string): Reason => ({
  source: 'rule',
  code,
  ruleId,
  contribution: 1,
  scamType: 'safeAccount',
  values: {},
})

describe('the dashboard', () => {
  let service: Service
  let phone: TestPhone
  let analyst: ConsoleClient
  let senior: ConsoleClient

  beforeAll(async () => {
    service = await startService({ AUTOMATIC_CASES: 'off' }, { workers: false })
    phone = await enrolPhone(service, { at: addMs(service.deps.clock.now(), -30 * DAY_MS) })
    analyst = await signInAs(service, 'analyst')
    senior = await signInAs(service, 'senior')
  })
  afterAll(() => service.close())

  /** Some whole hours ago, in the middle of an hour. */
  function hoursAgo(hours: number): Instant {
    const now = service.deps.clock.now()
    return toInstant(now - (now % HOUR_MS) - hours * HOUR_MS + 30 * MINUTE_MS)
  }

  async function session(
    at: Instant,
    given: { outcome: Outcome; score: number } & Partial<Decision>,
    ip?: string,
  ): Promise<SessionId> {
    const { sessionId } = await requestSession(service, phone, {
      occurredAt: at,
      initiator: ip === undefined ? {} : { ip },
    })
    await decideByHand(service, sessionId, given)
    return sessionId
  }

  /** As if it was long ago that anything was looked for: what was before now marks nothing any more. */
  async function lookFromNowOn(): Promise<void> {
    const now = service.deps.clock.now()
    await service.prisma.queueChange.deleteMany({})
    await service.prisma.dashboardProgress.updateMany({ data: { countedTo: new Date(now + MINUTE_MS) } })
  }

  const countAll = () => rollUp(service.deps, LONG_MS)

  /** A warned session that the person ended so. */
  async function warned(at: Instant, endResult: 'USER_REFUSED' | 'TIMEOUT'): Promise<SessionId> {
    const id = await session(at, {
      outcome: 'warn',
      score: 0.6,
      reasons: [ruleReason('someRule', 'SOME_RULE')],
    })
    await service.prisma.session.update({
      where: { id },
      data: {
        state: 'COMPLETE',
        endResult,
        endedAt: new Date(at + 20_000),
        visibleAt: new Date(),
        dueAt: null,
      },
    })
    return id
  }

  /** Let through at first: the release's decision stands, and its reasons count. */
  async function blockedAtRelease(at: Instant): Promise<void> {
    const id = await session(at, { outcome: 'allow', score: 0.2 })
    await service.prisma.decision.create({
      data: {
        sessionId: id,
        stage: 'release',
        outcome: 'block',
        decidedBy: 'engine',
        score: 0.96,
        reasons: [ruleReason('releaseRule', 'RELEASE_RULE')],
        features: {},
        ruleSetVersion: 'by-hand',
        decidedAt: new Date(at + 5_000),
        tookMs: 7,
      },
    })
  }

  async function expectRowsBehind(found: Dashboard): Promise<void> {
    const told = sessionFigures(found)
    const rows: [string, number][] = []
    for (const { name, figure } of told) rows.push([name, await countRows(analyst, '/sessions', figure)])
    expect(rows).toEqual(told.map(({ name, figure }) => [name, figure.count]))
  }

  test('each figure counts the rows that its filter lists, of counted hours and of the running one', async () => {
    const now = service.deps.clock.now()
    for (const at of [now, hoursAgo(3), hoursAgo(30), hoursAgo(7 * 24 + 5)]) {
      await session(at, { outcome: 'allow', score: 0.01 })
      await session(at, { outcome: 'allow', score: 0.15, decidedBy: 'fallback' })
      await session(at, { outcome: 'block', score: 0.99, reasons: [ruleReason('someRule', 'SOME_RULE')] })
      await session(at, {
        outcome: 'block',
        score: 1,
        reasons: [ruleReason('someRule', 'SOME_RULE'), ruleReason('otherRule', 'SOME_RULE')],
      })
      await warned(at, 'USER_REFUSED')
      await warned(at, 'TIMEOUT')
      await session(at, { outcome: 'warn', score: 0.55, reasons: [] })
      await requestSession(service, phone, { occurredAt: at })
      await blockedAtRelease(at)
    }
    const held = await session(service.deps.clock.now(), { outcome: 'hold', score: 0.9 })
    const reviewed = await session(service.deps.clock.now(), { outcome: 'hold', score: 0.91 })
    await analyst.post(`/sessions/${reviewed}/review`, { action: 'block' })
    const labelled = await session(hoursAgo(4), {
      outcome: 'block',
      score: 0.97,
      reasons: [ruleReason('someRule', 'SOME_RULE')],
    })
    await analyst.post(`/sessions/${labelled}/disposition`, { disposition: 'confirmedFraud' })
    await countAll()

    const found = await readDashboard(analyst, { zone: 'Europe/Tallinn' })
    expect(found.requests.total.count).toBeGreaterThanOrEqual(20)
    expect(found.requests.before.count).toBeGreaterThan(0)
    expect(found.requests.undecided).toBeGreaterThanOrEqual(3)
    expect(found.requests.fallback.count).toBe(3)
    expect(found.outage.fallbackMinutes).toBe(3)
    expect(found.reasons[0]).toMatchObject({ code: 'SOME_RULE' })
    expect(found.reasons).toContainEqual(expect.objectContaining({ code: 'RELEASE_RULE', count: 3 }))
    expect(found.rules.find(({ ruleId }) => ruleId === 'someRule')).toMatchObject({
      fraud: { count: 1 },
      precision: 1,
    })
    expect(found.timeToDecision.analysts.reviews.count).toBe(1)
    expect(found.warnings).toMatchObject({ refused: { count: 3 }, timedOut: { count: 3 }, heedRate: 1 })
    expect(found.queue.held.count).toBe(1)
    expect(found.hoursWaiting).toBe(0)
    await expectRowsBehind(found)
    await analyst.post(`/sessions/${held}/review`, { action: 'block' })
  })

  test('days of a zone add up to the whole, and outcomes and scores to what was decided', async () => {
    const { requests, scores, from, to } = await readDashboard(analyst, { zone: 'Asia/Kolkata' })
    const decided = Object.values(requests.outcomes).reduce((sum, { count }) => sum + count, 0)
    expect(requests.days.reduce((sum, { total }) => sum + total.count, 0)).toBe(requests.total.count)
    expect(scores.reduce((sum, { now }) => sum + now.count, 0)).toBe(decided)
    expect(requests.undecided).toBe(requests.total.count - decided)
    expect(requests.days[0]?.from).toBe(from)
    expect(requests.days.at(-1)?.to).toBe(to)
    expect(requests.days.length).toBeGreaterThanOrEqual(7)
  })

  test('a late label alone changes its hour, whoever says it and whatever they said before', async () => {
    const at = hoursAgo(90)
    const hour = {
      from: new Date(at - 30 * MINUTE_MS).toISOString(),
      to: new Date(at + 30 * MINUTE_MS).toISOString(),
    }
    const id = await warned(at, 'USER_REFUSED')
    const relyingPartyId = (await demoRelyingParty(service)).id
    const feedback = (fraud: boolean) => {
      const told = { sessionId: id, relyingPartyId, apiVersion: 'v3' as const, fraud, occurredAt: null }
      return giveFeedback(service.deps, { ...told, at: service.deps.clock.now() })
    }
    const dispose = (disposition: string) => analyst.post(`/sessions/${id}/disposition`, { disposition })
    await countAll()
    const steps: [() => Promise<unknown>, { fraud: number; genuine: number; unlabelled: number }][] = [
      [() => dispose('confirmedFraud'), { fraud: 1, genuine: 0, unlabelled: 0 }],
      [() => dispose('benign'), { fraud: 0, genuine: 1, unlabelled: 0 }],
      [() => dispose('inconclusive'), { fraud: 0, genuine: 0, unlabelled: 1 }],
      [() => feedback(true), { fraud: 1, genuine: 0, unlabelled: 0 }],
      [() => feedback(false), { fraud: 0, genuine: 1, unlabelled: 0 }],
    ]
    for (const [say, expected] of steps) {
      await lookFromNowOn()
      await say()
      await countAll()
      const [rule] = (await readDashboard(analyst, hour)).rules
      expect([rule?.fraud.count, rule?.genuine.count, rule?.unlabelled.count]).toEqual([
        expected.fraud,
        expected.genuine,
        expected.unlabelled,
      ])
    }
  })

  test('a late row changes its hour, and so does a late label', async () => {
    const at = hoursAgo(50)
    const hour = {
      from: new Date(at - 30 * MINUTE_MS).toISOString(),
      to: new Date(at + 30 * MINUTE_MS).toISOString(),
    }
    await countAll()
    const before = await readDashboard(analyst, hour)
    const id = await session(at, {
      outcome: 'block',
      score: 0.98,
      reasons: [ruleReason('lateRule', 'LATE_RULE')],
    })
    await countAll()
    const after = await readDashboard(analyst, hour)
    expect(after.requests.total.count).toBe(before.requests.total.count + 1)
    expect(after.rules).toMatchObject([
      { ruleId: 'lateRule', hits: { count: 1 }, unlabelled: { count: 1 }, precision: null },
    ])

    await analyst.post(`/sessions/${id}/disposition`, { disposition: 'benign' })
    await countAll()
    expect((await readDashboard(analyst, hour)).rules).toMatchObject([
      { genuine: { count: 1 }, precision: 0 },
    ])
    await analyst.post(`/sessions/${id}/disposition`, { disposition: 'inconclusive' })
    await countAll()
    expect((await readDashboard(analyst, hour)).rules).toMatchObject([
      { genuine: { count: 0 }, unlabelled: { count: 1 }, precision: null },
    ])
  })

  test('counting twice, or two at once, changes nothing', async () => {
    const period = { from: new Date(hoursAgo(60)).toISOString(), to: new Date(hoursAgo(2)).toISOString() }
    await session(hoursAgo(20), { outcome: 'allow', score: 0.3 })
    await Promise.all([countAll(), countAll()])
    const { at: _, ...once } = await readDashboard(analyst, period)
    await countAll()
    await countAll()
    const { at: __, countedTo, ...twice } = await readDashboard(analyst, period)
    expect({ ...twice, countedTo: once.countedTo }).toMatchObject({
      requests: once.requests,
      rules: once.rules,
    })
    expect(countedTo).not.toBeNull()
  })

  test('an hour that was marked while it was counted is counted again', async () => {
    await countAll()
    const hour = toInstant(hoursAgo(70) - 30 * MINUTE_MS)
    await session(hoursAgo(70), { outcome: 'allow', score: 0.2 })
    await transact(service.deps, (tx) => tx.dashboardHours.markChanged(service.deps.clock.now()))
    const [stale] = (await service.deps.dashboardHours.stale(1_000)).filter((one) => one.hour === hour)
    if (stale === undefined) throw new Error('the hour is not marked')
    // Somebody marks it once more before the count is kept.
    await transact(service.deps, (tx) => tx.dashboardHours.markChanged(service.deps.clock.now()))
    await service.deps.dashboardHours.keep(stale, {}, service.deps.clock.now())
    const again = (await service.deps.dashboardHours.stale(1_000)).some((one) => one.hour === hour)
    expect(again).toBe(true)
    await countAll()
    const period = { from: new Date(hour).toISOString(), to: new Date(hour + HOUR_MS).toISOString() }
    expect((await readDashboard(analyst, period)).requests.total.count).toBe(1)
  })

  test('a campaign stands where its requests were started, and lists as many cases as it says', async () => {
    const ips = ['193.40.0.1', '193.40.0.1', '193.40.0.1', '8.8.8.8', undefined]
    const ids: string[] = []
    for (const ip of ips)
      ids.push(await session(service.deps.clock.now(), { outcome: 'block', score: 0.99 }, ip))
    const campaign = await openOver(senior, ids, { kind: 'campaign', title: 'Calls from the tax office' })
    const { campaigns, queue } = await readDashboard(senior)
    const found = campaigns?.items.find(({ caseId }) => caseId === campaign.id)
    expect(found).toMatchObject({ sessions: 5, people: 1, state: 'open' })
    expect(found?.places.map(({ country, sessions }) => [country, sessions])).toEqual([
      ['EE', 3],
      ['US', 1],
    ])
    expect(found?.elsewhere).toBe(1)
    for (const figure of [campaigns?.open, queue.cases?.open, queue.cases?.overdue]) {
      if (figure === undefined) throw new Error('a figure is missing')
      expect(await countRows(senior, '/cases', figure)).toBe(figure.count)
    }
  })

  test('who may not read cases hears nothing of them, and who sees no sessions has no dashboard', async () => {
    const author = await signInAs(service, 'author')
    const { campaigns, queue } = await readDashboard(author)
    expect([campaigns, queue.cases]).toEqual([null, null])
    const registrar = await signInAs(service, 'registrar')
    expect((await registrar.get('/dashboard')).status).toBe(403)
  })

  test('a period that is none is refused by naming what would be right', async () => {
    const now = Date.now()
    const at = (ms: number) => new Date(ms).toISOString()
    const wrong: [Record<string, string>, string, RegExp][] = [
      [{ zone: 'Mars/Olympus' }, 'zone', /Europe\/Tallinn/],
      [{ from: 'yesterday' }, 'from', /ISO 8601/],
      [{ from: at(now), to: at(now - DAY_MS) }, 'to', /later than from/],
      [{ from: at(now - 100 * DAY_MS), to: at(now) }, 'to', /at most 93 days/],
    ]
    for (const [query, field, message] of wrong) {
      const answer = await analyst.get(`/dashboard?${new URLSearchParams(query)}`)
      expect(answer.status).toBe(400)
      expect(answer.body).toMatchObject({ fields: [{ field, message: expect.stringMatching(message) }] })
    }
  })

  test('the outage meter adds minutes in which no process served, and tells when that must be reported', async () => {
    const start = toInstant(hoursAgo(2 * 24) - 30 * MINUTE_MS)
    const period = { from: new Date(start).toISOString(), to: new Date(start + HOUR_MS).toISOString() }
    const processes = [randomUUID(), randomUUID()]
    const mark = (minute: number, processId: string, able: boolean, refused = 0) => ({
      minute: addMs(start, minute * MINUTE_MS),
      processId,
      able,
      answered: able && refused === 0 ? 1 : 0,
      refused,
    })
    const minutes = Array.from({ length: 60 }, (_, minute) =>
      processes.flatMap((processId, which) => {
        // Nobody says anything in two minutes; in ten neither can; in five more one of both still serves.
        if (minute === 10 || minute === 11) return []
        if (minute >= 20 && minute < 30) return [mark(minute, processId, which === 1, 3)]
        if (minute >= 30 && minute < 35) return [mark(minute, processId, which === 1)]
        return [mark(minute, processId, true)]
      }),
    ).flat()
    await service.deps.dashboardMinutes.write(minutes)
    await service.deps.dashboardMinutes.write(minutes)
    const { outage } = await readDashboard(analyst, period)
    expect(outage).toMatchObject({ minutes: 12, silentMinutes: 2, longestRun: 10, isReportable: false })

    await service.deps.dashboardMinutes.write([])
    await service.prisma.serviceMinute.deleteMany({
      where: { minute: { gte: new Date(start + 36 * MINUTE_MS), lt: new Date(start + 57 * MINUTE_MS) } },
    })
    const longer = (await readDashboard(analyst, period)).outage
    expect(longer).toMatchObject({ longestRun: 21, isReportable: true })
  })

  test('requests to the relying parties’ door are noted, and this minute is one in which the service is able', async () => {
    const answer = await fetch(`${service.url}/smart-id-rp/v3/session/${randomUUID()}`)
    expect(answer.status).toBe(404)
    await service.deps.serviceMeter.write()
    const rows = await service.prisma.serviceMinute.findMany({ where: { answered: { gt: 0 } } })
    expect(rows.some(({ able, minute }) => able && Date.now() - minute.getTime() < 3 * MINUTE_MS)).toBe(true)
  })

  test('queues, the outbox and the model in force tell how they are', async () => {
    await requestSession(service, phone)
    const { health } = await readDashboard(analyst)
    expect(health.queues?.find(({ name }) => name === 'score')?.waiting).toBeGreaterThan(0)
    expect(health.queues?.find(({ name }) => name === 'score')?.oldestMs).not.toBeNull()
    expect(health.outbox.waiting).toBeGreaterThan(0)
    expect(health.model).toBeNull()
  })
})
