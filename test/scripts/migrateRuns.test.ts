import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import pg from 'pg'
import { MIGRATIONS_DIR } from '../../scripts/database/migrationList.ts'
import type { RunKind } from '../../server/domain/runs/run.ts'
import { createPrisma, type Prisma } from '../../server/stores/database/connection.ts'
import { createReplayReportReads } from '../../server/stores/replays/replayReports.ts'
import { createRunReads } from '../../server/stores/runs/runs.ts'
import { createTestDatabase, type TestDatabase } from '../support/database.ts'

const MIGRATION = '0010_runs'
const ANNA = '00000000-0000-4000-8000-0000000000aa'
const WORKER = '00000000-0000-4000-8000-0000000000bb'
const MODEL = '00000000-0000-4000-8000-0000000000cc'
const FROM = Date.parse('2026-01-01T00:00:00.123Z')
const TO = Date.parse('2026-02-01T00:00:00Z')
const MADE = Date.parse('2026-02-02T10:00:00Z')
const ENDED = Date.parse('2026-02-02T11:00:00Z')

/** The nth row of a table: a kind's rows lie in this order. */
const id = (table: number, n: number) => `00000000-0000-4000-8000-000000000${table}0${n}`
const iso = (at: number) => new Date(at).toISOString()

const OPTIONS = {
  from: FROM,
  to: TO,
  labelDelayDays: 7,
  validationDays: 14,
  unlabelledShare: 0.5,
  minFrauds: 50,
}
const QUESTION = {
  from: FROM,
  to: TO,
  ruleSetVersion: null,
  versionIds: [],
  modelId: 'none',
  thresholds: { holdAt: 0.8 },
  paceMinutesPerCase: 1.5,
  analysts: 1,
  hoursPerDay: 8,
}
const REPORT = {
  sessions: 90,
  decisions: 100,
  changed: { hits: 7, of: 100, interval: null },
  curve: [1, 2, 3],
}
const NO_FIGURES = {
  auc: null,
  averagePrecision: null,
  truePositiveRateAt1Percent: null,
  calibrationError: null,
  brier: null,
}

let database: TestDatabase
let client: pg.Client
let prisma: Prisma

beforeAll(async () => {
  database = await createTestDatabase()
  client = new pg.Client({ connectionString: database.url })
  await client.connect()
  await client.query('DROP SCHEMA public CASCADE; CREATE SCHEMA public')
  const names = (await readdir(MIGRATIONS_DIR)).filter((name) => /^\d{4}_/.test(name)).sort()
  for (const name of names.slice(0, names.indexOf(MIGRATION))) await apply(name)
  await insertTrainings()
  await insertReplays()
  await insertExports()
  for (const name of names.slice(names.indexOf(MIGRATION))) await apply(name)
  prisma = createPrisma(database.url)
})

afterAll(async () => {
  await prisma.$disconnect()
  await client.end()
  await database.drop()
})

async function apply(name: string): Promise<void> {
  await client.query(await readFile(join(MIGRATIONS_DIR, name, 'migration.sql'), 'utf8'))
}

async function insert(table: string, rows: readonly Record<string, unknown>[]): Promise<void> {
  for (const row of rows) {
    const names = Object.keys(row)
    const values = Object.values(row).map((value) =>
      typeof value === 'object' && value !== null && !Array.isArray(value) ? JSON.stringify(value) : value,
    )
    const columns = names.map((name) => `"${name}"`).join(', ')
    const places = names.map((_, index) => `$${index + 1}`).join(', ')
    await client.query(`INSERT INTO ${table} (${columns}) VALUES (${places})`, values)
  }
}

const LEASED = { worker: WORKER, lease_until: iso(ENDED), started_at: iso(MADE) }

