/**
 * The phone's share under the PIN: C = AES-CTR(scrypt(PIN, salt), d1). No checksum, no padding, no MAC
 * and no format: every PIN decrypts C to as many equally likely octets, and only the server's share
 * check can tell a wrong one.
 */
import { scryptAsync } from '@noble/hashes/scrypt.js'
import { type Octets, randomOctets, utf8 } from './octets.ts'

export type KeyDerivation = { N: number; r: number; p: number }

/** RFC 7914 parameters for a phone: 32 MiB. Tests and large simulations use lighter ones. */
export const DEFAULT_KEY_DERIVATION: KeyDerivation = { N: 2 ** 15, r: 8, p: 1 }

export type ProtectedShare = { salt: Octets; ciphertext: Octets; keyDerivation: KeyDerivation }

export async function protectShare(
  phoneShare: Octets,
  pin: string,
  keyDerivation: KeyDerivation = DEFAULT_KEY_DERIVATION,
): Promise<ProtectedShare> {
  const salt = randomOctets(16)
  return { salt, ciphertext: await applyKeyStream(phoneShare, pin, salt, keyDerivation), keyDerivation }
}

/** Always gives a share; whether it is the right one, nobody knows here. */
export async function revealShare(
  { salt, ciphertext, keyDerivation }: ProtectedShare,
  pin: string,
): Promise<Octets> {
  return await applyKeyStream(ciphertext, pin, salt, keyDerivation)
}

/** AES-CTR encrypts and decrypts alike. Key and counter both come from the PIN: each salt is used once. */
async function applyKeyStream(
  octets: Octets,
  pin: string,
  salt: Octets,
  { N, r, p }: KeyDerivation,
): Promise<Octets> {
  const derived = Uint8Array.from(await scryptAsync(utf8(pin), salt, { N, r, p, dkLen: 48 }))
  const { subtle } = globalThis.crypto
  const key = await subtle.importKey('raw', derived.slice(0, 32), 'AES-CTR', false, ['encrypt'])
  const counter = derived.slice(32)
  derived.fill(0)
  return new Uint8Array(await subtle.encrypt({ name: 'AES-CTR', counter, length: 64 }, key, octets))
}
