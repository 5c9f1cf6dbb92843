import { once } from 'node:events'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals'
import pg from 'pg'
import { run as runTrain } from '../../../jobs/train.ts'
import { createWorkProcess } from '../../../server/adapters/workProcess.ts'
import {
  driftReports,
  type Models,
  model,
  models as page,
  trainingRun as run,
} from '../../../server/contract/models.ts'
import type { ConsoleRole } from '../../../server/domain/consoleUser.ts'
import { toId } from '../../../server/domain/ids.ts'
import { addMs, DAY_MS, HOUR_MS } from '../../../server/domain/time.ts'
import { loadModels } from '../../../server/flow/models/loadModels.ts'
import { retrain } from '../../../server/flow/models/requestTraining.ts'
import type { TrainingTypes } from '../../../server/flow/models/trainingWork.ts'
import { watchDrift } from '../../../server/flow/models/watchDrift.ts'
import type { ExecuteRunDependencies } from '../../../server/flow/runs/executeRun.ts'
import { RUN_KIND_FACTS } from '../../../server/flow/runs/runKinds.ts'
import { createRunWrites } from '../../../server/stores/runs/runs.ts'
import { createTrainingHere } from '../../host/trainHere.ts'
import { type Service, startService } from '../../support/startService.ts'
import { type ConsoleClient, consoleClient, signInAs } from '../support/consoleClient.ts'
import { insertPast, type PastDecision } from '../support/pastDecisions.ts'

const SCRIPT = join(import.meta.dirname, '../../../jobs/trainingProcess.ts')

const NOW = Date.now()
/** Half of the frauds look like it, and one genuine session in fifty does. */
function past(count: number): PastDecision[] {
  return Array.from({ length: count }, (_, index) => {
    const at = NOW - 60 * DAY_MS + Math.floor((index * 60 * DAY_MS) / count)
    const fraud = index % 8 === 3
    const looks = fraud ? index % 16 === 3 : index % 50 === 0
    return {
      at,
      score: looks ? 0.7 : 0.02,
      features: {
        initiatorStranger: { value: looks },
        trackingKnown: { value: !looks },
        initiatorPhoneCountryDiffers: { value: looks },
        addressAgeHours: { value: index },
      },
      label: fraud
        ? { fraud: true, source: 'report', at: at + DAY_MS / 2 }
        : index % 3 === 0
          ? { fraud: false, source: 'disposition', at: at + DAY_MS / 2 }
          : null,
    }
  })
}

const OPTIONS = { labelDelayDays: 2, validationDays: 14, minFrauds: 20 }

// Each training is a process of its own, which takes seconds to start where others are at work.
jest.setTimeout(120_000)

