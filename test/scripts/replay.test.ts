import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { z } from 'zod'
import { describeReplay } from '../../scripts/replay/describe.ts'
import { readOptions, WrongOption } from '../../scripts/replay/options.ts'
import { readRuleFile } from '../../scripts/replay/readRuleFile.ts'
import { replay } from '../../scripts/replay/replay.ts'
import { DAY_MS, toDate, toInstant } from '../../server/domain/time.ts'
import { loadEnsemble } from '../../server/flow/models/ensembleArtifact.ts'
import { keptVersions } from '../../server/flow/replays/keptVersions.ts'
import { PRESET } from '../../server/risk/rules/preset.ts'
import { contextRules } from '../../server/risk/rules/presetContext.ts'
import { loadRuleSet } from '../../server/risk/rules/ruleSet.ts'
import { createPrisma, type Prisma } from '../../server/stores/database/connection.ts'
import { createReplaySource } from '../../server/stores/replays/replaySource.ts'
import { createRuleReads } from '../../server/stores/rules/rules.ts'
import { createRuleWrites } from '../../server/stores/rules/ruleWrites.ts'
import { engine, NOW } from '../risk/scenes.ts'
import { assessRandomSessions } from '../risk/support/randomSessions.ts'
import { asTheServiceDoes, storeSessions } from '../risk/support/storeSessions.ts'
import { createTestDatabase, type TestDatabase } from '../support/database.ts'

const MAIN = join(import.meta.dirname, '../../scripts/replay/main.ts')
const run = promisify(execFile)
const PERIOD = ['--from', iso(NOW - 28 * DAY_MS), '--to', iso(NOW)]

describe('npm run replay', () => {
  let database: TestDatabase
  let prisma: Prisma
  let folder: string
  let sessions: number

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'countersign-replay-'))
    database = await createTestDatabase()
    prisma = createPrisma(database.url)
    sessions = await storeSessions(
      prisma,
      assessRandomSessions(2, 300, () => engine),
      asTheServiceDoes,
    )
  })
  afterAll(async () => {
    await prisma.$disconnect()
    await database.drop()
    rmSync(folder, { recursive: true, force: true })
  })

  const replayed = async (...args: string[]) => {
    const options = readOptions([...PERIOD, ...args])
    const source = createReplaySource(prisma)
    const rules = createRuleReads(prisma)
    const warn = (message: string) => {
      throw new Error(message)
    }
    return await replay(options, await keptVersions({ rules, source, warn }, options), source)
  }

  test('prints as JSON that what was live gives the same again', async () => {
    const { stdout } = await runMain([...PERIOD, '--json'], database.url)
    const report = z
      .object({
        sessions: z.number(),
        decisions: z.number(),
        identical: z.number(),
        notes: z.array(z.string()),
      })
      .parse(JSON.parse(stdout))
    expect(report.sessions).toBe(sessions)
    expect(report.identical).toBe(report.decisions)
    expect(report.notes.join(' ')).toMatch(/exact.*approximate/)
  })

  test('ends with 2 and the option that is wrong', async () => {
    await expect(runMain(['--from', 'yesterday'], database.url)).rejects.toMatchObject({
      code: 2,
      stderr: expect.stringContaining('--from: must be a time such as 2026-11-01'),
    })
  })

  test('tells in words what other thresholds would change', async () => {
    const report = await replayed('--thresholds', 'warn=0.05,hold=0.2', '--pace', '12')
    const text = describeReplay(report)
    expect(text).toContain(`${sessions} sessions`)
    expect(text).toContain('at 12 cases an hour')
    expect(text).toMatch(/outcome changes +\d+ of \d+, \d+\.\d % \[/)
    expect(text).toContain('delivery: from')
  })

  test('takes other rules from a file, and no rule at all leaves the lists', async () => {
    const file = join(folder, 'none.json')
    writeFileSync(file, JSON.stringify({ prior: PRESET.prior, rules: [] }))
    const { matrix } = await replayed('--rules', file)
    expect(matrix.delivery.block.allow).toBeGreaterThan(0)
    expect(matrix.delivery.allow.block).toBe(0)
  })

  test.each([
    ['is no rule set', { rules: [] }, /prior/],
    [
      'has a rule that does not compile',
      { prior: 0, rules: [{ ...PRESET.rules[0], condition: 'noSuchFeature > 1.0' }] },
      /rule familiarBrowser: .*noSuchFeature/,
    ],
  ])('refuses a file that %s, and says where', (_what, content, message) => {
    const file = join(folder, 'wrong.json')
    writeFileSync(file, JSON.stringify(content))
    expect(() => readRuleFile(file)).toThrow(message)
  })

  test('finds the rule sets and models of the past in the database', async () => {
    const kept = await createTestDatabase()
    const keeping = createPrisma(kept.url)
    try {
      const { champion, ruleSet } = await keepPast(keeping)
      const made = assessRandomSessions(3, 100, () => ({ ...engine, champion, ruleSet }))
      await storeSessions(keeping, made, asTheServiceDoes)
      const { stdout } = await runMain([...PERIOD, '--json'], kept.url)
      const report = z
        .object({ decisions: z.number(), identical: z.number(), refused: z.array(z.unknown()) })
        .parse(JSON.parse(stdout))
      expect(report).toEqual({ decisions: report.identical, identical: report.identical, refused: [] })
      expect(report.identical).toBeGreaterThanOrEqual(100)
    } finally {
      await keeping.$disconnect()
      await kept.drop()
    }
  })

  test('refuses a model that nobody kept', async () => {
    await expect(replayed('--model', 'of-last-year')).rejects.toThrow('there is no model of-last-year')
  })
})

