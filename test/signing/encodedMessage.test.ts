import { constants, privateDecrypt, publicDecrypt, randomBytes, sign, verify } from 'node:crypto'
import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import {
  HASH_ALGORITHMS,
  type HashAlgorithm,
  type SignatureAlgorithm,
} from '../../server/domain/sessions/session.ts'
import { DIGEST_LENGTH, digest } from '../../server/signing/digest.ts'
import { bitLength, encodeMessage, encodesDigest } from '../../server/signing/encodedMessage.ts'
import { leftPad } from '../../server/signing/modularExponentiation.ts'
import { encodesDigest as phoneEncodesDigest } from '../../web/phone/encodedMessage.ts'
import { makeTestKey, type TestKey } from './support/testKeys.ts'

const MESSAGE = Buffer.from('The quick brown fox')
// 1041 bits: emBits is a multiple of 8, EM an octet shorter than n, and SHA-512 with its salt just fits.
const keys = [1041, 1047, 1048, 2048].map((bits) => makeTestKey(bits))

const algorithms: SignatureAlgorithm[] = HASH_ALGORITHMS.flatMap((hash): SignatureAlgorithm[] => [
  { padding: 'PKCS1_V1_5', hash },
  { padding: 'PSS', hash, saltLength: DIGEST_LENGTH[hash] },
])
const cases = keys.flatMap((key) =>
  algorithms.map((algorithm) => ({ key, algorithm, bits: key.bits, ...algorithm })),
)

/** The whole private key's operation on EM, by OpenSSL without padding. */
function signEncoded(EM: Uint8Array, key: TestKey): Buffer {
  const m = leftPad(EM, key.modulus.length)
  return privateDecrypt({ key: key.privateKey, padding: constants.RSA_NO_PADDING }, m)
}

function openSslName(hash: HashAlgorithm): string {
  return hash.startsWith('SHA3') ? `RSA-${hash}` : hash.replace('-', '').toLowerCase()
}

function paddingOf(algorithm: SignatureAlgorithm) {
  return algorithm.padding === 'PSS'
    ? { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: algorithm.saltLength }
    : { padding: constants.RSA_PKCS1_PADDING }
}

describe('encodeMessage', () => {
  test.each(cases)('$padding with $hash over $bits bits is what OpenSSL verifies', ({ key, algorithm }) => {
    const salt = algorithm.padding === 'PSS' ? randomBytes(algorithm.saltLength) : new Uint8Array()
    const EM = encodeMessage(digest(algorithm.hash, MESSAGE), algorithm, key.bits, salt)
    const signature = signEncoded(EM, key)
    const publicKey = { key: key.publicKey, ...paddingOf(algorithm) }
    expect(verify(openSslName(algorithm.hash), MESSAGE, publicKey, signature)).toBe(true)
    expect(verify(openSslName(algorithm.hash), Buffer.from('else'), publicKey, signature)).toBe(false)
  })

  test.each(cases)(
    '$padding with $hash over $bits bits: both checks take what OpenSSL made',
    ({ key, algorithm }) => {
      const mHash = digest(algorithm.hash, MESSAGE)
      const signature = sign(openSslName(algorithm.hash), MESSAGE, {
        key: key.privateKey,
        ...paddingOf(algorithm),
      })
      const emLen = algorithm.padding === 'PSS' ? Math.ceil((key.bits - 1) / 8) : key.modulus.length
      // Raising to e gives EM back.
      const EM = leftPad(publicOperation(signature, key), emLen)
      expect(encodesDigest(EM, mHash, algorithm, key.bits)).toBe(true)
      expect(phoneEncodesDigest(EM, mHash, algorithm, key.bits)).toBe(true)
    },
  )

  test('any changed bit of EM, and any other digest, is noticed by server and phone', () => {
    const [key] = keys
    if (key === undefined) throw new Error('no key')
    fc.assert(
      fc.property(fc.constantFrom(...algorithms), fc.nat(), fc.nat(7), (algorithm, place, bit) => {
        const mHash = digest(algorithm.hash, MESSAGE)
        const salt = algorithm.padding === 'PSS' ? randomBytes(algorithm.saltLength) : new Uint8Array()
        const EM = encodeMessage(mHash, algorithm, key.bits, salt)
        for (const check of [encodesDigest, phoneEncodesDigest]) {
          expect(check(EM, mHash, algorithm, key.bits)).toBe(true)
          const changed = Uint8Array.from(EM)
          changed[place % EM.length] = (changed[place % EM.length] ?? 0) ^ (1 << bit)
          expect(check(changed, mHash, algorithm, key.bits)).toBe(false)
          expect(check(EM, digest(algorithm.hash, 'else'), algorithm, key.bits)).toBe(false)
          expect(check(EM.subarray(1), mHash, algorithm, key.bits)).toBe(false)
          expect(check(EM, mHash.subarray(1), algorithm, key.bits)).toBe(false)
        }
      }),
      { numRuns: 100 },
    )
  })

  test.each(algorithms)('$padding with $hash: no octet of EM may change', (algorithm) => {
    const mHash = digest(algorithm.hash, MESSAGE)
    const salt = algorithm.padding === 'PSS' ? randomBytes(algorithm.saltLength) : new Uint8Array()
    const EM = encodeMessage(mHash, algorithm, 2048, salt)
    for (const check of [encodesDigest, phoneEncodesDigest]) {
      const tolerated = EM.filter((_, place) => {
        const changed = EM.map((octet, at) => (at === place ? octet ^ 1 : octet))
        return check(changed, mHash, algorithm, 2048)
      })
      expect(tolerated).toHaveLength(0)
    }
  })

  test('PSS with another salt length than agreed is refused', () => {
    const algorithm: SignatureAlgorithm = { padding: 'PSS', hash: 'SHA-256', saltLength: 32 }
    const mHash = digest('SHA-256', MESSAGE)
    const EM = encodeMessage(mHash, { ...algorithm, saltLength: 20 }, 2048, randomBytes(20))
    expect(encodesDigest(EM, mHash, algorithm, 2048)).toBe(false)
    expect(phoneEncodesDigest(EM, mHash, algorithm, 2048)).toBe(false)
  })

  test('refuses a digest of another length, a missing salt and a modulus that is too small', () => {
    const pss: SignatureAlgorithm = { padding: 'PSS', hash: 'SHA-512', saltLength: 64 }
    const mHash = digest('SHA-512', MESSAGE)
    expect(() => encodeMessage(mHash.subarray(1), pss, 2048, randomBytes(64))).toThrow(RangeError)
    expect(() => encodeMessage(mHash, pss, 2048, new Uint8Array())).toThrow(RangeError)
    expect(() => encodeMessage(mHash, pss, 1033, randomBytes(64))).toThrow('encoding error')
    expect(() =>
      encodeMessage(mHash, { padding: 'PKCS1_V1_5', hash: 'SHA-512' }, 512, new Uint8Array()),
    ).toThrow('too short')
  })

  test.each(keys)('bitLength of a $bits-bit modulus', ({ modulus, bits }) => {
    expect(bitLength(modulus)).toBe(bits)
  })
})

function publicOperation(signature: Uint8Array, key: TestKey): Uint8Array {
  return publicDecrypt({ key: key.publicKey, padding: constants.RSA_NO_PADDING }, signature)
}
