import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import {
  averagePrecision,
  brierScore,
  calibrationError,
  logLoss,
  rocAuc,
  tprAtFpr,
} from '../../../server/risk/training/metrics.ts'

// The example of scikit-learn's documentation of average_precision_score and roc_auc_score.
const LABELS = [0, 0, 1, 1]
const SCORES = [0.1, 0.4, 0.35, 0.8]

const scored = fc
  .array(fc.record({ score: fc.integer({ min: 0, max: 5 }), label: fc.integer({ min: 0, max: 1 }) }), {
    minLength: 2,
    maxLength: 40,
  })
  .filter((rows) => new Set(rows.map(({ label }) => label)).size === 2)

describe('figures of ranking', () => {
  test('average precision and ROC area are those of scikit-learn’s own example', () => {
    expect(averagePrecision(SCORES, LABELS)).toBeCloseTo(0.8333, 4)
    expect(rocAuc(SCORES, LABELS)).toBeCloseTo(0.75, 12)
  })

  test('the ROC area is the share of pairs in the right order, a tie counted as half', () => {
    fc.assert(
      fc.property(scored, (rows) => {
        const pairs = rows.flatMap((fraud) =>
          rows.flatMap((genuine) =>
            fraud.label === 1 && genuine.label === 0
              ? [(Math.sign(fraud.score - genuine.score) + 1) / 2]
              : [],
          ),
        )
        const share = pairs.reduce((sum, one) => sum + one, 0) / pairs.length
        expect(
          rocAuc(
            rows.map(({ score }) => score),
            rows.map(({ label }) => label),
          ),
        ).toBeCloseTo(share, 12)
      }),
    )
  })

  test('no order of equal scores makes average precision better', () => {
    fc.assert(
      fc.property(scored, (rows) => {
        const of = (given: typeof rows) =>
          averagePrecision(
            given.map(({ score }) => score),
            given.map(({ label }) => label),
          )
        expect(of([...rows].reverse())).toBeCloseTo(of(rows), 12)
      }),
    )
  })

  test('a share of frauds found keeps to the share of genuine that may be flagged', () => {
    expect(tprAtFpr([9, 8, 7, 6, 5, 4], [1, 0, 1, 0, 0, 0], 0.25)).toBe(1)
    expect(tprAtFpr([9, 8, 7, 6, 5, 4], [1, 0, 1, 0, 0, 0], 0.2)).toBe(0.5)
  })
})

describe('figures of probabilities', () => {
  test('are worked out by hand', () => {
    expect(brierScore([0.5, 1], [1, 1])).toBeCloseTo(0.125, 12)
    expect(logLoss([0, 0], [1, 0])).toBeCloseTo(Math.LN2, 12)
    expect(calibrationError([0.1, 0.1, 0.9, 0.9], [0, 0, 1, 0], 2)).toBeCloseTo(0.25, 12)
  })
})