async function insertTrainings(): Promise<void> {
  const common = { options: OPTIONS, requested_by: ANNA, created_at: iso(MADE) }
  await insert('training_runs', [
    { ...common, id: id(1, 1), state: 'queued', requested_by: null, slot: iso(MADE) },
    {
      ...common,
      ...LEASED,
      id: id(1, 2),
      state: 'running',
      step: 'training',
      done: 3,
      total: 9,
      attempts: 2,
    },
    {
      ...common,
      id: id(1, 3),
      state: 'done',
      step: 'ended',
      backend: 'wasm',
      attempts: 1,
      finished_at: iso(ENDED),
    },
    {
      ...common,
      id: id(1, 4),
      state: 'failed',
      error: { code: 'noRows', training: 4, validation: 0 },
      finished_at: iso(ENDED),
    },
    { ...common, id: id(1, 5), state: 'cancelled', finished_at: iso(ENDED) },
  ])
  await insert('models', [
    {
      id: MODEL,
      version: 'of-the-past',
      kind: 'trees',
      artifact: {},
      features: [],
      training_from: iso(FROM),
      training_to: iso(FROM + 1),
      validation_from: iso(FROM + 2),
      validation_to: iso(TO),
      rows: {},
      data_digest: '',
      rule_set_version: 'rules',
      metrics: { candidate: NO_FIGURES, rulesAlone: NO_FIGURES },
      backend: 'wasm',
      training_run_id: id(1, 3),
    },
  ])
}

async function insertReplays(): Promise<void> {
  const common = { question: QUESTION, requested_by: ANNA, created_at: iso(MADE) }
  await insert('replays', [
    { ...common, id: id(2, 1), state: 'queued' },
    { ...common, ...LEASED, id: id(2, 2), state: 'running', done: 200, total: 900, attempts: 1 },
    { ...common, id: id(2, 3), state: 'done', done: 90, total: 90, report: REPORT, finished_at: iso(ENDED) },
    { ...common, id: id(2, 4), state: 'failed', error: { code: 'cannotRun' }, finished_at: iso(ENDED) },
    { ...common, id: id(2, 5), state: 'cancelled', done: 5, finished_at: iso(ENDED) },
  ])
}

async function insertExports(): Promise<void> {
  const common = { requested_by: ANNA, created_at: iso(MADE) }
  const lists = { kind: 'text', effect: null, inForceAt: MADE }
  await insert('exports', [
    { ...common, id: id(3, 1), state: 'queued', kind: 'evidence', from: iso(FROM), to: iso(TO) },
    {
      ...common,
      id: id(3, 2),
      state: 'running',
      kind: 'sessions',
      filter: { flagged: true },
      with_addresses: true,
      rows_done: 1_000,
      rows_total: 5_000,
    },
    {
      ...common,
      id: id(3, 3),
      state: 'done',
      kind: 'cases',
      filter: { states: ['open'] },
      rows_done: 12,
      rows_total: 12,
      file: `${id(3, 3)}.csv`,
      finished_at: iso(ENDED),
    },
    { ...common, id: id(3, 4), state: 'failed', kind: 'lists', filter: lists, error: 'the disk is full' },
    { ...common, id: id(3, 5), state: 'queued', kind: 'rules' },
  ])
}

async function runsOf<Kind extends RunKind>(kind: Kind) {
  const page = { before: null, limit: 100, requestedBy: null }
  return (await createRunReads(prisma).list(kind, page)).toReversed()
}

test('trainings are runs, whoever worked on them, and their models point to them', async () => {
  const common = { kind: 'training', request: OPTIONS, requestedBy: ANNA, createdAt: MADE, result: null }
  expect(await runsOf('training')).toMatchObject([
    { ...common, id: id(1, 1), state: 'queued', step: 'waiting', requestedBy: null, startedAt: null },
    {
      ...common,
      id: id(1, 2),
      state: 'running',
      step: 'training',
      done: 3,
      total: 9,
      attempts: 2,
      startedAt: MADE,
    },
    {
      ...common,
      id: id(1, 3),
      state: 'done',
      step: 'ended',
      result: { modelId: MODEL, backend: 'wasm' },
      finishedAt: ENDED,
    },
    { ...common, id: id(1, 4), state: 'failed', error: { code: 'noRows', training: 4, validation: 0 } },
    { ...common, id: id(1, 5), state: 'cancelled', finishedAt: ENDED },
  ])
  const row = await prisma.run.findUniqueOrThrow({ where: { id: id(1, 2) } })
  expect(row).toMatchObject({ worker: WORKER, leaseUntil: new Date(ENDED) })
  await expect(prisma.run.delete({ where: { id: id(1, 3) } })).rejects.toThrow()
  const slot = await prisma.run.findUniqueOrThrow({ where: { id: id(1, 1) }, select: { slot: true } })
  expect(slot).toEqual({ slot: new Date(MADE) })
})

