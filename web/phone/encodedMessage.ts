/**
 * The phone's own check that an encoded message EM (RFC 8017 §9) encodes a digest. The server builds EM;
 * the phone signs it only where it encodes what was shown.
 */
import { sha256, sha384, sha512 } from '@noble/hashes/sha2.js'
import { sha3_256, sha3_384, sha3_512 } from '@noble/hashes/sha3.js'
import type { HashAlgorithm, SignatureAlgorithm } from '../../server/domain/sessions/session.ts'
import { concat, equal, type Octets } from './octets.ts'

const HASH = {
  'SHA-256': { hash: sha256, length: 32, oidArc: 1 },
  'SHA-384': { hash: sha384, length: 48, oidArc: 2 },
  'SHA-512': { hash: sha512, length: 64, oidArc: 3 },
  'SHA3-256': { hash: sha3_256, length: 32, oidArc: 8 },
  'SHA3-384': { hash: sha3_384, length: 48, oidArc: 9 },
  'SHA3-512': { hash: sha3_512, length: 64, oidArc: 10 },
} as const satisfies Record<HashAlgorithm, unknown>

export function digest(algorithm: HashAlgorithm, message: Uint8Array): Octets {
  return Uint8Array.from(HASH[algorithm].hash(message))
}

/** True where EM consistently encodes the digest under the algorithm, whatever the salt. Never throws. */
export function encodesDigest(
  EM: Uint8Array,
  mHash: Uint8Array,
  algorithm: SignatureAlgorithm,
  modBits: number,
): boolean {
  if (mHash.length !== HASH[algorithm.hash].length) return false
  if (algorithm.padding === 'PKCS1_V1_5') return isPkcs1(EM, mHash, algorithm.hash, Math.ceil(modBits / 8))
  return isPss(EM, mHash, algorithm.hash, algorithm.saltLength, modBits - 1)
}

/** §9.2: 0x00 || 0x01 || PS || 0x00 || T, compared as a whole (§8.2.2 step 4). */
function isPkcs1(EM: Uint8Array, mHash: Uint8Array, hash: HashAlgorithm, emLen: number): boolean {
  const oid = [0x06, 0x09, 0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, HASH[hash].oidArc]
  const algorithm = [0x30, oid.length + 2, ...oid, 0x05, 0x00]
  const content = [...algorithm, 0x04, mHash.length, ...mHash]
  const T = Uint8Array.of(0x30, content.length, ...content)
  if (emLen < T.length + 11) return false
  const PS = new Uint8Array(emLen - T.length - 3).fill(0xff)
  return equal(EM, concat(Uint8Array.of(0x00, 0x01), PS, Uint8Array.of(0x00), T))
}

/** §9.1.2. */
function isPss(
  EM: Uint8Array,
  mHash: Uint8Array,
  hash: HashAlgorithm,
  sLen: number,
  emBits: number,
): boolean {
  const hLen = mHash.length
  const emLen = Math.ceil(emBits / 8)
  const topMask = 0xff >> (8 * emLen - emBits)
  if (EM.length !== emLen || emLen < hLen + sLen + 2 || EM[emLen - 1] !== 0xbc) return false // steps 3, 4
  const maskedDB = EM.subarray(0, emLen - hLen - 1)
  const H = EM.subarray(emLen - hLen - 1, emLen - 1)
  const top = maskedDB[0] ?? 0
  if ((top & topMask) !== top) return false // step 6
  const mask = mgf1(H, maskedDB.length, hash)
  const DB = maskedDB.map((octet, at) => octet ^ (mask[at] ?? 0)) // step 8
  DB[0] = (DB[0] ?? 0) & topMask // step 9
  const psLen = emLen - hLen - sLen - 2
  if (DB.subarray(0, psLen).some((octet) => octet !== 0) || DB[psLen] !== 0x01) return false // step 10
  const salt = DB.subarray(DB.length - sLen)
  return equal(H, digest(hash, concat(new Uint8Array(8), mHash, salt))) // steps 12 to 14
}

/** §B.2.1. */
function mgf1(mgfSeed: Uint8Array, maskLen: number, hash: HashAlgorithm): Octets {
  const blocks = Array.from({ length: Math.ceil(maskLen / HASH[hash].length) }, (_, counter) =>
    digest(hash, concat(mgfSeed, Uint8Array.of(counter >>> 24, counter >>> 16, counter >>> 8, counter))),
  )
  return concat(...blocks).slice(0, maskLen)
}
