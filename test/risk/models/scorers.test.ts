import { beforeAll, describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import type { FeatureVector } from '../../../server/domain/sessions/decision.ts'
import { loadAutoencoder } from '../../../server/risk/models/autoencoder.ts'
import { loadLayers } from '../../../server/risk/models/denseLayers.ts'
import { loadLikelihoodRatio } from '../../../server/risk/models/likelihoodRatio.ts'
import type { LabelledMatrix } from '../../../server/risk/models/matrix.ts'
import { rowOf } from '../../../server/risk/models/matrix.ts'
import type { Scorer } from '../../../server/risk/models/scorer.ts'
import { inputsOf, standardise } from '../../../server/risk/models/standardise.ts'
import { loadTrees } from '../../../server/risk/models/trees.ts'
import { createDraw, drawNormal } from '../../../server/risk/seededRandom.ts'
import {
  DEFAULT_AUTOENCODER,
  toTable,
  trainAutoencoder,
} from '../../../server/risk/training/trainAutoencoder.ts'
import { startBackend } from '../../../server/risk/training/trainBackend.ts'
import { predictByTensorFlow } from '../../../server/risk/training/trainDense.ts'
import { DEFAULT_TREES, trainTrees } from '../../../server/risk/training/trainTrees.ts'
import { scoresOf } from '../support/linearEnsemble.ts'

/** Any four that are numbers. */
const FEATURES = ['amount', 'initiatorPhoneKm', 'accountAgeHours', 'ownSessions'] as const
const [A, B, C, D] = FEATURES

/** Fraud grows with A where B is high; C is missing half the time, D is noise. */
function madeUp(seed: number, rows: number): LabelledMatrix {
  const draw = createDraw(seed)
  const values = new Float64Array(rows * FEATURES.length)
  const labels = new Uint8Array(rows)
  for (let row = 0; row < rows; row++) {
    const [a, b] = [drawNormal(draw), draw()]
    values.set([a, b, draw() < 0.5 ? Number.NaN : a + drawNormal(draw), drawNormal(draw)], row * 4)
    labels[row] = Number(draw() < 1 / (1 + Math.exp(3 - (b > 0.5 ? 3 * a : 0))))
  }
  return { features: FEATURES, rows, values, labels }
}

const vector = fc.tuple(...FEATURES.map(() => fc.option(fc.double({ min: -5, max: 5, noNaN: true })))).map(
  (values): FeatureVector =>
    Object.fromEntries(
      FEATURES.map((name, at) => {
        const value = values[at] ?? null
        return [name, value === null ? { missing: 'notGiven' } : { value }]
      }),
    ),
)

function expectPartsToAddUp(scorer: Scorer) {
  fc.assert(
    fc.property(vector, (features) => {
      const { logOdds, base, shares } = scoresOf(scorer, features)
      expect(shares.reduce((sum, share) => sum + share, base)).toBeCloseTo(logOdds, 9)
    }),
  )
}

describe('boosted trees', () => {
  const trees = loadTrees(
    trainTrees(madeUp(1, 3_000), { ...DEFAULT_TREES, trees: 60, version: 't', monotone: { [A]: 1 } }),
  )

  test('give each feature its part, and the parts add up to the log-odds', () => {
    expectPartsToAddUp(trees)
  })

  test('never call a session safer for more of what can only add risk', () => {
    fc.assert(
      fc.property(vector, fc.double({ min: -5, max: 5, noNaN: true }), (features, other) => {
        const [low, high] = [-1, other].sort((x, y) => x - y)
        const at = (a: number) => scoresOf(trees, { ...features, [A]: { value: a } }).logOdds
        expect(at(high ?? 0)).toBeGreaterThanOrEqual(at(low ?? 0) - 1e-12)
      }),
    )
  })

  test('are the same again from the same seed', () => {
    const train = () => trainTrees(madeUp(4, 500), { ...DEFAULT_TREES, trees: 10, version: 't' })
    expect(train()).toEqual(train())
  })
})

describe('the autoencoder', () => {
  beforeAll(async () => {
    await startBackend()
  })

  test('answers over typed arrays what TensorFlow answers, within 1e-5', async () => {
    const rows = madeUp(2, 400)
    const model = await trainAutoencoder(rows, { ...DEFAULT_AUTOENCODER, epochs: 3, version: 'a' })
    const table = toTable(rows, model.standard)
    const expected = await predictByTensorFlow(model.layers, table)
    const forward = loadLayers(model.layers)
    const input = new Float64Array(inputsOf(model.standard))
    for (let row = 0; row < rows.rows; row++) {
      standardise(model.standard, rowOf(rows, row), input)
      forward(input).forEach((value, at) => {
        expect(Math.abs(value - (expected[row * table.width + at] ?? Number.NaN))).toBeLessThan(1e-5)
      })
    }
  })

  test('gives each feature its part, finds the strange strange, and survives JSON', async () => {
    const model = await trainAutoencoder(madeUp(3, 600), { ...DEFAULT_AUTOENCODER, epochs: 5, version: 'a' })
    const scorer = loadAutoencoder(JSON.parse(JSON.stringify(model)))
    expectPartsToAddUp(scorer)
    const at = (value: number) =>
      scoresOf(scorer, { [A]: { value }, [B]: { value: 0.5 }, [C]: { value: 0 }, [D]: { value: 0 } }).logOdds
    expect(at(9)).toBeGreaterThan(at(0))
  })
})

describe('the likelihood ratio', () => {
  const scorer = loadLikelihoodRatio({
    kind: 'likelihoodRatio',
    version: 'l',
    attributes: [
      [
        { attribute: 'network', weight: 0.6, unseen: 10 },
        { attribute: 'place', weight: 0.4, unseen: 5 },
      ],
    ],
    observations: 1_000,
    sessionsPerPerson: 20,
  })
  const features = (own: number, ownPlace: number, sessions: number): FeatureVector => ({
    networkOwnShare: { value: own },
    networkGlobalShare: { value: 0.01 },
    placeOwnShare: { value: ownPlace },
    placeGlobalShare: { value: 0.2 },
    ownSessions: { value: sessions },
  })

  test('is the smoothed share of everybody over the person’s own, worked out by hand', () => {
    const everybody = 0.6 * 0.01 * (1 - 10 / 1_010) + 0.4 * 0.2 * (1 - 5 / 1_005)
    const own = 0.6 * 0.5 + 0.4 * 1
    expect(scoresOf(scorer, features(0.5, 1, 40)).logOdds).toBeCloseTo(
      Math.log(everybody / own) + Math.log(20 / 40),
      12,
    )
  })

  test('is exactly a factor of four where the person never had the value', () => {
    expect(scoresOf(scorer, features(0, 0, 20)).logOdds).toBeCloseTo(Math.log(4), 12)
  })

  test('says nothing of a first session', () => {
    expect(scoresOf(scorer, features(0, 0, 0))).toEqual({ logOdds: 0, base: 0, shares: new Float64Array(5) })
  })
})
