import { randomBytes } from 'node:crypto'
import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import {
  randomVerificationCode,
  verificationCodeChoices,
  verificationCodeOf,
  wrongVerificationCodes,
} from '../../server/signing/verificationCode.ts'

const random = (length: number) => Uint8Array.from(randomBytes(length))

describe('verification codes', () => {
  test('have four digits, also where they begin with zeros', () => {
    fc.assert(fc.property(fc.uint8Array(), (bytes) => expect(verificationCodeOf(bytes)).toMatch(/^\d{4}$/)))
    expect(randomVerificationCode(() => Uint8Array.of(0, 0, 0, 7))).toBe('0007')
  })

  test('by chance leave out the values that would make some codes likelier', () => {
    const draws = [Uint8Array.of(255, 255, 255, 255), Uint8Array.of(0, 0, 0, 1)]
    expect(randomVerificationCode(() => draws.shift() ?? new Uint8Array(4))).toBe('0001')
    expect(draws).toHaveLength(0)
  })

  test('the wrong ones differ from the right one and from each other, even where chance repeats itself', () => {
    const draws = [7, 7, 8, 8, 7, 9].map((value) => Uint8Array.of(0, 0, 0, value))
    expect(wrongVerificationCodes('0007', () => draws.shift() ?? new Uint8Array(4))).toEqual(['0008', '0009'])
  })

  test('the choice shows all three once, the right one in each place equally often', () => {
    const wrong = wrongVerificationCodes('1234', random)
    const places = Array.from({ length: 255 }, (_, octet) => {
      const choices = verificationCodeChoices('1234', wrong, octet)
      expect([...choices].sort()).toEqual(['1234', ...wrong].sort())
      return choices.indexOf('1234')
    })
    expect([0, 1, 2].map((place) => places.filter((one) => one === place).length)).toEqual([85, 85, 85])
  })
})
