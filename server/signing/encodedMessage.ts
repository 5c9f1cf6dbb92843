/**
 * Encoded messages EM of RFC 8017 (PKCS #1 v2.2): EMSA-PKCS1-v1_5 (§9.2) and EMSA-PSS (§9.1), from a
 * digest that was made elsewhere. The letters are the standard's. Both shares of a key sign OS2IP(EM).
 */
import type { HashAlgorithm, SignatureAlgorithm } from '../domain/sessions/session.ts'
import { DIGEST_LENGTH, digest as hashOf } from './digest.ts'

/** Last arc of the OID 2.16.840.1.101.3.4.2.x (NIST hash algorithms). */
const OID_ARC = {
  'SHA-256': 1,
  'SHA-384': 2,
  'SHA-512': 3,
  'SHA3-256': 8,
  'SHA3-384': 9,
  'SHA3-512': 10,
} as const satisfies Record<HashAlgorithm, number>

/**
 * EM for a modulus of `modBits` bits. `salt` is used by PSS alone and must have `saltLength` octets.
 * @throws RangeError where the digest or the salt has the wrong length, or the modulus is too small.
 */
export function encodeMessage(
  mHash: Uint8Array,
  algorithm: SignatureAlgorithm,
  modBits: number,
  salt: Uint8Array,
): Uint8Array {
  if (mHash.length !== DIGEST_LENGTH[algorithm.hash]) throw new RangeError(`not a ${algorithm.hash} digest`)
  if (algorithm.padding === 'PKCS1_V1_5') return encodePkcs1(mHash, algorithm.hash, Math.ceil(modBits / 8))
  if (salt.length !== algorithm.saltLength)
    throw new RangeError('the salt must have the length that was agreed')
  return encodePss(mHash, algorithm.hash, salt, modBits - 1) // §8.1.1 step 1: emBits = modBits - 1
}

/** True where EM is a consistent encoding of the digest, whatever the salt. Never throws. */
export function encodesDigest(
  EM: Uint8Array,
  mHash: Uint8Array,
  algorithm: SignatureAlgorithm,
  modBits: number,
): boolean {
  if (mHash.length !== DIGEST_LENGTH[algorithm.hash]) return false
  if (algorithm.padding === 'PSS')
    return verifyPss(EM, mHash, algorithm.hash, algorithm.saltLength, modBits - 1)
  const k = Math.ceil(modBits / 8)
  if (k < digestInfo(mHash, algorithm.hash).length + 11) return false
  return equal(EM, encodePkcs1(mHash, algorithm.hash, k)) // §8.2.2 step 4: compare whole encodings
}

/** Bits of a modulus given as big-endian octets. */
export function bitLength(modulus: Uint8Array): number {
  const start = modulus.findIndex((octet) => octet !== 0)
  if (start === -1) return 0
  return (modulus.length - start) * 8 - (Math.clz32(modulus[start] ?? 0) - 24)
}

function encodePkcs1(mHash: Uint8Array, hash: HashAlgorithm, emLen: number): Uint8Array {
  const T = digestInfo(mHash, hash) // §9.2 step 2
  if (emLen < T.length + 11) throw new RangeError('intended encoded message length too short') // step 3
  const EM = new Uint8Array(emLen).fill(0xff) // step 4: PS
  EM[0] = 0x00
  EM[1] = 0x01
  EM[emLen - T.length - 1] = 0x00
  EM.set(T, emLen - T.length) // step 5: EM = 0x00 || 0x01 || PS || 0x00 || T
  return EM
}

/** DER of DigestInfo with parameters NULL (RFC 8017 §9.2 note 1; the SHA-3 identifiers are siblings of the SHA-2 ones). */
function digestInfo(mHash: Uint8Array, hash: HashAlgorithm): Uint8Array {
  const oid = [0x06, 0x09, 0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, OID_ARC[hash]]
  const algorithm = [0x30, oid.length + 2, ...oid, 0x05, 0x00]
  const content = [...algorithm, 0x04, mHash.length, ...mHash]
  return Uint8Array.from([0x30, content.length, ...content])
}

function encodePss(mHash: Uint8Array, hash: HashAlgorithm, salt: Uint8Array, emBits: number): Uint8Array {
  const hLen = mHash.length
  const emLen = Math.ceil(emBits / 8)
  if (emLen < hLen + salt.length + 2) throw new RangeError('encoding error') // §9.1.1 step 3
  const H = hashOf(hash, concat(new Uint8Array(8), mHash, salt)) // steps 5, 6: M' = 8 zero octets || mHash || salt
  const DB = new Uint8Array(emLen - hLen - 1) // steps 7, 8: DB = PS || 0x01 || salt
  DB[DB.length - salt.length - 1] = 0x01
  DB.set(salt, DB.length - salt.length)
  const maskedDB = xor(DB, mgf1(H, DB.length, hash)) // steps 9, 10
  maskedDB[0] = (maskedDB[0] ?? 0) & topMask(emLen, emBits) // step 11
  return concat(maskedDB, H, Uint8Array.of(0xbc)) // step 12
}

function verifyPss(
  EM: Uint8Array,
  mHash: Uint8Array,
  hash: HashAlgorithm,
  sLen: number,
  emBits: number,
): boolean {
  const hLen = mHash.length
  const emLen = Math.ceil(emBits / 8)
  if (EM.length !== emLen || emLen < hLen + sLen + 2) return false // §9.1.2 step 3
  if (EM[emLen - 1] !== 0xbc) return false // step 4
  const maskedDB = EM.subarray(0, emLen - hLen - 1) // step 5
  const H = EM.subarray(emLen - hLen - 1, emLen - 1)
  if (((maskedDB[0] ?? 0) & ~topMask(emLen, emBits) & 0xff) !== 0) return false // step 6
  const DB = xor(maskedDB, mgf1(H, maskedDB.length, hash)) // steps 7, 8
  DB[0] = (DB[0] ?? 0) & topMask(emLen, emBits) // step 9
  const psLen = emLen - hLen - sLen - 2
  if (DB.subarray(0, psLen).some((octet) => octet !== 0) || DB[psLen] !== 0x01) return false // step 10
  const salt = DB.subarray(DB.length - sLen) // step 11
  return equal(H, hashOf(hash, concat(new Uint8Array(8), mHash, salt))) // steps 12 to 14
}

/** The bits of the leftmost octet that may be set: emBits is not a multiple of 8 for usual moduli. */
function topMask(emLen: number, emBits: number): number {
  return 0xff >> (8 * emLen - emBits)
}

/** RFC 8017 §B.2.1. */
function mgf1(mgfSeed: Uint8Array, maskLen: number, hash: HashAlgorithm): Uint8Array {
  const T = new Uint8Array(Math.ceil(maskLen / DIGEST_LENGTH[hash]) * DIGEST_LENGTH[hash])
  for (let counter = 0; counter * DIGEST_LENGTH[hash] < maskLen; counter++) {
    const C = Uint8Array.of(counter >>> 24, counter >>> 16, counter >>> 8, counter)
    T.set(hashOf(hash, concat(mgfSeed, C)), counter * DIGEST_LENGTH[hash])
  }
  return T.subarray(0, maskLen)
}

function concat(...parts: Uint8Array[]): Uint8Array {
  return Uint8Array.from(Buffer.concat(parts))
}

function xor(one: Uint8Array, other: Uint8Array): Uint8Array {
  return one.map((octet, at) => octet ^ (other[at] ?? 0))
}

function equal(one: Uint8Array, other: Uint8Array): boolean {
  return Buffer.compare(one, other) === 0
}
