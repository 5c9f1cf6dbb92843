import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { createRandom } from '../../scripts/simulate/random.ts'

describe('seeded chance', () => {
  test('gives the same numbers for the same seed and others for another', () => {
    const draw = (seed: number) => {
      const random = createRandom(seed)
      return Array.from({ length: 20 }, () => random.next())
    }
    expect(draw(3)).toEqual(draw(3))
    expect(draw(3)).not.toEqual(draw(4))
  })

  test('forks do not depend on what was drawn before', () => {
    const drawn = createRandom(9)
    drawn.next()
    expect(drawn.fork('people').next()).toBe(createRandom(9).fork('people').next())
    expect(createRandom(9).fork('people').next()).not.toBe(createRandom(9).fork('habits').next())
  })

  test('stays in its bounds and reaches them', () => {
    fc.assert(
      fc.property(
        fc.integer(),
        fc.integer({ min: -50, max: 50 }),
        fc.integer({ min: 0, max: 6 }),
        (seed, from, more) => {
          const random = createRandom(seed)
          const drawn = new Set(Array.from({ length: 400 }, () => random.integer(from, from + more)))
          expect(Math.min(...drawn)).toBe(from)
          expect(Math.max(...drawn)).toBe(from + more)
        },
      ),
      { numRuns: 50 },
    )
  })

  test('shuffles without losing anybody', () => {
    fc.assert(
      fc.property(fc.integer(), fc.array(fc.integer()), (seed, items) => {
        expect(createRandom(seed).shuffle(items).sort()).toEqual([...items].sort())
      }),
    )
  })

  test('picks by weight', () => {
    const random = createRandom(1)
    const picked = Array.from({ length: 4_000 }, () => random.weighted({ often: 3, never: 0, seldom: 1 }))
    const often = picked.filter((name) => name === 'often').length
    expect(picked).not.toContain('never')
    expect(often / picked.length).toBeGreaterThan(0.7)
    expect(often / picked.length).toBeLessThan(0.8)
  })
})
