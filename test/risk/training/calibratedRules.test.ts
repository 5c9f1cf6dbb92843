import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { createDraw } from '../../../server/risk/seededRandom.ts'
import {
  scoreByRules,
  toProbability,
  trainCalibratedRules,
} from '../../../server/risk/training/calibratedRules.ts'
import { fitLogistic } from '../../../server/risk/training/fitLogistic.ts'
import { measureScores } from '../../../server/risk/training/measure.ts'
import { collectRows, type TrainingRows } from '../../../server/risk/training/trainingRows.ts'

/** Rules whose word is `stretch` times too strong and `shift` too high; fraud comes by the true odds. */
function rowsOf(count: number, stretch: number, shift: number, seed = 7): TrainingRows {
  const draw = createDraw(seed)
  const rows = collectRows([])
  for (let index = 0; index < count; index++) {
    const truth = -2 + 4 * (draw() + draw() + draw() - 1.5)
    rows.add({
      decidedAt: index,
      features: {},
      ruleLogOdds: truth * stretch + shift,
      fraud: draw() < toProbability(truth),
    })
  }
  return rows.toRows()
}

describe('the rules, calibrated by labels', () => {
  test('find how much too strong and too high the rules speak', () => {
    const model = trainCalibratedRules(rowsOf(40_000, 2, 1))
    // truth = (rules − 1) / 2
    expect(model.ruleWeight).toBeCloseTo(0.5, 1)
    expect(model.intercept).toBeCloseTo(-0.5, 0)
  })

  test('make probabilities of overconfident rules, and rank as the rules did', () => {
    const later = rowsOf(10_000, 3, 2, 11)
    const scores = scoreByRules(trainCalibratedRules(rowsOf(20_000, 3, 2)), later)
    const raw = measureScores(later.ruleLogOdds.map(toProbability), later.labels)
    const fitted = measureScores(scores, later.labels)
    expect(fitted.calibrationError).toBeLessThan(0.02)
    expect(raw.calibrationError).toBeGreaterThan(0.05)
    expect(fitted.auc).toBeCloseTo(raw.auc ?? 0, 6)
  })

  test('never turn what the rules say around, whatever the labels', () => {
    fc.assert(
      fc.property(
        fc.array(fc.record({ rules: fc.double({ min: -8, max: 8, noNaN: true }), fraud: fc.boolean() }), {
          minLength: 8,
          maxLength: 200,
        }),
        (given) => {
          const rows = collectRows([])
          given.forEach(({ rules, fraud }, at) => {
            rows.add({ decidedAt: at, features: {}, ruleLogOdds: rules, fraud })
          })
          rows.add({ decidedAt: -2, features: {}, ruleLogOdds: 1, fraud: true })
          rows.add({ decidedAt: -1, features: {}, ruleLogOdds: 0, fraud: false })
          const all = rows.toRows()
          const scores = scoreByRules(trainCalibratedRules(all), all)
          const byRules = [...all.ruleLogOdds.keys()].sort(
            (a, b) => (all.ruleLogOdds[a] ?? 0) - (all.ruleLogOdds[b] ?? 0),
          )
          for (let place = 1; place < byRules.length; place++) {
            const [lower, upper] = [scores[byRules[place - 1] ?? 0] ?? 0, scores[byRules[place] ?? 0] ?? 0]
            expect(upper).toBeGreaterThanOrEqual(lower - 1e-12)
          }
          expect(scores.every((score) => score >= 0 && score <= 1)).toBe(true)
        },
      ),
      { numRuns: 60 },
    )
  })

  test('a fit needs both classes and says so', () => {
    const labels = Uint8Array.from([1, 1])
    const columns = [Float64Array.from([0, 1])]
    expect(() => fitLogistic({ columns, labels, nonNegative: [true], towards: [1], ridge: 1 })).toThrow(
      RangeError,
    )
  })

  test('at the fit the slope of the penalised loss is zero', () => {
    const rows = rowsOf(2_000, 1.5, 0.3)
    const problem = {
      columns: [rows.ruleLogOdds],
      labels: rows.labels,
      nonNegative: [true],
      towards: [1],
      ridge: 1,
    }
    const { intercept, weights } = fitLogistic(problem)
    let [byIntercept, byWeight] = [0, (weights[0] ?? 0) - 1]
    rows.ruleLogOdds.forEach((x, row) => {
      const error = toProbability(intercept + (weights[0] ?? 0) * x) - (rows.labels[row] ?? 0)
      byIntercept += error
      byWeight += error * x
    })
    expect(Math.abs(byIntercept)).toBeLessThan(1e-3)
    expect(Math.abs(byWeight)).toBeLessThan(1e-3)
  })
})

describe('figures', () => {
  // Worked by hand: order by score 0.9+ 0.8− 0.7+ 0.2−.
  const scores = Float64Array.from([0.9, 0.8, 0.7, 0.2])
  const labels = Uint8Array.from([1, 0, 1, 0])

  test('are those worked by hand', () => {
    const { auc, averagePrecision, truePositiveRateAt1Percent, brier } = measureScores(scores, labels)
    expect(auc).toBeCloseTo(0.75)
    expect(averagePrecision).toBeCloseTo(0.5 * 1 + 0.5 * (2 / 3))
    expect(truePositiveRateAt1Percent).toBeCloseTo(0.5)
    expect(brier).toBeCloseTo((0.01 + 0.64 + 0.09 + 0.04) / 4)
  })

  test('do not depend on the order of equal scores', () => {
    const tied = Float64Array.from([0.5, 0.5, 0.5, 0.5])
    const figures = [
      [1, 0, 1, 0],
      [0, 0, 1, 1],
    ].map((given) => measureScores(tied, Uint8Array.from(given)))
    expect(figures[0]).toEqual(figures[1])
    expect(figures[0]?.auc).toBeCloseTo(0.5)
  })

  test('say nothing where a class is missing', () => {
    expect(measureScores(scores, new Uint8Array(4))).toMatchObject({ auc: null, averagePrecision: null })
    expect(measureScores(new Float64Array(0), new Uint8Array(0)).brier).toBeNull()
  })
})
