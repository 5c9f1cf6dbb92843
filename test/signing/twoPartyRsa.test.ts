import { execFileSync } from 'node:child_process'
import { constants, randomBytes, verify } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { HashAlgorithm, SignatureAlgorithm } from '../../server/domain/sessions/session.ts'
import { DIGEST_LENGTH, digest } from '../../server/signing/digest.ts'
import { encodeMessage } from '../../server/signing/encodedMessage.ts'
import { modularExponentiation } from '../../server/signing/modularExponentiation.ts'
import { rsaPublicKey, twoPartyRsa } from '../../server/signing/twoPartyRsa.ts'
import { toOctets } from '../../web/phone/octets.ts'
import { signatureShare } from '../../web/phone/share.ts'
import { makeTestKey, splitAgain, type TestKey } from './support/testKeys.ts'

const keys = [2048, 2048, 2048, 2048].map((bits) => makeTestKey(bits))
const hashes: HashAlgorithm[] = ['SHA-256', 'SHA-384', 'SHA-512']
const algorithms = hashes.flatMap((hash): SignatureAlgorithm[] => [
  { padding: 'PKCS1_V1_5', hash },
  { padding: 'PSS', hash, saltLength: DIGEST_LENGTH[hash] },
])

type Signed = { key: TestKey; algorithm: SignatureAlgorithm; message: Buffer; signature: Uint8Array }

/** Both halves; the phone's power by OpenSSL, which the first test shows to be the same, to save minutes. */
function signOnce(at: number): Signed {
  const key = splitAgain(pick(keys, at))
  const algorithm = pick(algorithms, Math.floor(at / keys.length))
  const message = randomBytes(40)
  const encodedMessage = encode(message, algorithm, key)
  const y = modularExponentiation(encodedMessage, key.phoneShare, key.modulus)
  const completion = twoPartyRsa.completeSignature({ ...key, encodedMessage, signatureShare: y })
  if (!completion.ok) throw new Error(`signature ${at} was not completed`)
  return { key, algorithm, message, signature: completion.signature }
}

function encode(message: Uint8Array, algorithm: SignatureAlgorithm, key: TestKey): Uint8Array {
  const salt = algorithm.padding === 'PSS' ? randomBytes(algorithm.saltLength) : new Uint8Array()
  return encodeMessage(digest(algorithm.hash, message), algorithm, key.bits, salt)
}

function pick<Value>(values: readonly Value[], at: number): Value {
  const value = values[at % values.length]
  if (value === undefined) throw new Error('nothing to pick from')
  return value
}

function opensslHash(hash: HashAlgorithm): string {
  return hash.replace('-', '').toLowerCase()
}

describe('twoPartyRsa', () => {
  test('the phone computes its share by BigInt as OpenSSL would', () => {
    const key = pick(keys, 0)
    const encodedMessage = encode(randomBytes(9), pick(algorithms, 0), key)
    const expected = modularExponentiation(encodedMessage, key.phoneShare, key.modulus)
    expect(signatureShare(encodedMessage, key.phoneShare, key.modulus)).toEqual(expected)
  })

  test('1,000 random signatures verify in OpenSSL', () => {
    let verified = 0
    for (let at = 0; at < 1_000; at++) {
      const { key, algorithm, message, signature } = signOnce(at)
      const padding =
        algorithm.padding === 'PSS'
          ? { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: algorithm.saltLength }
          : { padding: constants.RSA_PKCS1_PADDING }
      const publicKey = { key: rsaPublicKey(key.modulus), ...padding }
      if (verify(opensslHash(algorithm.hash), message, publicKey, signature)) verified++
    }
    expect(verified).toBe(1_000)
  })

  test('a share of any other d1 completes nothing', () => {
    for (let at = 0; at < 20; at++) {
      const key = pick(keys, at)
      const encodedMessage = encode(randomBytes(9), pick(algorithms, at), key)
      const wrongShare = Uint8Array.from(randomBytes(key.modulus.length))
      const y = modularExponentiation(encodedMessage, wrongShare, key.modulus)
      expect(twoPartyRsa.completeSignature({ ...key, encodedMessage, signatureShare: y })).toEqual({
        ok: false,
      })
    }
  })

  test('neither share alone is the signature', () => {
    const key = pick(keys, 0)
    const algorithm: SignatureAlgorithm = { padding: 'PKCS1_V1_5', hash: 'SHA-256' }
    const message = randomBytes(9)
    const encodedMessage = encode(message, algorithm, key)
    for (const share of [key.phoneShare, key.serverShare]) {
      const alone = modularExponentiation(encodedMessage, share, key.modulus)
      expect(verify('sha256', message, key.publicKey, alone)).toBe(false)
    }
  })

  test.each([
    ['empty', () => new Uint8Array()],
    ['zero', () => new Uint8Array(256)],
    ['one', () => toOctets(1n, 256)],
    ['as large as n', () => pick(keys, 0).modulus],
    ['longer than n', () => new Uint8Array(400).fill(255)],
  ])('a signature share that is %s is refused without an error', (_, share) => {
    const key = pick(keys, 0)
    const encodedMessage = encode(randomBytes(9), pick(algorithms, 0), key)
    expect(twoPartyRsa.completeSignature({ ...key, encodedMessage, signatureShare: share() })).toEqual({
      ok: false,
    })
  })
})

describe('openssl on the command line', () => {
  let folder = ''
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'countersign-signatures-'))
  })
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  test.each(Array.from({ length: 24 }, (_, at) => at))('verifies signature %i', (at) => {
    const { key, algorithm, message, signature } = signOnce(at)
    const path = (name: string) => join(folder, `${at}.${name}`)
    writeFileSync(path('pem'), rsaPublicKey(key.modulus).export({ type: 'spki', format: 'pem' }))
    writeFileSync(path('message'), message)
    writeFileSync(path('signature'), signature)
    const pss = [
      '-sigopt',
      'rsa_padding_mode:pss',
      '-sigopt',
      `rsa_pss_saltlen:${DIGEST_LENGTH[algorithm.hash]}`,
    ]
    const said = execFileSync('openssl', [
      'dgst',
      `-${opensslHash(algorithm.hash)}`,
      '-verify',
      path('pem'),
      ...(algorithm.padding === 'PSS' ? pss : []),
      '-signature',
      path('signature'),
      path('message'),
    ])
    expect(said.toString().trim()).toBe('Verified OK')
  })
})
