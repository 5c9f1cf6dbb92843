import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { type Octets, randomOctets, toInteger } from '../../web/phone/octets.ts'
import { protectShare, revealShare } from '../../web/phone/pinShare.ts'
import { makeTestKey, splitAgain } from './support/testKeys.ts'

const LIGHT = { N: 2, r: 1, p: 1 }
const pins = fc.stringMatching(/^\d{4,12}$/)

describe('the share under the PIN', () => {
  test('comes back with the right PIN, under the real key derivation too', async () => {
    const share = randomOctets(256)
    for (const keyDerivation of [LIGHT, { N: 2 ** 15, r: 8, p: 1 }]) {
      expect(await revealShare(await protectShare(share, '12345', keyDerivation), '12345')).toEqual(share)
    }
  })

  test('any other PIN gives another share of the same length, without an error', async () => {
    await fc.assert(
      fc.asyncProperty(
        pins,
        pins,
        fc.uint8Array({ minLength: 256, maxLength: 384 }),
        async (right, wrong, octets) => {
          fc.pre(right !== wrong)
          const share: Octets = Uint8Array.from(octets)
          const revealed = await revealShare(await protectShare(share, right, LIGHT), wrong)
          expect(revealed).toHaveLength(share.length)
          expect(revealed).not.toEqual(share)
        },
      ),
    )
  })

  test('nothing is stored but a salt and as many octets as the share has', async () => {
    const share = randomOctets(256)
    const stored = await protectShare(share, '12345', LIGHT)
    expect(Object.keys(stored).sort()).toEqual(['ciphertext', 'keyDerivation', 'salt'])
    expect(stored.ciphertext).toHaveLength(share.length)
  })

  test('all 10,000 four-digit PINs give shares of which no test but the server’s picks the right one', async () => {
    const key = makeTestKey(1024)
    const n = toInteger(key.modulus)
    const stored = await protectShare(key.phoneShare, '4711', LIGHT)
    const counts = new Array<number>(256).fill(0)
    let aboveModulus = 0
    for (let pin = 0; pin < 10_000; pin++) {
      const share = await revealShare(stored, String(pin).padStart(4, '0'))
      for (const octet of share) counts[octet] = (counts[octet] ?? 0) + 1
      if (toInteger(share) >= n) aboveModulus++
    }
    // Chi-squared over octets, 255 degrees of freedom: above 400 is all but impossible for uniform octets.
    const expected = (10_000 * key.modulus.length) / 256
    const chiSquared = counts.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0)
    expect(chiSquared).toBeLessThan(400)
    // Were d1 reduced, "less than n" would rule PINs out. As it is, the right d1 is as often above n as any.
    const expectedAbove = 10_000 * (1 - Number((n * 10_000n) >> BigInt(key.modulus.length * 8)) / 10_000)
    expect(Math.abs(aboveModulus - expectedAbove)).toBeLessThan(300)
    const above = Array.from({ length: 400 }, () => splitAgain(key)).filter(
      (one) => toInteger(one.phoneShare) >= n,
    )
    expect(Math.abs(above.length / 400 - expectedAbove / 10_000)).toBeLessThan(0.15)
  })
})
