/**
 * Makes an RSA key and takes it apart: d = d1 + d2 mod phi(n). d1 stays on the phone under the PIN, d2
 * goes to the server; d, p and q are forgotten here, at the only moment at which they are whole.
 */
import { z } from 'zod'
import { fromBase64, type Octets, randomOctets, toInteger, toOctets } from './octets.ts'

export type KeyBits = 2048 | 3072 | 4096

export type SplitKey = {
  /** n, big-endian. */
  modulus: Octets
  /** d1: uniformly random octets, as many as n has, not reduced (so a wrong PIN decrypts to equals). */
  phoneShare: Octets
  /** d2 = (d - d1) mod phi(n), as many octets as n. */
  serverShare: Octets
}

const privateJwkSchema = z.object({
  n: z.string(),
  e: z.literal('AQAB'),
  d: z.string(),
  p: z.string(),
  q: z.string(),
})
export type PrivateJwk = z.infer<typeof privateJwkSchema>

export type GenerateKey = (bits: KeyBits) => Promise<PrivateJwk>

export async function generateSplitKey(
  bits: KeyBits = 3072,
  generateKey: GenerateKey = generateRsaKey,
): Promise<SplitKey> {
  const jwk = await generateKey(bits)
  return splitKey(jwk, randomOctets(bits / 8))
}

async function generateRsaKey(bits: KeyBits): Promise<PrivateJwk> {
  const algorithm = {
    name: 'RSASSA-PKCS1-v1_5',
    hash: 'SHA-256',
    modulusLength: bits,
    publicExponent: Uint8Array.of(1, 0, 1),
  }
  const pair = await globalThis.crypto.subtle.generateKey(algorithm, true, ['sign', 'verify'])
  return privateJwkSchema.parse(await globalThis.crypto.subtle.exportKey('jwk', pair.privateKey))
}

/** Shares a key by a d1 that was drawn elsewhere. */
export function splitKey(jwk: PrivateJwk, phoneShare: Octets): SplitKey {
  const modulus = fromBase64(jwk.n)
  const phi = (toInteger(fromBase64(jwk.p)) - 1n) * (toInteger(fromBase64(jwk.q)) - 1n)
  const difference = (toInteger(fromBase64(jwk.d)) - toInteger(phoneShare)) % phi
  const d2 = difference < 0n ? difference + phi : difference
  return { modulus, phoneShare, serverShare: toOctets(d2, modulus.length) }
}