test.each([
  [['--to', '2026-11-02'], '--from'],
  [['--from', '2026-11-02', '--to', '2026-11-01'], '--to'],
  [[...PERIOD, '--thresholds', 'warn=high'], '--thresholds'],
  [[...PERIOD, '--thresholds', 'release=0.4'], '--thresholds'],
  [[...PERIOD, '--thresholds', 'hold='], '--thresholds'],
  [[...PERIOD, '--pace', '0'], '--pace'],
])('%j is refused with the option named', (args, option) => {
  expect(() => readOptions(args)).toThrow(WrongOption)
  expect(() => readOptions(args)).toThrow(`${option}: `)
})

const ARTIFACT = {
  members: [],
  ruleWeight: 0.9,
  intercept: -1 / 3,
  calibration: { kind: 'beta' as const, a: 1.1, b: 0.9, c: 1 / 7 },
}

const daysBefore = (days: number) => toDate(toInstant(NOW - days * DAY_MS))

/** A rule set and a model that no program ships with. */
async function keepPast(prisma: Prisma) {
  const source = { prior: PRESET.prior, rules: contextRules }
  const ruleSet = loadRuleSet(source)
  const at = toInstant(NOW - 30 * DAY_MS)
  await createRuleWrites(prisma).activate({
    ...source,
    number: 1_000,
    version: ruleSet.version,
    by: null,
    at,
  })
  const trainingRunId = '00000000-0000-4000-8000-000000000001'
  const modelId = '00000000-0000-4000-8000-000000000002'
  await prisma.run.create({
    data: {
      id: trainingRunId,
      kind: 'training',
      state: 'done',
      request: {},
      result: { modelId, backend: 'none' },
      startedAt: toDate(at),
      finishedAt: toDate(at),
    },
  })
  await prisma.model.create({
    data: {
      id: modelId,
      version: 'model-of-the-past',
      kind: 'calibration',
      artifact: ARTIFACT,
      features: [],
      trainingFrom: daysBefore(60),
      trainingTo: daysBefore(50),
      validationFrom: daysBefore(40),
      validationTo: daysBefore(30),
      rows: {},
      dataDigest: '',
      ruleSetVersion: ruleSet.version,
      metrics: {},
      backend: 'none',
      trainingRunId,
    },
  })
  return { ruleSet, champion: loadEnsemble('model-of-the-past', ARTIFACT) }
}

async function runMain(args: string[], url: string): Promise<{ stdout: string }> {
  const { NODE_OPTIONS: _, ...environment } = process.env
  return await run(process.execPath, ['--import', 'tsx', MAIN, ...args], {
    env: { ...environment, DATABASE_URL: url },
  })
}

function iso(at: number): string {
  return new Date(at).toISOString()
}
