import { generateKeyPairSync, type KeyObject } from 'node:crypto'
import { z } from 'zod'
import { type PrivateJwk, type SplitKey, splitKey } from '../../../web/phone/keys.ts'
import { randomOctets } from '../../../web/phone/octets.ts'

const jwkSchema = z.object({
  n: z.string(),
  e: z.literal('AQAB'),
  d: z.string(),
  p: z.string(),
  q: z.string(),
})

export type TestKey = SplitKey & {
  bits: number
  privateKey: KeyObject
  publicKey: KeyObject
  jwk: PrivateJwk
}

/** An RSA key of any size, whole and in shares. */
export function makeTestKey(bits: number): TestKey {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: bits })
  const jwk = jwkSchema.parse(privateKey.export({ format: 'jwk' }))
  return { ...splitKey(jwk, randomOctets(Math.ceil(bits / 8))), bits, privateKey, publicKey, jwk }
}

/** The same key in new shares. */
export function splitAgain(key: TestKey): TestKey {
  return { ...key, ...splitKey(key.jwk, randomOctets(key.modulus.length)) }
}
