/** Bodies of RP API v2. */
import { z } from 'zod'
import type { ToSign } from '../../domain/sessions/session.ts'
import { base64Octets } from '../schemas/base64.ts'
import { HASH_OCTETS } from '../schemas/hash.ts'
import { allowedInteractionsOrder } from '../schemas/interactions.ts'
import { certificateLevel, commonMembers, nonce, signingCertificateLevel } from '../schemas/members.ts'

const HASH_OF_TYPE = { SHA256: 'SHA-256', SHA384: 'SHA-384', SHA512: 'SHA-512' } as const

const signedMembers = {
  ...commonMembers,
  hash: base64Octets({ min: 32, max: 64 }),
  hashType: z.enum(['SHA256', 'SHA384', 'SHA512'], 'must be SHA256, SHA384 or SHA512'),
  allowedInteractionsOrder,
  nonce,
}

type HashMembers = { hash: Uint8Array; hashType: keyof typeof HASH_OF_TYPE }

function hashFits({ hash, hashType }: HashMembers): boolean {
  return hash.length === HASH_OCTETS[HASH_OF_TYPE[hashType]]
}

const HASH_DOES_NOT_FIT = { path: ['hash'], message: 'must be as long as a hash of hashType' }

export const authenticationBody = z
  .object({ ...signedMembers, certificateLevel })
  .refine(hashFits, HASH_DOES_NOT_FIT)

export const signatureBody = z
  .object({ ...signedMembers, certificateLevel: signingCertificateLevel })
  .refine(hashFits, HASH_DOES_NOT_FIT)

export const certificateChoiceBody = z.object({
  ...commonMembers,
  nonce,
  certificateLevel: signingCertificateLevel,
})

/** RSASSA-PKCS1-v1_5 over the hash that was sent. */
export function toSign({ hash, hashType }: HashMembers): ToSign {
  return {
    protocol: 'digest',
    digest: hash,
    algorithm: { padding: 'PKCS1_V1_5', hash: HASH_OF_TYPE[hashType] },
  }
}
