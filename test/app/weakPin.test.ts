import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { pinWeakness } from '../../web/app/enrol/weakPin.ts'

const digits = (length: { minLength: number; maxLength: number }) =>
  fc.array(fc.integer({ min: 0, max: 9 }), length).map((list) => list.join(''))

describe('pinWeakness', () => {
  test.each([
    ['0000', 'oneDigit'],
    ['777777777777', 'oneDigit'],
    ['1234', 'sequence'],
    ['98765', 'sequence'],
    ['8901', 'sequence'],
    ['2109', 'sequence'],
    ['1212', 'repetition'],
    ['12121', 'repetition'],
    ['48154815', 'repetition'],
    ['1987', 'year'],
    ['2004', 'year'],
    ['2580', 'popular'],
    ['159753', 'popular'],
  ])('finds %s weak: %s', (pin, weakness) => {
    expect(pinWeakness(pin)).toBe(weakness)
  })

  test.each(['4815', '48151', '234208', '730194', '19870'])('takes %s', (pin) => {
    expect(pinWeakness(pin)).toBeNull()
  })

  test('takes nearly all PINs: people must find one at the first or second try', () => {
    const refused = Array.from({ length: 10_000 }, (_, n) => pinWeakness(String(n).padStart(4, '0'))).filter(
      (weakness) => weakness !== null,
    )
    expect(refused.length).toBeLessThan(400)
  })

  test('refuses every part said twice', () => {
    fc.assert(
      fc.property(digits({ minLength: 2, maxLength: 6 }), (part) => {
        expect(pinWeakness(part + part)).not.toBeNull()
      }),
    )
  })
})
