import { afterAll, afterEach, beforeAll, describe, expect, jest, test } from '@jest/globals'
import { createLog } from '../../../server/adapters/log.ts'
import { createRandom } from '../../../server/adapters/random.ts'
import type { ConsoleUser } from '../../../server/domain/consoleUser.ts'
import { type ExportId, toId } from '../../../server/domain/ids.ts'
import type { ExportResult } from '../../../server/domain/runs/export.ts'
import { addMs, HOUR_MS, toInstant } from '../../../server/domain/time.ts'
import { cancelRun } from '../../../server/flow/runs/cancelRun.ts'
import { executeRun } from '../../../server/flow/runs/executeRun.ts'
import { LEASE_MS } from '../../../server/flow/runs/renewLease.ts'
import { type RunStores, requestRun, requestScheduledRun } from '../../../server/flow/runs/requestRun.ts'
import { RUN_KIND_FACTS } from '../../../server/flow/runs/runKinds.ts'
import type { AttemptEnd, RunTask, RunWork } from '../../../server/flow/runs/runWork.ts'
import type { Job } from '../../../server/jobQueue/jobs.ts'
import { createAuditWrites } from '../../../server/stores/database/audit.ts'
import { createPrisma, type Prisma } from '../../../server/stores/database/connection.ts'
import { createOutboxWrites } from '../../../server/stores/database/outbox.ts'
import { createTransactions } from '../../../server/stores/database/transact.ts'
import { createRunReads, createRunWrites } from '../../../server/stores/runs/runs.ts'
import { createTestDatabase, type TestDatabase } from '../../support/database.ts'

// A lease is kept by the wall clock, and the machine may have much else to do.
jest.setTimeout(60_000)

const ANNA: ConsoleUser = {
  id: toId('00000000-0000-4000-8000-0000000000aa'),
  username: 'anna',
  displayName: 'Anna',
  role: 'senior',
}

type Work = (task: RunTask<'export'>) => Promise<AttemptEnd<ExportResult>>
type TestTypes = { kind: 'export'; outcome: ExportResult; deps: object; stores: RunStores }

