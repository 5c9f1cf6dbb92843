import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { calibrate } from '../../../server/risk/calibrate.ts'
import { createDraw, drawNormal } from '../../../server/risk/seededRandom.ts'
import { fitBeta, fitCalibration, fitIsotonic } from '../../../server/risk/training/fitCalibration.ts'
import { fitEnsemble } from '../../../server/risk/training/fitEnsemble.ts'
import { fitLogistic } from '../../../server/risk/training/fitLogistic.ts'
import { calibrationError } from '../../../server/risk/training/metrics.ts'

const logistic = (x: number) => 1 / (1 + Math.exp(-x))

/** Log-odds that are twice too sure of themselves, and one too high. */
function overconfident(seed: number, rows: number) {
  const draw = createDraw(seed)
  const truth = Array.from({ length: rows }, () => -2 + 1.5 * drawNormal(draw))
  return {
    logOdds: truth.map((one) => 2 * one + 1),
    labels: truth.map((one) => Number(draw() < logistic(one))),
  }
}

const rows = fc
  .array(fc.tuple(fc.double({ min: -8, max: 8, noNaN: true }), fc.integer({ min: 0, max: 1 })), {
    minLength: 4,
    maxLength: 60,
  })
  .filter((given) => new Set(given.map(([, label]) => label)).size === 2)

describe('calibration', () => {
  const learnt = overconfident(1, 6_000)
  const later = overconfident(2, 6_000)
  const errorOf = (map: (logOdds: number) => number) =>
    calibrationError(
      later.logOdds.map((one) => logistic(map(one))),
      later.labels,
    )

  test.each([
    ['beta', fitBeta],
    ['isotonic', fitIsotonic],
  ] as const)('%s makes too sure scores true on rows that it never saw', (_, learn) => {
    const calibration = learn(learnt.logOdds, learnt.labels)
    expect(errorOf((one) => one)).toBeGreaterThan(0.05)
    expect(errorOf((one) => calibrate(calibration, one))).toBeLessThan(0.02)
  })

  test('never turns the order of two scores around', () => {
    fc.assert(
      fc.property(
        rows,
        fc.double({ min: -9, max: 9, noNaN: true }),
        fc.double({ min: 0, max: 5, noNaN: true }),
        (given, at, by) => {
          const [scores, labels] = [given.map(([score]) => score), given.map(([, label]) => label)]
          for (const calibration of [fitBeta(scores, labels), fitIsotonic(scores, labels)]) {
            expect(calibrate(calibration, at + by)).toBeGreaterThanOrEqual(calibrate(calibration, at) - 1e-9)
          }
        },
      ),
    )
  })

  test('pools what falls: the shares of the blocks are those of the hand-worked example', () => {
    const calibration = fitIsotonic([1, 2, 3, 4, 5, 6], [0, 1, 0, 0, 1, 1])
    const third = Math.log(1 / 3 / (2 / 3))
    expect(calibrate(calibration, 3)).toBeCloseTo(third, 12)
    expect(logistic(calibrate(calibration, 1))).toBeCloseTo(0.5 / 6, 12)
    expect(logistic(calibrate(calibration, 6))).toBeCloseTo(1 - 0.5 / 6, 12)
  })

  test('is by three numbers while frauds are few, by steps when there are enough', () => {
    expect(fitCalibration(learnt.logOdds.slice(0, 300), learnt.labels.slice(0, 300)).kind).toBe('beta')
    expect(fitCalibration(learnt.logOdds, learnt.labels).kind).toBe('isotonic')
  })
})

describe('the ensemble', () => {
  const draw = createDraw(5)
  const size = 5_000
  const strong = Array.from({ length: size }, () => 2 * drawNormal(draw))
  const rules = Array.from({ length: size }, () => drawNormal(draw))
  const labels = strong.map((one, row) => Number(draw() < logistic(one + 0.5 * (rules[row] ?? 0) - 1)))
  const backwards = strong.map((one) => -one + drawNormal(draw))

  test('finds the weights that made the labels', () => {
    const { intercept, ruleWeight, memberWeights } = fitEnsemble({ rules, members: [strong], labels })
    expect(intercept).toBeCloseTo(-1, 0)
    expect(ruleWeight).toBeCloseTo(0.5, 0)
    expect(Math.abs((memberWeights[0] ?? 0) - 1)).toBeLessThan(0.15)
  })

  test('gives a scorer that points the wrong way no weight, never a negative one', () => {
    const { memberWeights } = fitEnsemble({ rules, members: [backwards], labels })
    expect(memberWeights).toEqual([0])
  })

  test('takes a scorer that was missing for nothing said', () => {
    const silent = strong.map(() => Number.NaN)
    const { memberWeights } = fitEnsemble({ rules, members: [strong, silent], labels })
    expect(memberWeights[1]).toBe(0)
    expect(memberWeights[0]).toBeGreaterThan(0.8)
  })
})

describe('logistic regression', () => {
  test('stays finite where one column tells the labels apart without error', () => {
    const column = [-2, -1, 1, 2]
    const { weights, intercept } = fitLogistic({
      columns: [column],
      labels: [0, 0, 1, 1],
      nonNegative: [true],
      ridge: 1,
    })
    expect(weights[0]).toBeGreaterThan(0)
    expect(weights[0]).toBeLessThan(5)
    expect(intercept).toBeCloseTo(0, 6)
  })

  test('ends where no small step makes the loss less', () => {
    fc.assert(
      fc.property(rows, (given) => {
        const columns = [given.map(([score]) => score), given.map(([score]) => score * score)]
        const labels = given.map(([, label]) => label)
        const fit = fitLogistic({ columns, labels, nonNegative: [true, true], ridge: 1 })
        const loss = (weights: number[], intercept: number) =>
          weights.reduce((sum, weight) => sum + weight ** 2 / 2, 0) +
          labels.reduce((sum, label, row) => {
            const x =
              intercept + weights.reduce((all, weight, at) => all + weight * (columns[at]?.[row] ?? 0), 0)
            return sum + Math.max(x, 0) - x * label + Math.log1p(Math.exp(-Math.abs(x)))
          }, 0)
        const best = loss(fit.weights, fit.intercept)
        for (const step of [-1e-3, 1e-3]) {
          expect(loss(fit.weights, fit.intercept + step)).toBeGreaterThanOrEqual(best - 1e-6)
          for (const at of [0, 1]) {
            const moved = fit.weights.map((weight, one) => (one === at ? Math.max(0, weight + step) : weight))
            expect(loss(moved, fit.intercept)).toBeGreaterThanOrEqual(best - 1e-6)
          }
        }
      }),
    )
  })
})
