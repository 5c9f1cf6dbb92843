import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { z } from 'zod'
import { run } from '../../../jobs/replay.ts'
import { createWorkProcess } from '../../../server/adapters/workProcess.ts'
import { pageOf } from '../../../server/contract/forms/pages.ts'
import * as contract from '../../../server/contract/replays.ts'
import { DAY_MS, toInstant } from '../../../server/domain/time.ts'
import { replayReport } from '../../../server/flow/replays/replaySchemas.ts'
import { simulateThresholds } from '../../../server/risk/replay/simulateThresholds.ts'
import { when } from '../../../server/risk/rules/when.ts'
import { engine, NOW } from '../../risk/scenes.ts'
import { assessRandomSessions } from '../../risk/support/randomSessions.ts'
import { asTheServiceDoes, storeSessions } from '../../risk/support/storeSessions.ts'
import { type Service, startService } from '../../support/startService.ts'
import { type ConsoleClient, signInAs } from '../support/consoleClient.ts'
import { writeRule } from '../support/ruleDrafts.ts'

const SCRIPT = join(import.meta.dirname, '../../../jobs/replayProcess.ts')
const FROM = new Date(NOW - 28 * DAY_MS).toISOString()
const TO = new Date(NOW).toISOString()

const time = z.string().transform((text) => toInstant(Date.parse(text)))
const replay = contract.replay.extend({
  report: z
    .looseObject({ from: time, to: time })
    .transform((report) => replayReport.parse(report))
    .nullable()
    .default(null),
})
const list = pageOf(replay)