test('replays are runs, and each report stands beside its run', async () => {
  const common = { kind: 'replay', request: QUESTION, requestedBy: ANNA, createdAt: MADE, result: null }
  expect(await runsOf('replay')).toMatchObject([
    { ...common, id: id(2, 1), state: 'queued', step: 'waiting' },
    { ...common, id: id(2, 2), state: 'running', step: 'replaying', done: 200, total: 900, attempts: 1 },
    {
      ...common,
      id: id(2, 3),
      state: 'done',
      step: 'ended',
      done: 90,
      result: { sessions: 90, decisions: 100, changed: 7 },
      finishedAt: ENDED,
    },
    { ...common, id: id(2, 4), state: 'failed', error: { code: 'cannotRun' }, finishedAt: ENDED },
    { ...common, id: id(2, 5), state: 'cancelled', done: 5, finishedAt: ENDED },
  ])
  const [, , done] = await runsOf('replay')
  if (done === undefined) throw new Error('a replay is lost')
  expect(await createReplayReportReads(prisma).find(done.id)).toEqual(REPORT)
  expect(await prisma.replayReport.count()).toBe(1)
})

test('exports are runs; one that was being written waits for a worker, since nobody held it', async () => {
  const common = { kind: 'export', requestedBy: ANNA, createdAt: MADE, result: null, error: null }
  const lists = { kind: 'text', effect: null, inForceAt: MADE }
  expect(await runsOf('export')).toMatchObject([
    { ...common, id: id(3, 1), state: 'queued', request: { kind: 'evidence', from: FROM, to: TO } },
    {
      ...common,
      id: id(3, 2),
      state: 'queued',
      done: 1_000,
      total: 5_000,
      request: { kind: 'sessions', filter: { flagged: true }, withAddresses: true },
    },
    {
      ...common,
      id: id(3, 3),
      state: 'done',
      step: 'ended',
      done: 12,
      request: { kind: 'cases', filter: { states: ['open'] } },
      result: { file: `${id(3, 3)}.csv`, rows: 12 },
      finishedAt: ENDED,
    },
    {
      ...common,
      id: id(3, 4),
      state: 'failed',
      request: { kind: 'lists', filter: lists },
      error: { code: 'internal' },
      finishedAt: MADE,
    },
    { ...common, id: id(3, 5), state: 'queued', request: { kind: 'rules' } },
  ])
})

test('the tables of before are gone, and no type of theirs is left', async () => {
  const { rows } = await client.query(
    `SELECT relname AS name FROM pg_class WHERE relname IN ('training_runs', 'replays', 'exports')
     UNION ALL SELECT typname FROM pg_type WHERE typname IN ('training_state', 'replay_state', 'export_state')
     UNION ALL SELECT proname FROM pg_proc WHERE proname = 'guard_training_run'`,
  )
  expect(rows).toEqual([])
})

test.each([
  ['a run that has ended', `UPDATE runs SET done = 1 WHERE state = 'cancelled'`],
  ['what was requested', `UPDATE runs SET request = '{}' WHERE state = 'queued'`],
  ['a running one without a lease', `UPDATE runs SET state = 'running' WHERE state = 'queued'`],
  [
    'a replay that is done without a report',
    `UPDATE runs SET state = 'done', result = '{}', finished_at = now() WHERE kind = 'replay' AND state = 'queued'`,
  ],
  [
    'an export that nobody requested',
    `INSERT INTO runs (id, kind, request) VALUES (gen_random_uuid(), 'export', '{}')`,
  ],
])('the database refuses to change or make %s', async (_what, sql) => {
  await expect(client.query(sql)).rejects.toMatchObject({ code: '23514' })
})
