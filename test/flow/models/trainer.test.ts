import { describe, expect, test } from '@jest/globals'
import type { FeatureName } from '../../../server/domain/features/feature.ts'
import type { FeatureVector } from '../../../server/domain/sessions/decision.ts'
import { loadEnsemble } from '../../../server/flow/models/ensembleArtifact.ts'
import { trainEnsemble } from '../../../server/flow/models/trainer.ts'
import { calibrate, logistic } from '../../../server/risk/calibrate.ts'
import { scoreEnsemble } from '../../../server/risk/scoreEnsemble.ts'
import { createDraw } from '../../../server/risk/seededRandom.ts'
import { measureScores } from '../../../server/risk/training/measure.ts'
import { collectRows, type TrainingRows } from '../../../server/risk/training/trainingRows.ts'

const SHARES = ['network', 'place', 'browser', 'userAgent', 'hour', 'relyingParty'] as const
const FEATURES: readonly FeatureName[] = [
  'amount',
  'amountDeviations',
  'initiatorPhoneKm',
  'subjectRequests24h',
  'trackingKnown',
  'ownSessions',
  ...SHARES.flatMap((name) => [`${name}OwnShare`, `${name}GlobalShare`] as const),
]
const PRIOR = -3

type Made = { rows: TrainingRows; vectors: FeatureVector[]; ruleLogOdds: number[] }

/** Frauds are told by an amount far above the usual together with a browser far from the phone; rules see half of them. */
function madeUp(seed: number, count: number): Made {
  const draw = createDraw(seed)
  const collected = collectRows(FEATURES)
  const vectors: FeatureVector[] = []
  const ruleLogOdds: number[] = []
  for (let at = 0; at < count; at++) {
    const fraud = draw() < 0.06
    const features: FeatureVector = {
      amount: { value: 20 + 100 * draw() + (fraud ? 300 * draw() : 0) },
      amountDeviations: { value: draw() * 2 + (fraud ? 3 * draw() : 0) },
      initiatorPhoneKm:
        draw() < 0.1 ? { missing: 'notGiven' } : { value: fraud ? 2_000 * draw() : 80 * draw() },
      subjectRequests24h: { value: Math.floor(draw() * 5) },
      trackingKnown: { value: fraud ? draw() < 0.2 : draw() < 0.9 },
      ownSessions: { value: 1 + Math.floor(draw() * 30) },
    }
    for (const name of SHARES) {
      features[`${name}OwnShare`] = { value: fraud && draw() < 0.5 ? 0 : 0.5 + draw() / 2 }
      features[`${name}GlobalShare`] = { value: draw() < 0.1 ? 0 : draw() / 10 }
    }
    const rules = PRIOR + (fraud && draw() < 0.5 ? 2 : 0) + (draw() < 0.03 ? 2 : 0)
    vectors.push(features)
    ruleLogOdds.push(rules)
    collected.add({ decidedAt: at, features, ruleLogOdds: rules, fraud })
  }
  return { rows: collected.toRows(), vectors, ruleLogOdds }
}

describe('a training', () => {
  const training = madeUp(1, 4_000)
  const later = madeUp(2, 2_000)

  test('with labels enough makes an ensemble that beats the rules alone on rows it never saw', async () => {
    const trained = await trainEnsemble(training.rows, { minFrauds: 50 }, () => {})
    if ('error' in trained) throw new Error('there are labels enough')
    const rulesAlone = measureScores(later.rows.ruleLogOdds.map(logistic), later.rows.labels)
    const together = measureScores(trained.score(later.rows), later.rows.labels)
    expect(trained.kind).toBe('ensemble')
    expect(together.averagePrecision ?? 0).toBeGreaterThan((rulesAlone.averagePrecision ?? 1) + 0.1)
    expect(together.calibrationError ?? 1).toBeLessThan(0.03)
  })

  test('is stored as JSON and says of each decision what the trainer measured', async () => {
    const trained = await trainEnsemble(training.rows, { minFrauds: 50 }, () => {})
    if ('error' in trained) throw new Error('there are labels enough')
    const ensemble = loadEnsemble('v', JSON.parse(JSON.stringify(trained.artifact)))
    const expected = trained.score(later.rows)
    expect(ensemble.members.map(({ scorer }) => scorer.kind)).toContain('trees')
    for (const row of [0, 1, 2, 500, 1_999]) {
      const said = scoreEnsemble(ensemble, later.vectors[row] ?? {})
      if ('missing' in said) throw new Error(said.missing)
      const parts = said.shares.reduce((sum, share) => sum + share, said.base)
      const raw = parts + ensemble.ruleWeight * (later.ruleLogOdds[row] ?? 0)
      expect(logistic(calibrate(ensemble.calibration, raw))).toBeCloseTo(expected[row] ?? -1, 9)
    }
  })

  test('with few frauds weighs and calibrates the rules alone', async () => {
    const few = madeUp(3, 600)
    const trained = await trainEnsemble(few.rows, { minFrauds: 10 }, () => {})
    expect(trained).toMatchObject({ kind: 'calibratedRules', artifact: { members: [] } })
  })

  test('without labels sets beside the rules what learns without any, and of too few sessions says how many it needs', async () => {
    const trained = await trainEnsemble(later.rows, { minFrauds: 500 }, () => {})
    if ('error' in trained) throw new Error('there are sessions enough')
    expect(trained).toMatchObject({ kind: 'coldStart', artifact: { ruleWeight: 1, intercept: 0 } })
    const { members } = loadEnsemble('v', JSON.parse(JSON.stringify(trained.artifact)))
    expect(members.map(({ scorer }) => scorer.kind)).toEqual(['autoencoder', 'likelihoodRatio'])
    const auc = (scores: Float64Array) => measureScores(scores, later.rows.labels).auc ?? 0
    expect(auc(trained.score(later.rows))).toBeGreaterThan(auc(later.rows.ruleLogOdds.map(logistic)) + 0.05)

    const few = madeUp(4, 60).rows
    expect(await trainEnsemble(few, { minFrauds: 500 }, () => {})).toMatchObject({
      error: { code: 'notEnoughSessions', needed: 100 },
    })
  })

  test('a stored scorer that is not of its kind is refused', () => {
    const broken = {
      members: [{ scorer: { kind: 'trees', version: '1', features: ['amount'], trees: 'none' }, weight: 1 }],
      ruleWeight: 1,
      intercept: 0,
      calibration: { kind: 'identity' },
    }
    expect(() => loadEnsemble('v', broken)).toThrow(/trees/)
  })
})