describe('replays from the console', () => {
  let service: Service
  let author: ConsoleClient
  let senior: ConsoleClient
  let sessions: number

  beforeAll(async () => {
    service = await startService({}, { workers: false })
    author = await signInAs(service, 'author')
    senior = await signInAs(service, 'senior')
    const made = assessRandomSessions(4, 150, () => engine)
    sessions = await storeSessions(service.prisma, made, asTheServiceDoes)
  })
  afterAll(() => service.close())

  const workerOf = (script = SCRIPT) => ({
    ...service.deps,
    stopping: new AbortController().signal,
    replayProcess: createWorkProcess(script, service.environment['DATABASE_URL'] ?? ''),
  })

  async function outboxIdOf(replayId: string): Promise<string> {
    const rows = await service.prisma.outbox.findMany({ where: { job: 'replay' } })
    const row = rows.find(({ payload }) => JSON.stringify(payload).includes(replayId))
    if (row === undefined) throw new Error('the replay has no outbox row')
    return row.id
  }

  async function request(asked: object = {}) {
    const answer = await author.post('/replays', { from: FROM, to: TO, ...asked })
    expect(answer.text).toContain('queued')
    expect(answer.status).toBe(201)
    return replay.parse(answer.body)
  }

  const read = async (id: string) => replay.parse((await senior.get(`/replays/${id}`)).body)

  async function finished(asked: object = {}) {
    const { id } = await request(asked)
    await run({ replayId: id }, workerOf(), await outboxIdOf(id))
    const done = await read(id)
    if (done.report === null) throw new Error(`the replay is ${done.state}`)
    return { ...done, report: done.report }
  }

  test('what decided decides the same again, and its curve tells what other thresholds would do', async () => {
    const asItWas = await finished({ paceMinutesPerCase: 5, analysts: 2, hoursPerDay: 6 })
    expect(asItWas).toMatchObject({
      state: 'done',
      done: sessions,
      total: sessions,
      requestedBy: 'Rule author',
    })
    expect(asItWas.report.identical).toBe(asItWas.report.decisions)
    expect(asItWas.report.casesAnHour).toBe(12)
    const { analystLoad, analystHoursADay, curve } = asItWas.report
    expect(analystLoad?.before.value).toBeCloseTo(analystHoursADay.before.value / 12, 10)

    const thresholds = { warnAt: 0.05, holdAt: 0.2, blockAt: 0.9 }
    const other = await finished({ thresholds, paceMinutesPerCase: 5 })
    const told = simulateThresholds(curve, thresholds, 12)
    expect(told.casesADay).toBeCloseTo(other.report.casesADay.after.value, 10)
    expect(told.peopleInterruptedADay).toBeCloseTo(other.report.peopleInterruptedADay.after.value, 10)
    expect(other.report.changed.hits).toBeGreaterThan(0)
    expect(other.report.fraud.known).toBeGreaterThan(0)
  })

  test('a draft counts as if it were live, and rules alone decide where no model is asked for', async () => {
    const draft = await writeRule(author, 'everybodyIsBlocked', {
      condition: when("kind != 'nothing'"),
      effect: { kind: 'outcome', outcome: 'block' },
    })
    const { report } = await finished({ versionIds: [draft.id], modelId: 'none' })
    const { allow, warn, hold } = report.matrix.delivery
    expect([allow, warn, hold].map(({ block }) => block).reduce((sum, one) => sum + one)).toBeGreaterThan(0)
    expect(allow.allow + warn.warn + hold.hold).toBe(0)
    expect(report.fraud.after.hits).toBe(report.fraud.known)
  })

  test('a job that runs again changes nothing, and leaves no work', async () => {
    const { id } = await request()
    const outboxId = await outboxIdOf(id)
    await run({ replayId: id }, workerOf(), outboxId)
    const first = await service.prisma.run.findUniqueOrThrow({ where: { id } })
    await run({ replayId: id }, workerOf(), outboxId)
    expect(await service.prisma.run.findUniqueOrThrow({ where: { id } })).toEqual(first)
    expect(await service.prisma.outbox.count({ where: { id: outboxId } })).toBe(0)
  })

  test('of two workers one replays; one that died is taken over once its lease has run out', async () => {
    const { id } = await request()
    const outboxId = await outboxIdOf(id)
    const lease = { state: 'running' as const, worker: service.deps.random.id(), done: 3, total: 9 }
    await service.prisma.run.update({
      where: { id },
      data: { ...lease, leaseUntil: new Date(Date.now() + 60_000) },
    })
    await run({ replayId: id }, workerOf(), outboxId)
    expect(await read(id)).toMatchObject({ state: 'running', done: 3, total: 9 })
    await service.prisma.run.update({ where: { id }, data: { leaseUntil: new Date(Date.now() - 1) } })
    await run({ replayId: id }, workerOf(), outboxId)
    expect(await read(id)).toMatchObject({ state: 'done', done: sessions })
  })

  test('one whose process ends without a word is tried thrice, then failed', async () => {
    const { id } = await request()
    const outboxId = await outboxIdOf(id)
    const broken = workerOf(join(import.meta.dirname, '../support/endsAtOnce.ts'))
    for (let attempt = 0; attempt < 3; attempt += 1) {
      await expect(run({ replayId: id }, broken, outboxId)).rejects.toThrow('without a word')
    }
    await run({ replayId: id }, broken, outboxId)
    expect(await read(id)).toMatchObject({ state: 'failed', error: { code: 'processEnded' }, report: null })
  })

  test('a cancelled one stops, and is never finished', async () => {
    const { id } = await request()
    const outboxId = await outboxIdOf(id)
    const { replayProcess, ...deps } = workerOf(join(import.meta.dirname, '../support/neverEnds.ts'))
    let begin = () => {}
    const begun = new Promise<void>((resolve) => {
      begin = resolve
    })
    const heard = {
      ...replayProcess,
      run: (...order: Parameters<typeof replayProcess.run>) => {
        begin()
        return replayProcess.run(...order)
      },
    }
    const running = run({ replayId: id }, { ...deps, replayProcess: heard }, outboxId)
    await begun
    expect((await author.post(`/replays/${id}/cancel`)).status).toBe(200)
    await running
    expect((await author.post(`/replays/${id}/cancel`)).status).toBe(409)
    await run({ replayId: id }, workerOf(), outboxId)
    expect(await read(id)).toMatchObject({ state: 'cancelled', report: null })
    expect(await service.prisma.outbox.count({ where: { id: outboxId } })).toBe(0)
    const events = await service.prisma.auditEvent.findMany({
      where: { objectId: id },
      orderBy: { id: 'asc' },
    })
    expect(events.map(({ action }) => action)).toEqual(['replay.requested', 'replay.cancelled'])
  })

  test('who writes rules asks, who reads them looks; the newest stands first', async () => {
    const first = await request()
    const second = await request()
    const { items, nextCursor } = list.parse((await senior.get('/replays?limit=2')).body)
    expect(items.map(({ id }) => id)).toEqual([second.id, first.id])
    const older = list.parse((await senior.get(`/replays?limit=200&cursor=${nextCursor}`)).body)
    expect(older.items.map(({ id }) => id)).not.toContain(first.id)
    expect((await senior.post('/replays', { from: FROM, to: TO })).status).toBe(403)
    expect((await senior.post(`/replays/${first.id}/cancel`)).status).toBe(403)
  })

  test.each([
    ['backwards', { from: TO, to: FROM }, 'to'],
    ['too long', { from: '2024-01-01T00:00:00Z' }, 'to'],
    ['of a rule set that never was', { ruleSetVersion: 'rules-0000' }, 'ruleSetVersion'],
    ['of a version that is none', { versionIds: ['00000000-0000-4000-8000-000000000000'] }, 'versionIds'],
    ['of a model that is none', { modelId: '00000000-0000-4000-8000-000000000000' }, 'modelId'],
    ['with thresholds that fall', { thresholds: { warnAt: 0.9, holdAt: 0.5 } }, 'thresholds'],
    ['with a score beyond 1', { thresholds: { blockAt: 1.5 } }, 'thresholds.blockAt'],
    ['without time for a case', { paceMinutesPerCase: 0 }, 'paceMinutesPerCase'],
  ])('one %s is refused with its field named', async (_what, body, field) => {
    const answer = await author.post('/replays', { from: FROM, to: TO, ...body })
    expect(answer.status).toBe(400)
    expect(answer.body).toMatchObject({ fields: [{ field }] })
  })
})