describe('models and trainings', () => {
  let service: Service
  let senior: ConsoleClient
  let author: ConsoleClient
  let second: ConsoleClient

  beforeAll(async () => {
    service = await startService({}, { workers: false })
    senior = await signInAs(service, 'senior')
    author = await signInAs(service, 'author')
    second = await newUser('second', 'senior')
    await insertPast(service, past(1_200))
  })
  afterAll(() => service.close())

  async function newUser(username: string, role: ConsoleRole): Promise<ConsoleClient> {
    const { passwords, random } = service.deps
    const passwordHash = await passwords.hash(service.consolePassword)
    await service.prisma.consoleUser.create({
      data: { id: random.id(), username, displayName: username, role, passwordHash },
    })
    const login = { username, password: service.consolePassword }
    const answer = await consoleClient(service, '').post('/login', login)
    return consoleClient(service, answer.headers.get('set-cookie')?.split(';')[0] ?? '')
  }

  async function order(client = senior, options: object = OPTIONS): Promise<string> {
    const answer = await client.post('/models/train', options)
    expect(answer.status).toBe(202)
    return run.parse(answer.body).id
  }

  async function outboxIdOf(runId: string): Promise<string> {
    const rows = await service.prisma.outbox.findMany({ where: { job: 'train' } })
    return rows.find(({ payload }) => JSON.stringify(payload).includes(runId))?.id ?? service.deps.random.id()
  }

  const workerOf = (script = SCRIPT) => ({
    ...service.deps,
    stopping: new AbortController().signal,
    trainingProcess: createWorkProcess(script, service.environment['DATABASE_URL'] ?? ''),
  })

  async function work(
    runId: string,
    deps: ExecuteRunDependencies<TrainingTypes> = workerOf(),
  ): Promise<void> {
    await runTrain({ runId }, deps, await outboxIdOf(runId))
  }

  const runOf = async (id: string) => run.parse((await senior.get(`/training-runs/${id}`)).body)
  const modelOf = async (id: string) => model.parse((await senior.get(`/models/${id}`)).body)

  /** Made without a process of its own: who calls it is about what becomes of the model. */
  async function trained(client = senior): Promise<string> {
    const id = await order(client)
    const trainingProcess = createTrainingHere(service.environment['DATABASE_URL'] ?? '')
    await work(id, { ...workerOf(), trainingProcess })
    const { modelId } = await runOf(id)
    if (modelId === null) throw new Error(`the training made no model: ${JSON.stringify(await runOf(id))}`)
    return modelId
  }

  /** From candidate to champion, by two people. */
  async function crowned(): Promise<string> {
    const id = await trained(author)
    expect((await author.post(`/models/${id}/challenge`)).status).toBe(200)
    expect((await second.post(`/models/${id}/promote`)).status).toBe(200)
    return id
  }

  test('a training makes a candidate with its spans, rows, digest and figures, and leaves no job', async () => {
    const id = await order()
    expect(await runOf(id)).toMatchObject({ state: 'queued', step: 'waiting', requestedBy: 'Senior analyst' })
    const outboxId = await outboxIdOf(id)
    await work(id)
    const done = await runOf(id)
    expect(done).toMatchObject({ state: 'done', step: 'ended', attempts: 1, error: null })
    const made = await modelOf(done.modelId ?? '')
    expect(made).toMatchObject({ status: 'candidate', trainingRunId: id, trainedBy: 'Senior analyst' })
    expect(made.dataDigest).toMatch(/^[0-9a-f]{64}$/)
    const { training, validation, gap } = made.rows
    // 60 days in even steps: 44 train, 2 wait for labels, 14 measure, of which the last two lack assumed rows.
    expect(training.rows).toBeGreaterThan(800)
    expect(gap).toBeGreaterThan(10)
    expect(validation.rows).toBeGreaterThan(100)
    expect(training.frauds / training.rows).toBeCloseTo(1 / 8, 2)
    // The digest, the label rules and the process all at once: it beats the rules' own probabilities.
    expect(made.metrics.candidate.auc).toBeGreaterThan(0.6)
    expect(made.metrics.candidate.brier).toBeLessThan(made.metrics.rulesAlone.brier ?? 0)
    expect(await service.prisma.outbox.count({ where: { id: outboxId } })).toBe(0)
  })

  test('two trainings on the same data read the same, and are two models', async () => {
    const to = new Date(NOW).toISOString()
    const options = { ...OPTIONS, from: new Date(NOW - 60 * DAY_MS).toISOString(), to }
    const ids = [await order(senior, options), await order(senior, options)]
    for (const id of ids) await work(id)
    const [one, other] = await Promise.all(ids.map(async (id) => modelOf((await runOf(id)).modelId ?? '')))
    expect(one?.dataDigest).toBe(other?.dataDigest)
    expect(one?.metrics).toEqual(other?.metrics)
    expect(one?.version).not.toBe(other?.version)
  })

  test('a job that is delivered twice, even side by side, makes one model', async () => {
    const id = await order()
    const outboxId = await outboxIdOf(id)
    const deps = workerOf()
    await Promise.all([1, 2].map(() => runTrain({ runId: id }, deps, outboxId)))
    await runTrain({ runId: id }, deps, outboxId)
    expect(await runOf(id)).toMatchObject({ state: 'done', attempts: 1 })
    expect(await service.prisma.model.count({ where: { trainingRunId: id } })).toBe(1)
  })

  test('before there are labels enough, a training makes a candidate of scorers that need none', async () => {
    const id = await order(senior, { ...OPTIONS, minFrauds: 100_000 })
    await work(id)
    const run = await runOf(id)
    expect(run).toMatchObject({ state: 'done' })
    const model = await modelOf(run.modelId ?? '')
    expect(model).toMatchObject({ kind: 'coldStart', status: 'candidate' })
  })

  test('no rows at all fail the run with what is missing', async () => {
    const none = await order(senior, { ...OPTIONS, from: '2020-01-01T00:00:00Z', to: '2020-04-01T00:00:00Z' })
    await work(none)
    expect(await runOf(none)).toMatchObject({ state: 'failed', error: { code: 'noRows' } })
    expect(await service.prisma.outbox.count({ where: { job: 'train' } })).toBe(0)
  })

  test('a run whose worker was killed is taken up when its lease is over, and not before', async () => {
    const id = await order()
    const runId = toId<'trainingRun'>(id)
    const now = service.deps.clock.now()
    const dead = { runId, worker: service.deps.random.id<'runAttempt'>() }
    const runs = createRunWrites(service.prisma)
    expect(await runs.claim(dead, { now, until: addMs(now, HOUR_MS) }, 'reading')).toBe(true)
    await work(id)
    expect(await runOf(id)).toMatchObject({ state: 'running', attempts: 1 })

    const hourLater = { ...workerOf(), clock: { now: () => addMs(service.deps.clock.now(), 2 * HOUR_MS) } }
    await work(id, hourLater)
    expect(await runOf(id)).toMatchObject({ state: 'done', attempts: 2 })
    // The dead one wakes up: nothing of it counts any more.
    const progress = { step: 'reading', done: 1, total: null } as const
    expect(await runs.heartbeat(dead, addMs(now, HOUR_MS), progress)).toBe(false)
  })

  test('a process that ends without a word is tried again a few times, then the run fails', async () => {
    const id = await order()
    const mute = workerOf(join(import.meta.dirname, '../support/endsAtOnce.ts'))
    for (let attempt = 0; attempt < RUN_KIND_FACTS.training.attempts; attempt += 1) {
      await expect(work(id, mute)).rejects.toThrow('without a word')
      expect(await runOf(id)).toMatchObject({ state: 'queued' })
    }
    await work(id, mute)
    expect(await runOf(id)).toMatchObject({ state: 'failed', error: { code: 'processEnded' } })
  })

  test('a cancelled run is not trained, and cannot be cancelled twice', async () => {
    const id = await order()
    expect((await senior.post(`/training-runs/${id}/cancel`)).status).toBe(200)
    await work(id)
    expect(await runOf(id)).toMatchObject({ state: 'cancelled', modelId: null })
    expect((await senior.post(`/training-runs/${id}/cancel`)).status).toBe(409)
    expect(await service.prisma.outbox.count({ where: { job: 'train' } })).toBe(0)
  })

  test('a run that is cancelled while it trains ends its process', async () => {
    const id = await order()
    const stuck = workerOf(join(import.meta.dirname, '../support/neverEnds.ts'))
    const working = work(id, stuck)
    await expect(senior.post(`/training-runs/${id}/cancel`)).resolves.toMatchObject({ status: 200 })
    await working
    expect(await runOf(id)).toMatchObject({ state: 'cancelled' })
  })

  test('two people bring a model into force, and every process is told', async () => {
    const id = await trained(author)
    expect((await second.post(`/models/${id}/promote`)).status).toBe(409)
    expect((await author.post(`/models/${id}/challenge`)).status).toBe(200)
    expect((await author.post(`/models/${id}/promote`)).status).toBe(403)
    const before = await loadModels(service.deps)
    expect(before.challengers.map(({ version }) => version)).toContain((await modelOf(id)).version)
    const listener = new pg.Client({ connectionString: service.environment['DATABASE_URL'] })
    await listener.connect()
    await listener.query('LISTEN engine_changed')
    const told = once(listener, 'notification')
    const promoted = await second.post(`/models/${id}/promote`)
    expect((await told)[0]).toMatchObject({ channel: 'engine_changed', payload: 'models' })
    await listener.end()
    expect(promoted.body).toMatchObject({
      status: 'champion',
      changes: [
        { step: 'challenge', by: 'Rule author' },
        { step: 'promote', by: 'second' },
      ],
    })
    const { champion } = await loadModels(service.deps)
    expect(champion?.version).toBe((await modelOf(id)).version)
    expect(champion?.members.length).toBeGreaterThan(0)
  })

  test('neither who made it challenger nor who trained it promotes, not even by SQL', async () => {
    const id = await trained(senior)
    await author.post(`/models/${id}/challenge`)
    for (const client of [senior, author]) {
      const refused = await client.post(`/models/${id}/promote`)
      expect(refused.status).toBe(403)
      expect(refused.body).toMatchObject({ message: expect.stringContaining('second person') })
    }
    const users = await service.prisma.consoleUser.findMany({
      where: { username: { in: ['senior', 'author'] } },
    })
    for (const { id: userId } of users) {
      const forged = service.prisma.$executeRaw`
        INSERT INTO model_status_changes (id, model_id, step, "from", "to", user_id, changed_at)
        VALUES (${service.deps.random.id()}::uuid, ${id}::uuid, 'promote', 'challenger', 'champion', ${userId}::uuid, now())`
      await expect(forged).rejects.toThrow('another person')
    }
    const unrecorded = service.prisma
      .$executeRaw`UPDATE models SET status = 'champion' WHERE id = ${id}::uuid`
    await expect(unrecorded).rejects.toThrow('nobody has moved')
    const rewritten = service.prisma.$executeRaw`UPDATE models SET artifact = '{}' WHERE id = ${id}::uuid`
    await expect(rewritten).rejects.toThrow('final')
    expect((await modelOf(id)).status).toBe('challenger')
  })

  test('rolling back brings the champion before back, and never the one just left', async () => {
    const first = await crowned()
    const next = await crowned()
    expect(await modelOf(first)).toMatchObject({ status: 'retired' })
    const back = await senior.post('/models/roll-back')
    expect(back.body).toMatchObject({ id: first, status: 'champion' })
    expect(await modelOf(next)).toMatchObject({ status: 'retired' })
    expect((await loadModels(service.deps)).champion?.version).toBe((await modelOf(first)).version)
    const again = await senior.post('/models/roll-back')
    expect(again.body).not.toMatchObject({ id: next })
    const champions = await service.prisma.model.count({ where: { status: 'champion' } })
    expect(champions).toBeLessThanOrEqual(1)
  })

  test('two promotions at once leave one champion', async () => {
    const ids = [await trained(author), await trained(author)]
    for (const id of ids) await author.post(`/models/${id}/challenge`)
    const answers = await Promise.all(ids.map((id) => second.post(`/models/${id}/promote`)))
    expect(answers.some(({ status }) => status === 200)).toBe(true)
    expect(await service.prisma.model.count({ where: { status: 'champion' } })).toBe(1)
  })

  test('every step is audited with who took it', async () => {
    const id = await crowned()
    await second.post(`/models/${id}/retire`)
    const events = await service.prisma.auditEvent.findMany({
      where: { objectId: id },
      orderBy: { id: 'asc' },
    })
    expect(events.map(({ action }) => action)).toEqual([
      'model.trained',
      'model.challenge',
      'model.promote',
      'model.retire',
    ])
    expect((await loadModels(service.deps)).champion).toBeNull()
  })

  test('the schedule asks once a slot, and not while a training is open', async () => {
    await retrain(service.deps, DAY_MS)
    const open = await service.prisma.run.findMany({ where: { requestedBy: null } })
    expect(open).toHaveLength(1)
    await retrain(service.deps, DAY_MS)
    await senior.post(`/training-runs/${open[0]?.id}/cancel`)
    await retrain(service.deps, DAY_MS)
    expect(await service.prisma.run.count({ where: { requestedBy: null } })).toBe(1)
  })

  test('a drifted week raises one alert a feature and day, however often the job runs', async () => {
    const champion = await crowned()
    await Promise.all([watchDrift(service.deps), watchDrift(service.deps)])
    await watchDrift(service.deps)
    const { items } = driftReports.parse((await senior.get('/drift')).body)
    const ours = items.filter(({ modelId }) => modelId === champion)
    expect(ours).toHaveLength(1)
    // It rises with time by its making, and the score with it; what the other looks like has not changed.
    expect(ours[0]?.alerts).toContain('addressAgeHours')
    expect(ours[0]?.alerts).not.toContain('initiatorStranger')
  })

  test('lists come in pages, newest first, each row once', async () => {
    for (let made = 0; made < 2; made += 1) await trained()
    const seen: string[] = []
    let cursor: string | null = null
    do {
      const query: string = cursor === null ? '' : `&cursor=${cursor}`
      const next: Models = page.parse((await senior.get(`/models?limit=2${query}`)).body)
      seen.push(...next.items.map(({ id }) => id))
      cursor = next.nextCursor
    } while (cursor !== null)
    expect(seen).toEqual(seen.toSorted().reverse())
    expect(new Set(seen).size).toBe(seen.length)
    expect(seen).toHaveLength(await service.prisma.model.count())
  })

  test.each([
    ['from', { from: 'yesterday' }],
    ['from', { from: '2026-11-01T00:00:00Z', to: '2026-11-05T00:00:00Z' }],
    ['to', { from: '2020-01-01T00:00:00Z', to: '2026-11-05T00:00:00Z' }],
    ['unlabelledShare', { unlabelledShare: 2 }],
    ['minFrauds', { minFrauds: 0 }],
  ])('a wrong %s is refused by name: %j', async (field, wrong) => {
    const answer = await senior.post('/models/train', wrong)
    expect(answer.status).toBe(400)
    expect(answer.body).toMatchObject({ fields: [{ field }] })
  })

  test('who may read may not train, and who labels may not promote', async () => {
    const analyst = await signInAs(service, 'analyst')
    expect((await analyst.get('/models')).status).toBe(200)
    expect((await analyst.post('/models/train')).status).toBe(403)
    expect((await analyst.post('/models/roll-back')).status).toBe(403)
    const registrar = await signInAs(service, 'registrar')
    expect((await registrar.get('/models')).status).toBe(403)
    expect((await registrar.get('/drift')).status).toBe(403)
  })
})
