import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { type Decision, OUTCOMES } from '../../server/domain/sessions/decision.ts'
import { DAY_MS, toInstant } from '../../server/domain/time.ts'
import type { Ensemble, RiskEngine } from '../../server/risk/engine.ts'
import { isSame } from '../../server/risk/replay/isSame.ts'
import { differences, replayDecision } from '../../server/risk/replay/replayDecision.ts'
import { createReplay, type ReplayReport } from '../../server/risk/replay/replayReport.ts'
import type { StoredSession } from '../../server/risk/replay/storedSession.ts'
import type { Replacement, Versions } from '../../server/risk/replay/versions.ts'
import { contextRules } from '../../server/risk/rules/presetContext.ts'
import { loadRuleSet } from '../../server/risk/rules/ruleSet.ts'
import { drawBelow } from '../../server/risk/seededRandom.ts'
import { createPrisma, type Prisma } from '../../server/stores/database/connection.ts'
import { createReplaySource } from '../../server/stores/replays/replaySource.ts'
import { createTestDatabase, type TestDatabase } from '../support/database.ts'
import { engine, NOW, ruleSet } from './scenes.ts'
import { ensembleOf, linearScorer } from './support/linearEnsemble.ts'
import { assessRandomSessions, type RandomSession, randomSuppressions } from './support/randomSessions.ts'
import { inBulk, isFraud, storeSessions } from './support/storeSessions.ts'

const DECISIONS = 10_000
const PERIOD = { from: toInstant(NOW - 28 * DAY_MS), to: NOW }

const betaModel = ensembleOf([{ scorer: linearScorer(7), weight: 0.37 }], {
  version: 'model-beta',
  ruleWeight: 0.83,
  intercept: 1 / 7,
  calibration: { kind: 'beta', a: 0.91, b: 1.07, c: -0.3 },
})
const twoScorers = ensembleOf(
  [
    { scorer: linearScorer(11, 'trees'), weight: 0.21 },
    { scorer: linearScorer(13), weight: 0.11 },
  ],
  {
    version: 'model-isotonic',
    calibration: {
      kind: 'isotonic',
      points: [
        [-6, -7.1],
        [0, -0.3],
        [5, 6.3],
      ],
    },
  },
)
const MODELS: readonly (Ensemble | null)[] = [null, betaModel, twoScorers]

const versions: Versions = {
  findRuleSet: (version) => (version === ruleSet.version ? ruleSet : null),
  findModel: (version) => MODELS.find((model) => model?.version === version) ?? null,
}

function engineWith(champion: Ensemble | null, given: Partial<RiskEngine> = {}): RiskEngine {
  return { ...engine, champion, ...given }
}

let database: TestDatabase
let prisma: Prisma
/** Of a fifth of the sessions, which holds everything that is labelled: as they were made, and as they were read back. */
const made: RandomSession[] = []
const stored: StoredSession[] = []
/** Of all of them, as they went by: thousands with all their features are more than should be held at once. */
let sessions = 0
const decided: Pick<Decision, 'outcome' | 'decidedBy' | 'basis' | 'shadow' | 'modelVersion'>[] = []
const identically = createReplay({ ...PERIOD, versions, replacement: {}, casesAnHour: 40 })
const withoutVersions = createReplay({
  ...PERIOD,
  versions: { findRuleSet: () => null, findModel: () => null },
  replacement: {},
  casesAnHour: 40,
})

async function* randomSessions(): AsyncGenerator<RandomSession> {
  const all = assessRandomSessions(1, DECISIONS, (draw, facts) =>
    engineWith(MODELS[drawBelow(draw, MODELS.length)] ?? null, {
      challengers: draw() < 0.2 ? [betaModel] : [],
      suppressions: randomSuppressions(draw, facts),
      settings: { ...engine.settings, explorationShare: 0.3, warnAt: 0.4 + draw() / 10 },
    }),
  )
  for await (const session of all) {
    if (sessions % 5 === 0) made.push(session)
    sessions += 1
    yield session
  }
}

beforeAll(async () => {
  database = await createTestDatabase()
  prisma = createPrisma(database.url)
  await storeSessions(prisma, randomSessions(), inBulk)
  let read = 0
  for await (const session of createReplaySource(prisma).sessions(PERIOD)) {
    identically.add(session)
    withoutVersions.add(session)
    decided.push(
      ...session.decisions.map(({ outcome, decidedBy, basis, shadow, modelVersion }) => ({
        outcome,
        decidedBy,
        basis,
        shadow,
        modelVersion,
      })),
    )
    if (read % 5 === 0) stored.push(session)
    read += 1
  }
}, 300_000)
afterAll(async () => {
  await prisma.$disconnect()
  await database.drop()
})

