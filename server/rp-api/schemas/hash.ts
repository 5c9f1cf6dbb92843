/** Octets of each hash that a relying party may name. */
import type { HashAlgorithm } from '../../domain/sessions/session.ts'

export const HASH_OCTETS = {
  'SHA-256': 32,
  'SHA-384': 48,
  'SHA-512': 64,
  'SHA3-256': 32,
  'SHA3-384': 48,
  'SHA3-512': 64,
} as const satisfies Record<HashAlgorithm, number>
