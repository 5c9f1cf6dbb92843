import { beforeAll, describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import type { FeatureVector } from '../../../server/domain/sessions/decision.ts'
import { readRarity } from '../../../server/risk/models/autoencoder.ts'
import { type LabelledMatrix, scoreRows } from '../../../server/risk/models/matrix.ts'
import { loadNetwork, loadNetworkForRows, type NetworkModel } from '../../../server/risk/models/network.ts'
import { createDraw, drawNormal } from '../../../server/risk/seededRandom.ts'
import { chooseSupervised } from '../../../server/risk/training/chooseSupervised.ts'
import { rocAuc } from '../../../server/risk/training/metrics.ts'
import { fitRarity } from '../../../server/risk/training/trainAutoencoder.ts'
import { startBackend } from '../../../server/risk/training/trainBackend.ts'
import { DEFAULT_NETWORK, trainNetwork } from '../../../server/risk/training/trainNetwork.ts'
import { scoresOf } from '../support/linearEnsemble.ts'

/** Any two that are numbers. */
const [X, Y] = ['amount', 'initiatorPhoneKm'] as const

/** Fraud where both are high: no sum of single features says that. */
function bothHigh(seed: number, rows: number): LabelledMatrix {
  const draw = createDraw(seed)
  const values = new Float64Array(rows * 2)
  const labels = new Uint8Array(rows)
  for (let row = 0; row < rows; row++) {
    const [x, y] = [drawNormal(draw), drawNormal(draw)]
    values.set([x, draw() < 0.1 ? Number.NaN : y], 2 * row)
    labels[row] = Number(draw() < (x > 0 && y > 0 ? 0.9 : 0.05))
  }
  return { features: [X, Y], rows, values, labels }
}

describe('the small network', () => {
  let model: NetworkModel

  beforeAll(async () => {
    await startBackend()
    model = await trainNetwork(bothHigh(1, 3_000), {
      ...DEFAULT_NETWORK,
      hidden: [12],
      epochs: 8,
      learningRate: 0.02,
      version: 'n',
    })
  })

  test('ranks rows that it never saw by what two features say together', () => {
    const later = bothHigh(2, 1_000)
    expect(rocAuc(scoreRows(later, loadNetworkForRows(model)), later.labels)).toBeGreaterThan(0.85)
  })

  test('gives parts that add up to the log-odds, whatever is missing', () => {
    const scorer = loadNetwork(JSON.parse(JSON.stringify(model)))
    const value = fc.option(fc.double({ min: -4, max: 4, noNaN: true }))
    fc.assert(
      fc.property(value, value, (x, y) => {
        const features: FeatureVector = {
          [X]: x === null ? { missing: 'noneYet' } : { value: x },
          [Y]: y === null ? { missing: 'noneYet' } : { value: y },
        }
        const said = scoresOf(scorer, features)
        const sum = said.shares.reduce((all, share) => all + share, said.base)
        expect(sum).toBeCloseTo(said.logOdds, 9)
        const row = Float64Array.of(x ?? Number.NaN, y ?? Number.NaN)
        expect(said.logOdds).toBeCloseTo(loadNetworkForRows(model)(row), 9)
      }),
    )
  })
})

describe('the rarity of an error', () => {
  const draw = createDraw(9)
  const errors = Array.from({ length: 4_000 }, () => Math.exp(drawNormal(draw)))

  test('rises with the error without end, so that the strangest stay apart', () => {
    const rarity = fitRarity(errors)
    fc.assert(
      fc.property(
        fc.double({ min: 0.001, max: 1e6, noNaN: true }),
        fc.double({ min: 1.01, max: 10, noNaN: true }),
        (error, more) => {
          expect(readRarity(rarity, error * more)).toBeGreaterThanOrEqual(readRarity(rarity, error))
        },
      ),
    )
    expect(readRarity(rarity, 1e6)).toBeGreaterThan(readRarity(rarity, 1e5))
  })

  test('is 0 in the mean of ordinary sessions, and −1 + ln 100 for the rarest hundredth', () => {
    const rarity = fitRarity(errors)
    const mean = errors.reduce((sum, error) => sum + readRarity(rarity, error) / errors.length, 0)
    expect(Math.abs(mean)).toBeLessThan(0.05)
    const [rarest] = [...errors].sort((a, b) => b - a).slice(39)
    expect(Math.abs(readRarity(rarity, rarest ?? 0) - (Math.log(100) - 1))).toBeLessThan(0.2)
  })
})

test('of the supervised candidates the one is kept that ranks the later span best', () => {
  const [best] = chooseSupervised(
    [
      { name: 'network', scores: [3, 2, 1] },
      { name: 'trees', scores: [1, 2, 3] },
    ],
    [0, 0, 1],
  )
  expect(best).toEqual({ name: 'trees', averagePrecision: 1, auc: 1 })
})
