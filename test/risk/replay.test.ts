import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { OUTCOMES } from '../../server/domain/sessions/decision.ts'
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
let made: RandomSession[]
let stored: StoredSession[]

beforeAll(async () => {
  database = await createTestDatabase()
  prisma = createPrisma(database.url)
  made = await assessRandomSessions(1, DECISIONS, (draw, facts) =>
    engineWith(MODELS[drawBelow(draw, MODELS.length)] ?? null, {
      challengers: draw() < 0.2 ? [betaModel] : [],
      suppressions: randomSuppressions(draw, facts),
      settings: { ...engine.settings, explorationShare: 0.3, warnAt: 0.4 + draw() / 10 },
    }),
  )
  await storeSessions(prisma, made, inBulk)
  stored = []
  for await (const session of createReplaySource(prisma).sessions(PERIOD)) stored.push(session)
}, 300_000)
afterAll(async () => {
  await prisma.$disconnect()
  await database.drop()
})

describe('replay with what was live', () => {
  test('gives ten thousand stored decisions again, outcomes, scores and reasons to the last bit', () => {
    const report = replayAll({})
    expect(report.decisions).toBeGreaterThanOrEqual(DECISIONS)
    expect(report).toMatchObject({ identical: report.decisions, different: {}, refused: [] })
    expect(report.changed).toMatchObject({ hits: 0, of: report.decisions })
  })

  test('had every outcome, both deciders, models, suppressions and exploration to give again', () => {
    const decisions = stored.flatMap((session) => session.decisions)
    for (const outcome of OUTCOMES)
      expect(decisions.filter((one) => one.outcome === outcome).length).toBeGreaterThan(50)
    expect(decisions.some((one) => one.decidedBy === 'fallback')).toBe(true)
    expect(decisions.some((one) => one.basis?.exploration.applied)).toBe(true)
    expect(decisions.some((one) => one.basis?.suppressed.some(({ held }) => held))).toBe(true)
    expect(decisions.some((one) => one.shadow !== null)).toBe(true)
    expect(new Set(decisions.map((one) => one.modelVersion))).toEqual(
      new Set([null, 'model-beta', 'model-isotonic']),
    )
  })

  test('reads back from Postgres exactly what was decided', () => {
    const byId = new Map(made.map(({ facts, decisions }) => [facts.sessionId, decisions]))
    const changed = sample().filter(({ sessionId, decisions }) => !isSame(byId.get(sessionId), decisions))
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
    const none: Versions = { findRuleSet: () => null, findModel: () => null }
    const report = replayAll({}, none)
    expect(report.decisions).toBe(0)
    expect(report.refused).toEqual([
      {
        why: `the rule set ${ruleSet.version} is not kept: give it as a file`,
        decisions: stored.flatMap((session) => session.decisions).length,
      },
    ])
    const withoutModels = replayAll({}, { ...versions, findModel: () => null })
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
    for (const { occurredAt, subjectId, decisions } of sample()) {
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
    expect(labelled.length).toBe(Math.ceil(made.length / 10))
    expect(labelled.every((session) => session.fraud === isFraud(session.sessionId))).toBe(true)
    const report = replaySample({})
    expect(report.fraud.known + report.honest.known).toBe(labelled.length)
    expect(report.fraud.before).toEqual(report.fraud.after)
  })
})

function replayAll(replacement: Replacement, from: Versions = versions): ReplayReport {
  return replayEach(stored, replacement, from)
}

/** A fifth, which holds everything that is labelled. */
function sample(): StoredSession[] {
  return stored.filter((_, index) => index % 5 === 0)
}

function replaySample(replacement: Replacement): ReplayReport {
  return replayEach(sample(), replacement, versions)
}

function replayEach(
  sessions: readonly StoredSession[],
  replacement: Replacement,
  from: Versions,
): ReplayReport {
  const replaying = createReplay({ ...PERIOD, versions: from, replacement, casesAnHour: 40 })
  for (const session of sessions) replaying.add(session)
  return replaying.report()
}
