import { describe, expect, test } from '@jest/globals'
import { measureStability } from '../../../server/risk/training/populationStability.ts'

function chance(seed: number) {
  let state = seed >>> 0
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
}
const drawn = (count: number, seed: number, of: (draw: () => number) => number) => {
  const draw = chance(seed)
  return Array.from({ length: count }, () => of(draw))
}

describe('drift of one feature', () => {
  test('the index is the one worked by hand: shares of 0.5 and 0.5 become 0.75 and 0.25', () => {
    const reference = [...Array(50).fill(0), ...Array(50).fill(1)]
    const current = [...Array(75).fill(0), ...Array(25).fill(1)]
    const expected = 0.25 * Math.log(0.75 / 0.5) - 0.25 * Math.log(0.25 / 0.5)
    expect(measureStability(reference, current, 1).psi).toBeCloseTo(expected, 10)
  })

  test('what did not drift stays below the limit, what did goes above', () => {
    const reference = drawn(3_000, 1, (draw) => draw() + draw())
    const same = measureStability(
      reference,
      drawn(800, 2, (draw) => draw() + draw()),
      9,
    )
    const shifted = measureStability(
      reference,
      drawn(800, 3, (draw) => draw() + draw() + 0.5),
      9,
    )
    expect(same.psi).toBeLessThan(same.limit)
    expect(shifted.psi).toBeGreaterThan(shifted.limit)
  })

  test('a feature that goes missing drifts', () => {
    const reference = drawn(1_000, 4, (draw) => draw())
    const { psi, limit } = measureStability(
      reference,
      drawn(400, 5, (draw) => (draw() < 0.4 ? Number.NaN : draw())),
      1,
    )
    expect(psi).toBeGreaterThan(limit)
  })

  test('fewer rows leave more to chance: the limit rises', () => {
    const reference = drawn(3_000, 1, (draw) => draw())
    const few = measureStability(
      reference,
      drawn(60, 2, (draw) => draw()),
      1,
    )
    const many = measureStability(
      reference,
      drawn(3_000, 2, (draw) => draw()),
      1,
    )
    expect(few.limit).toBeGreaterThan(many.limit)
    expect(many.limit).toBe(0.1)
  })

  test('the same seed gives the same limit', () => {
    const values = drawn(500, 6, (draw) => draw())
    expect(measureStability(values, values.slice(0, 90), 5)).toEqual(
      measureStability(values, values.slice(0, 90), 5),
    )
  })
})