describe('runs', () => {
  let database: TestDatabase
  let prisma: Prisma
  let now = () => toInstant(Date.now())
  const enqueued: Job[] = []

  beforeAll(async () => {
    database = await createTestDatabase()
    prisma = createPrisma(database.url)
  })
  afterAll(async () => {
    await prisma.$disconnect()
    await database.drop()
  })
  afterEach(async () => {
    now = () => toInstant(Date.now())
    enqueued.length = 0
    await prisma.run.deleteMany()
    await prisma.outbox.deleteMany()
  })

  const worker = (stopping = new AbortController().signal) => ({
    transactions: createTransactions(prisma, (open) => ({
      audit: createAuditWrites(open),
      outbox: createOutboxWrites(open),
      runs: createRunWrites(open),
    })),
    runs: createRunReads(prisma),
    clock: { now: () => now() },
    random: createRandom(),
    log: createLog('silent', 'test'),
    producer: { enqueue: async (_id: string, job: Job) => void enqueued.push(job) },
    stopping,
  })

  /** Counts what is written, and what is discarded. */
  function kindOf(work: Work) {
    const seen = { begun: 0, written: 0, discarded: 0 }
    const kind: RunWork<TestTypes> = {
      kind: 'export',
      firstStep: 'writing',
      async work(_deps, task) {
        seen.begun += 1
        return await work(task)
      },
      async write(_deps, _tx, _held, outcome) {
        seen.written += 1
        return outcome
      },
      async discard(_deps, { attempt }) {
        if (attempt !== null) seen.discarded += 1
      },
    }
    return { kind, seen }
  }

  const done: Work = async () => ({ outcome: { file: 'whole.csv', rows: 3 } })

  async function request() {
    const order = { request: { kind: 'rules' as const }, requestedBy: ANNA.id, details: {} }
    const { id } = await requestRun(worker(), 'export', order)
    const [row] = await prisma.outbox.findMany({ where: { payload: { equals: { exportId: id } } } })
    if (row === undefined) throw new Error('the run has no outbox row')
    return { id, job: { runId: id, outboxId: row.id } }
  }

  const read = async (id: ExportId) => await createRunReads(prisma).find('export', id)
  const outbox = async () => await prisma.outbox.count()
  const actionsOf = async (id: string) => {
    const events = await prisma.auditEvent.findMany({ where: { objectId: id }, orderBy: { id: 'asc' } })
    return events.map(({ action }) => action)
  }

  test('a request is a run, its job and its audit event; the job queue is notified', async () => {
    const { id } = await request()
    expect(await read(id)).toMatchObject({
      state: 'queued',
      step: 'waiting',
      attempts: 0,
      requestedBy: ANNA.id,
    })
    expect(await actionsOf(id)).toEqual(['export.created'])
    expect(enqueued).toEqual([{ job: 'export', payload: { exportId: id } }])
  })

  test('the schedule requests once a slot, even side by side', async () => {
    const slot = toInstant(0)
    const options = {
      from: slot,
      to: now(),
      labelDelayDays: 1,
      validationDays: 1,
      unlabelledShare: 1,
      minFrauds: 1,
    }
    const order = { request: options, slot, details: {} }
    const made = await Promise.all([1, 2, 3].map(() => requestScheduledRun(worker(), 'training', order)))
    const [only] = made.filter((run) => run !== null)
    expect(made.filter((run) => run === null)).toHaveLength(2)
    expect(await prisma.run.count()).toBe(1)
    expect(await outbox()).toBe(1)
    expect(await actionsOf(only?.id ?? '')).toEqual(['training.requested'])
  })

  test('of many workers one claims it, and what comes of it is written once', async () => {
    const { id, job } = await request()
    const { kind, seen } = kindOf(done)
    await Promise.all(Array.from({ length: 6 }, () => executeRun(worker(), kind, job)))
    expect(seen).toEqual({ begun: 1, written: 1, discarded: 0 })
    expect(await read(id)).toMatchObject({
      state: 'done',
      step: 'ended',
      attempts: 1,
      result: { file: 'whole.csv', rows: 3 },
    })
    expect(await outbox()).toBe(0)
  })

  test('a job that is delivered again after its run has ended changes nothing', async () => {
    const { id, job } = await request()
    const { kind, seen } = kindOf(done)
    await executeRun(worker(), kind, job)
    const before = await prisma.run.findUniqueOrThrow({ where: { id } })
    await executeRun(worker(), kind, job)
    expect(await prisma.run.findUniqueOrThrow({ where: { id } })).toEqual(before)
    expect(seen.written).toBe(1)
  })

  test('a run whose worker died is taken once its lease has run out, and not before', async () => {
    const { id, job } = await request()
    const dead = { runId: id, worker: createRandom().id<'runAttempt'>() }
    const writes = createRunWrites(prisma)
    await writes.claim(dead, { now: now(), until: addMs(now(), LEASE_MS) }, 'writing')
    const { kind, seen } = kindOf(done)
    await executeRun(worker(), kind, job)
    expect(seen.begun).toBe(0)
    expect(await outbox()).toBe(1)

    now = () => addMs(toInstant(Date.now()), HOUR_MS)
    await executeRun(worker(), kind, job)
    expect(await read(id)).toMatchObject({ state: 'done', attempts: 2 })
    // The dead one wakes up: nothing of it counts.
    expect(await writes.lock(dead)).toBe(false)
    expect(await writes.heartbeat(dead, now(), { step: 'writing', done: 1, total: 1 })).toBe(false)
    expect(await writes.fail(dead, { code: 'internal' }, now())).toBe(false)
  })

  test('a worker that lost its lease while it worked writes nothing, and leaves the run to the other', async () => {
    const { id, job } = await request()
    const other = kindOf(done)
    const slow = kindOf(async () => {
      now = () => addMs(toInstant(Date.now()), HOUR_MS)
      await executeRun(worker(), other.kind, job)
      return { outcome: { file: 'too-late.csv', rows: 0 } }
    })
    await executeRun(worker(), slow.kind, job)
    expect(slow.seen).toEqual({ begun: 1, written: 0, discarded: 1 })
    expect(await read(id)).toMatchObject({
      state: 'done',
      attempts: 2,
      result: { file: 'whole.csv', rows: 3 },
    })
  })

  test('a run that is cancelled while it runs is aborted, and nothing of it is kept', async () => {
    const { id, job } = await request()
    const { kind, seen } = kindOf(async ({ signal }) => {
      await cancelRun(worker(), 'export', { user: ANNA, id })
      await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve()))
      throw new Error('aborted in the middle')
    })
    await executeRun(worker(), kind, job)
    expect(seen).toEqual({ begun: 1, written: 0, discarded: 1 })
    expect(await read(id)).toMatchObject({ state: 'cancelled', result: null, error: null })
    expect(await outbox()).toBe(0)
    expect(await actionsOf(id)).toEqual(['export.created', 'export.cancelled'])
    await expect(cancelRun(worker(), 'export', { user: ANNA, id })).rejects.toMatchObject({
      code: 'conflict',
    })
  })

  test('a run that is cancelled just before its end stays cancelled', async () => {
    const { id, job } = await request()
    const { kind, seen } = kindOf(async () => {
      await cancelRun(worker(), 'export', { user: ANNA, id })
      return { outcome: { file: 'too-late.csv', rows: 0 } }
    })
    await executeRun(worker(), kind, job)
    expect(seen).toEqual({ begun: 1, written: 0, discarded: 1 })
    expect(await read(id)).toMatchObject({ state: 'cancelled', result: null })
    expect(await outbox()).toBe(0)
  })

  const fruitless: [string, Work, string][] = [
    ['throws', async () => Promise.reject(new Error('broken')), 'broken'],
    ['ends without a word', async () => null, 'without a word'],
  ]
  test.each(fruitless)('work that %s is tried thrice, then failed', async (_how, work, message) => {
    const { id, job } = await request()
    const { kind, seen } = kindOf(work)
    for (let attempt = 1; attempt <= RUN_KIND_FACTS.export.attempts; attempt += 1) {
      await expect(executeRun(worker(), kind, job)).rejects.toThrow(message)
      expect(await read(id)).toMatchObject({ state: 'queued', step: 'waiting', attempts: attempt })
    }
    await executeRun(worker(), kind, job)
    expect(seen).toEqual({ begun: 3, written: 0, discarded: 3 })
    expect(await read(id)).toMatchObject({ state: 'failed', error: { code: 'processEnded' } })
    expect(await outbox()).toBe(0)
  })

  test('work that names an error fails at once', async () => {
    const { id, job } = await request()
    const { kind, seen } = kindOf(async () => ({ error: { code: 'noRows', training: 2, validation: 0 } }))
    await executeRun(worker(), kind, job)
    expect(seen).toEqual({ begun: 1, written: 0, discarded: 1 })
    expect(await read(id)).toMatchObject({
      state: 'failed',
      attempts: 1,
      error: { code: 'noRows', training: 2, validation: 0 },
    })
    expect(await outbox()).toBe(0)
  })

  test('what cannot be written is not done: the run stays as it was, and is tried again', async () => {
    const { id, job } = await request()
    const { kind } = kindOf(done)
    const broken = {
      ...kind,
      write: async () => {
        throw new Error('the disk is full')
      },
    }
    await expect(executeRun(worker(), broken, job)).rejects.toThrow('the disk is full')
    expect(await read(id)).toMatchObject({ state: 'queued', result: null })
    expect(await outbox()).toBe(1)
    await executeRun(worker(), kind, job)
    expect(await read(id)).toMatchObject({ state: 'done' })
  })

  test('a worker that stops gives the run back, and that is no attempt', async () => {
    const { id, job } = await request()
    const stop = new AbortController()
    const { kind, seen } = kindOf(async ({ signal }) => {
      stop.abort()
      signal.throwIfAborted()
      return null
    })
    await executeRun(worker(stop.signal), kind, job)
    expect(seen).toEqual({ begun: 1, written: 0, discarded: 1 })
    expect(await read(id)).toMatchObject({ state: 'queued', attempts: 0 })
    expect(await outbox()).toBe(1)
  })

  test('progress is recorded while it works, and never falls', async () => {
    const { id, job } = await request()
    const seen: number[] = []
    const { kind } = kindOf(async ({ report }) => {
      for (let step = 0; step < 30; step += 1) {
        report({ step: 'writing', done: step * 10, total: 300 })
        const recorded = await read(id)
        if (recorded?.step === 'writing') seen.push(recorded.done)
        await new Promise((resolve) => setTimeout(resolve, 100))
      }
      report({ step: 'writing', done: 300, total: 300 })
      return { outcome: { file: 'whole.csv', rows: 300 } }
    })
    await executeRun(worker(), kind, job)
    expect(seen).toEqual(seen.toSorted((a, b) => a - b))
    expect(new Set(seen).size).toBeGreaterThan(1)
    expect(await read(id)).toMatchObject({ state: 'done', step: 'ended', done: 300, total: 300 })
  })
})
