import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { COUNTED_FIGURES, type Counted } from '../../../server/domain/dashboard.ts'
import { addCounts, quantile } from '../../../server/flow/dashboard/addCounts.ts'

const ofFigure = fc.dictionary(fc.constantFrom('a', 'b', '', '3'), fc.nat(1_000))
const counted: fc.Arbitrary<Counted> = fc
  .dictionary(fc.constantFrom(...COUNTED_FIGURES), ofFigure)
  .map((figures) => ({ ...figures }))
const bins = [0, 10, 20, 50, 100]

describe('counts', () => {
  test('adding them in parts is adding them at once, and leaves the parts as they were', () => {
    fc.assert(
      fc.property(fc.array(counted), fc.array(counted), (some, others) => {
        const before = JSON.stringify([some, others])
        expect(addCounts([addCounts(some), addCounts(others)])).toEqual(addCounts([...some, ...others]))
        expect(JSON.stringify([some, others])).toBe(before)
      }),
    )
  })

  test('a quantile lies in the bin in which that share is reached', () => {
    const values = fc.array(fc.double({ min: 0, max: 99.9, noNaN: true }), { minLength: 1, maxLength: 200 })
    fc.assert(
      fc.property(values, fc.double({ min: 0.01, max: 1, noNaN: true }), (all, share) => {
        const counts = bins.map(
          (from, place) =>
            all.filter((value) => value >= from && value < (bins[place + 1] ?? Infinity)).length,
        )
        const exact = all.toSorted((a, b) => a - b)[Math.ceil(share * all.length) - 1] ?? 0
        const place = bins.findLastIndex((from) => exact >= from)
        const found = quantile(counts, bins, share)
        expect(found).toBeGreaterThanOrEqual(bins[place] ?? 0)
        expect(found).toBeLessThanOrEqual(bins[place + 1] ?? 100)
      }),
    )
  })

  test('there is no quantile of nothing', () => {
    expect(quantile([0, 0, 0, 0, 0], bins, 0.5)).toBeNull()
  })
})
