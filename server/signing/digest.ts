/** Hash functions under the names that the RP API uses. */
import { createHash } from 'node:crypto'
import type { HashAlgorithm } from '../domain/sessions/session.ts'

const OPENSSL_NAME = {
  'SHA-256': 'sha256',
  'SHA-384': 'sha384',
  'SHA-512': 'sha512',
  'SHA3-256': 'sha3-256',
  'SHA3-384': 'sha3-384',
  'SHA3-512': 'sha3-512',
} as const satisfies Record<HashAlgorithm, string>

/** Octets of a digest. */
export const DIGEST_LENGTH = {
  'SHA-256': 32,
  'SHA-384': 48,
  'SHA-512': 64,
  'SHA3-256': 32,
  'SHA3-384': 48,
  'SHA3-512': 64,
} as const satisfies Record<HashAlgorithm, number>

export function digest(algorithm: HashAlgorithm, message: Uint8Array | string): Uint8Array {
  return Uint8Array.from(createHash(OPENSSL_NAME[algorithm]).update(message).digest())
}
