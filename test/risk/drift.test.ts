import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { createChance } from '../../server/risk/chance.ts'
import { driftOf, measureDrift, stabilityIndex } from '../../server/risk/drift.ts'

function numbers(seed: number, count: number, shift = 0): number[] {
  const chance = createChance(seed)
  return Array.from({ length: count }, () => chance.share() + chance.share() + shift)
}

describe('the population stability index', () => {
  test('is what the formula gives by hand', () => {
    // Shares 0.5, 0.5 against 0.8, 0.2: 0.3 ln 1.6 + (−0.3) ln 0.4.
    expect(stabilityIndex([50, 50], [80, 20])).toBeCloseTo(0.3 * Math.log(1.6) - 0.3 * Math.log(0.4), 12)
  })

  test('is never negative, zero only for the same shares, and finite where a bin is empty', () => {
    const counts = fc.array(fc.integer({ min: 0, max: 500 }), { minLength: 4, maxLength: 4 })
    const some = counts.filter((all) => all.some((count) => count > 0))
    fc.assert(
      fc.property(some, some, (before, now) => {
        const psi = stabilityIndex(before, now)
        expect(psi).toBeGreaterThanOrEqual(0)
        expect(Number.isFinite(psi)).toBe(true)
        expect(stabilityIndex(before, before)).toBe(0)
      }),
    )
  })
})

describe('drift', () => {
  test('is told where a sample has moved', () => {
    expect(driftOf(numbers(1, 2_000), numbers(2, 2_000, 0.3), 1).level).toBe('act')
  })

  test('is hardly ever told between two samples of the same population', () => {
    const levels = Array.from({ length: 100 }, (_, seed) => {
      return driftOf(numbers(2 * seed + 10, 400), numbers(2 * seed + 11, 300), seed).level
    })
    // A level of 95 % lets about five of a hundred pass; more than fifteen would be a wrong limit.
    expect(levels.filter((level) => level !== 'none').length).toBeLessThan(15)
    expect(levels.filter((level) => level === 'act').length).toBeLessThan(7)
  })

  test('has limits that narrow as the samples grow', () => {
    const small = driftOf(numbers(1, 100), numbers(2, 100), 3)
    const large = driftOf(numbers(1, 10_000), numbers(2, 10_000), 3)
    expect(large.actAt).toBeLessThan(small.actAt / 10)
    expect(small.watchAt).toBeLessThan(small.actAt)
  })

  test('is the same for the same seed', () => {
    const [before, now] = [numbers(1, 500), numbers(2, 500)]
    expect(driftOf(before, now, 9)).toEqual(driftOf(before, now, 9))
  })

  test('sees a feature that went missing, a word that became frequent, and a score that rose', () => {
    const before = Array.from({ length: 600 }, (_, index) => ({
      features: {
        amount: { value: index % 7 },
        kind: { value: index % 2 ? 'a' : 'b' },
        calm: { value: true },
      },
      score: (index % 10) / 20,
    }))
    const now = before.map((one, index) => ({
      features: {
        ...one.features,
        amount: index % 2 === 0 ? one.features.amount : { missing: 'notGiven' },
        kind: { value: index % 10 ? 'a' : 'b' },
      },
      score: one.score + 0.2,
    }))
    const report = measureDrift(before, now, 1)
    expect(report.score.level).toBe('act')
    expect(report.features).toMatchObject({
      amount: { level: 'act' },
      kind: { level: 'act' },
      calm: { psi: 0, level: 'none' },
    })
  })

  test('of nothing is refused', () => {
    expect(() => driftOf([], [1], 1)).toThrow(RangeError)
  })
})