describe('replay with what was live', () => {
  test('gives ten thousand stored decisions again, outcomes, scores and reasons to the last bit', () => {
    const report = identically.report()
    expect(report.decisions).toBeGreaterThanOrEqual(DECISIONS)
    expect(report).toMatchObject({ identical: report.decisions, different: {}, refused: [] })
    expect(report.changed).toMatchObject({ hits: 0, of: report.decisions })
    expect(decided).toHaveLength(report.decisions)
  })

  test('had every outcome, both deciders, models, suppressions and exploration to give again', () => {
    for (const outcome of OUTCOMES)
      expect(decided.filter((one) => one.outcome === outcome).length).toBeGreaterThan(50)
    expect(decided.some((one) => one.decidedBy === 'fallback')).toBe(true)
    expect(decided.some((one) => one.basis?.exploration.applied)).toBe(true)
    expect(decided.some((one) => one.basis?.suppressed.some(({ held }) => held))).toBe(true)
    expect(decided.some((one) => one.shadow !== null)).toBe(true)
    expect(new Set(decided.map((one) => one.modelVersion))).toEqual(
      new Set([null, 'model-beta', 'model-isotonic']),
    )
  })

  test('reads back from Postgres exactly what was decided', () => {
    const byId = new Map(made.map(({ facts, decisions }) => [facts.sessionId, decisions]))
    const changed = stored.filter(({ sessionId, decisions }) => !isSame(byId.get(sessionId), decisions))
    expect(changed.map(({ sessionId }) => sessionId)).toEqual([])
    expect(stored.length).toBe(made.length)
  })

  test('sees a score that is off by its last bit', () => {
    const decision = stored[0]?.decisions[0]
    if (decision === undefined) throw new Error('nothing stored')
    const replayed = replayDecision(decision, stored[0]?.kind ?? 'authentication', versions)
    if ('refused' in replayed) throw new Error(replayed.refused)
    expect(differences(decision, replayed.remade)).toEqual([])
    const off = { ...decision, score: decision.score * (1 + Number.EPSILON) }
    expect(differences(off, replayed.remade)).toEqual(['score'])
  })

  test('refuses where a version is not kept, and says which', () => {
    const report = withoutVersions.report()
    expect(report.decisions).toBe(0)
    expect(report.refused).toEqual([
      {
        why: `the rule set ${ruleSet.version} is not kept: give it as a file`,
        decisions: decided.length,
      },
    ])
    const withoutModels = replaySample({}, { ...versions, findModel: () => null })
    expect(withoutModels.refused.map(({ why }) => why).sort()).toEqual([
      'the model model-beta is not kept, or cannot run here',
      'the model model-isotonic is not kept, or cannot run here',
    ])
  })

  test('refuses a decision that is older than the record of what it was made of', () => {
    const decision = stored[0]?.decisions[0]
    if (decision === undefined) throw new Error('nothing stored')
    const replayed = replayDecision({ ...decision, basis: null }, 'authentication', versions)
    expect(replayed).toEqual({ refused: expect.stringContaining('before it was recorded') })
  })
})

describe('replay with something else', () => {
  test('of stricter thresholds never finds a milder outcome, and counts every decision once', () => {
    const report = replaySample({ thresholds: { warnAt: 0.05, holdAt: 0.3, blockAt: 0.5 } })
    const { delivery } = report.matrix
    expect(delivery.warn.allow + delivery.hold.allow + delivery.hold.warn).toBe(0)
    expect(report.changed.hits).toBeGreaterThan(0)
    const cells = Object.values(report.matrix).flatMap((matrix) =>
      Object.values(matrix).flatMap((row) => Object.values(row)),
    )
    expect(cells.reduce((sum, cell) => sum + cell, 0)).toBe(report.decisions)
    expect(report.casesADay.change.value).toBeGreaterThan(0)
    expect(report.fraud.newlyMissed.hits).toBe(0)
  })

  test('of other rules and no model decides by those rules alone', () => {
    const fewer = loadRuleSet({ prior: ruleSet.prior, rules: contextRules })
    const report = replaySample({ ruleSet: fewer, champion: null })
    expect(report.different).toMatchObject({ ruleSetVersion: report.decisions })
    expect(report.fraud.newlyMissed.hits).toBeGreaterThan(0)
  })

  test('names the features that new rules read and the past did not keep', () => {
    const [session] = stored
    if (session === undefined) throw new Error('nothing stored')
    const replaying = createReplay({ ...PERIOD, versions, replacement: { ruleSet }, casesAnHour: 40 })
    replaying.add({
      ...session,
      decisions: session.decisions.map((decision) => {
        const { trackingKnown, ...features } = decision.features
        return { ...decision, features }
      }),
    })
    expect(replaying.report().featuresNotStored).toEqual(['trackingKnown'])
    expect(replaySample({ ruleSet }).featuresNotStored).toEqual([])
  })

  test('counts cases, people and hours as counting by hand does', () => {
    const report = replaySample({ thresholds: { holdAt: 0.3 } })
    const days = new Map<string, Set<string>>()
    for (const { occurredAt, subjectId, decisions } of stored) {
      if (!decisions.some(({ outcome }) => outcome === 'hold' || outcome === 'block')) continue
      const day = new Date(occurredAt).toISOString().slice(0, 10)
      days.set(day, (days.get(day) ?? new Set()).add(subjectId ?? ''))
    }
    const cases = [...days.values()].reduce((sum, people) => sum + people.size, 0)
    // 28 times 24 hours that begin in the midst of a day touch 29 days.
    expect(report.casesADay.before.value).toBeCloseTo(cases / 29, 10)
    expect(report.analystHoursADay.before.value).toBeCloseTo(cases / 29 / 40, 10)
    const { before, after, change } = report.casesADay
    expect(change.value).toBeCloseTo(after.value - before.value, 10)
    expect(before.interval?.low).toBeLessThan(before.value)
    expect(before.interval?.high).toBeGreaterThan(before.value)
  })

  test('knows fraud by the newest label, and none by none', async () => {
    const labelled = stored.filter((session) => session.fraud !== null)
    expect(labelled.length).toBe(Math.ceil(sessions / 10))
    expect(labelled.every((session) => session.fraud === isFraud(session.sessionId))).toBe(true)
    const report = replaySample({})
    expect(report.fraud.known + report.honest.known).toBe(labelled.length)
    expect(report.fraud.before).toEqual(report.fraud.after)
  })
})

function replaySample(replacement: Replacement, from: Versions = versions): ReplayReport {
  const replaying = createReplay({ ...PERIOD, versions: from, replacement, casesAnHour: 40 })
  for (const session of stored) replaying.add(session)
  return replaying.report()
}
