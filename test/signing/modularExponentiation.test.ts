import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { leftPad, modularExponentiation } from '../../server/signing/modularExponentiation.ts'
import { toInteger, toOctets } from '../../web/phone/octets.ts'
import { modularPower } from '../../web/phone/share.ts'
import { makeTestKey } from './support/testKeys.ts'

const { modulus } = makeTestKey(1024)
const n = toInteger(modulus)

describe('modularExponentiation', () => {
  test('agrees with BigInt for any base and exponent, also exponents longer than the modulus', () => {
    const octets = (max: number) => fc.uint8Array({ minLength: 1, maxLength: max })
    fc.assert(
      fc.property(octets(128), octets(136), (base, exponent) => {
        const m = (toInteger(base) % (n - 4n)) + 2n
        const x = exponent.some((octet) => octet !== 0) ? exponent : Uint8Array.of(1)
        const power = modularExponentiation(toOctets(m, modulus.length), x, modulus)
        expect(toInteger(power)).toBe(modularPower(m, toInteger(x), n))
        expect(power).toHaveLength(modulus.length)
      }),
      { numRuns: 60 },
    )
  })

  test('keeps leading zeros of the result', () => {
    expect(modularExponentiation(Uint8Array.of(2), Uint8Array.of(3), modulus)).toEqual(
      toOctets(8n, modulus.length),
    )
  })

  test.each([
    ['0', 0n],
    ['1', 1n],
    ['n - 1', n - 1n],
    ['n', n],
    ['n + 1', n + 1n],
  ])('refuses the base %s', (_, base) => {
    expect(() => modularExponentiation(toOctets(base, modulus.length), Uint8Array.of(3), modulus)).toThrow(
      RangeError,
    )
  })

  test('refuses the exponent 0', () => {
    expect(() => modularExponentiation(Uint8Array.of(2), new Uint8Array(8), modulus)).toThrow(RangeError)
  })

  test('leftPad refuses what does not fit', () => {
    expect(leftPad(Uint8Array.of(0, 0, 7), 2)).toEqual(Uint8Array.of(0, 7))
    expect(() => leftPad(Uint8Array.of(1, 0, 7), 2)).toThrow(RangeError)
  })
})
