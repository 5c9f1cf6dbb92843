import { describe, expect, test } from '@jest/globals'
import { type LabelledMatrix, rowOf, scoreRows } from '../../../server/risk/models/matrix.ts'
import { averageTrees, loadTrees, loadTreesForRows } from '../../../server/risk/models/trees.ts'
import { createDraw, drawNormal } from '../../../server/risk/seededRandom.ts'
import { logLoss, rocAuc } from '../../../server/risk/training/metrics.ts'
import {
  DEFAULT_TREES,
  type TrainTreesOptions,
  trainAveragedTrees,
  trainTrees,
} from '../../../server/risk/training/trainTrees.ts'
import { toBins } from '../../../server/risk/training/treeBins.ts'
import { scoresOf } from '../support/linearEnsemble.ts'

const options: TrainTreesOptions = { ...DEFAULT_TREES, trees: 40, version: 't' }

/** Any two that are numbers. */
const [X, Y] = ['amount', 'initiatorPhoneKm'] as const

/** Fraud is likely where `x` is above `from`, or where `y` is missing. */
function rowsWith(seed: number, rows: number, from: number): LabelledMatrix {
  const draw = createDraw(seed)
  const values = new Float64Array(rows * 2)
  const labels = new Uint8Array(rows)
  for (let row = 0; row < rows; row++) {
    const x = drawNormal(draw)
    const isMissing = draw() < 0.05
    values.set([x, isMissing ? Number.NaN : drawNormal(draw)], 2 * row)
    labels[row] = Number(draw() < (x > from || isMissing ? 0.9 : 0.02))
  }
  return { features: [X, Y], rows, values, labels }
}

describe('trained trees', () => {
  const training = rowsWith(1, 4_000, 1.5)
  const later = rowsWith(2, 2_000, 1.5)

  test('rank rows that they never saw', () => {
    const score = loadTreesForRows(trainTrees(training, options))
    expect(rocAuc(scoreRows(later, score), later.labels)).toBeGreaterThan(0.9)
  })

  test('learn that being missing is itself a sign', () => {
    const score = loadTreesForRows(trainTrees(training, options))
    expect(score(Float64Array.of(0, Number.NaN)) - score(Float64Array.of(0, 0))).toBeGreaterThan(2)
  })

  test('say the same from a row and from a feature vector', () => {
    const model = trainTrees(training, options)
    const scorer = loadTrees(model)
    const score = loadTreesForRows(model)
    for (let row = 0; row < 200; row++) {
      const [x = 0, y = 0] = rowOf(later, row)
      const said = scoresOf(scorer, {
        [X]: { value: x },
        [Y]: Number.isNaN(y) ? { missing: 'noneYet' } : { value: y },
      })
      expect(said.logOdds).toBeCloseTo(score(rowOf(later, row)), 9)
    }
  })

  test('that begin from what is known leave a rare pattern as it is known, and learn the rest', () => {
    // Ten frauds in two thousand rows show a flag; in `x` and `y` they look like anybody.
    const rows = rowsWith(5, 2_000, 1.5)
    const base = new Float64Array(rows.rows).fill(-4)
    for (let at = 0; at < 10; at++) {
      rows.values.set([-1 + at / 10, 0.5 - at / 10], 400 * at)
      rows.labels[200 * at] = 1
      base[200 * at] = 1
    }
    const alone = loadTreesForRows(trainTrees(rows, options))
    const added = loadTreesForRows(trainTrees({ ...rows, base }, options))
    const ofFlagged = Float64Array.of(-1, 0)
    expect(alone(ofFlagged)).toBeLessThan(-2)
    expect(1 + added(ofFlagged)).toBeGreaterThan(0.5)
    expect(rocAuc(scoreRows(later, added), later.labels)).toBeGreaterThan(0.9)
  })

  test('stop when a later span no longer gains, and keep what was best there', () => {
    const noisy = rowsWith(3, 300, 1.5)
    const many: TrainTreesOptions = { ...options, trees: 400, learningRate: 0.3, maxDepth: 6 }
    const stopped = trainTrees(noisy, { ...many, validation: { matrix: later, patience: 20 } })
    const whole = trainTrees(noisy, many)
    expect(stopped.trees.length).toBeLessThan(400)
    const lossOf = (model: typeof whole) => logLoss(scoreRows(later, loadTreesForRows(model)), later.labels)
    expect(lossOf(stopped)).toBeLessThan(lossOf(whole))
    expect(whole.trees.slice(0, stopped.trees.length)).toEqual(stopped.trees)
  })

  test('of several seeds say the mean of each', () => {
    const single = [1, 2, 3].map((seed) => trainTrees(training, { ...options, seed }))
    const mean = loadTreesForRows(averageTrees(single, 'mean'))
    const together = loadTreesForRows(trainAveragedTrees(training, options, 3))
    const row = rowOf(later, 0)
    const expected = single.reduce((sum, model) => sum + loadTreesForRows(model)(row) / 3, 0)
    expect(mean(row)).toBeCloseTo(expected, 9)
    expect(together(row)).toBeCloseTo(expected, 9)
  })

  test('refuse labels of one kind', () => {
    expect(() => trainTrees({ ...training, labels: new Uint8Array(training.rows) }, options)).toThrow(
      /both frauds and genuine/,
    )
  })
})

describe('bins', () => {
  test('grow finer towards the ends: what is true of the highest ten of many is found', () => {
    const rows = 20_000
    const values = Float64Array.from({ length: rows }, (_, row) => row)
    const [edges] = toBins({ features: [X], rows, values }, 128).edges
    expect([...(edges ?? [])].filter((edge) => edge > rows - 10).length).toBeGreaterThanOrEqual(4)
    expect([...(edges ?? [])]).toEqual([...(edges ?? [])].sort((a, b) => a - b))
    expect(edges?.length).toBeLessThan(128)
  })

  test('keep each of few values apart, and missing ones by themselves', () => {
    const matrix = { features: [X], rows: 5, values: Float64Array.of(3, Number.NaN, 1, 2, 3) }
    expect([...(toBins(matrix, 8).codes[0] ?? [])]).toEqual([3, 0, 1, 2, 3])
  })
})
