/** Bodies of RP API v3. */
import { z } from 'zod'
import { HASH_ALGORITHMS, type SignatureAlgorithm, type ToSign } from '../../domain/sessions/session.ts'
import { base64Octets } from '../schemas/base64.ts'
import { HASH_OCTETS } from '../schemas/hash.ts'
import { interactionsBase64, V3_TYPES } from '../schemas/interactions.ts'
import { certificateLevel, commonMembers, nonce, signingCertificateLevel, uuid } from '../schemas/members.ts'

/** 44 to 88 signs of base64. */
const OCTETS = { min: 32, max: 64 }

/** PKCS #1 v1.5 under its old names: deprecated, but still taken. */
const LEGACY_HASH = {
  sha256WithRSAEncryption: 'SHA-256',
  sha384WithRSAEncryption: 'SHA-384',
  sha512WithRSAEncryption: 'SHA-512',
} as const

const algorithmMembers = {
  signatureAlgorithm: z.enum(
    ['rsassa-pss', 'sha256WithRSAEncryption', 'sha384WithRSAEncryption', 'sha512WithRSAEncryption'],
    'must be rsassa-pss, or one of the legacy sha256-, sha384- and sha512WithRSAEncryption',
  ),
  signatureAlgorithmParameters: z
    .object({ hashAlgorithm: z.enum(HASH_ALGORITHMS, `must be one of ${HASH_ALGORITHMS.join(', ')}`) })
    .exactOptional(),
}

const algorithmSchema = z.object(algorithmMembers)

function toAlgorithm(
  sent: z.output<typeof algorithmSchema>,
  context: z.RefinementCtx,
): SignatureAlgorithm | null {
  const hash = sent.signatureAlgorithmParameters?.hashAlgorithm
  const problem = (message: string) => {
    context.addIssue({ code: 'custom', path: ['signatureAlgorithmParameters', 'hashAlgorithm'], message })
    return null
  }
  if (sent.signatureAlgorithm === 'rsassa-pss') {
    if (hash === undefined) return problem('is needed for rsassa-pss')
    // The salt is as long as the hash (RP API v3, ACSP_V2 and RAW_DIGEST_SIGNATURE).
    return { padding: 'PSS', hash, saltLength: HASH_OCTETS[hash] }
  }
  const legacyHash = LEGACY_HASH[sent.signatureAlgorithm]
  if (hash !== undefined && hash !== legacyHash)
    return problem(`must be ${legacyHash} for ${sent.signatureAlgorithm}`)
  return { padding: 'PKCS1_V1_5', hash: legacyHash }
}

const acspParameters = z
  .object({ ...algorithmMembers, rpChallenge: base64Octets(OCTETS) })
  .transform((sent, context) => {
    const algorithm = toAlgorithm(sent, context)
    if (algorithm === null) return z.NEVER
    const rpChallenge = Buffer.from(sent.rpChallenge).toString('base64')
    const toSign: ToSign = { protocol: 'acspV2', rpChallenge, algorithm }
    return { toSign, challenge: sent.rpChallenge }
  })

const digestParameters = z
  .object({ ...algorithmMembers, digest: base64Octets(OCTETS) })
  .transform((sent, context): ToSign => {
    const algorithm = toAlgorithm(sent, context)
    if (algorithm === null) return z.NEVER
    if (sent.digest.length !== HASH_OCTETS[algorithm.hash]) {
      context.addIssue({
        code: 'custom',
        path: ['digest'],
        message: 'must be as long as a hash of hashAlgorithm',
      })
      return z.NEVER
    }
    return { protocol: 'digest', digest: sent.digest, algorithm }
  })

const initialCallbackUrl = z
  .string()
  .max(1800, 'must be at most 1800 characters')
  .regex(/^https:\/\/([^|#]+)$/, 'must begin with https:// and hold neither | nor #')
  .exactOptional()

/** Every authentication challenges anew, so there is nothing that a nonce could override. */
const noNonce = z.never('is not allowed for authentication').exactOptional()

const authenticationMembers = {
  ...commonMembers,
  certificateLevel,
  nonce: noNonce,
  signatureProtocol: z.literal('ACSP_V2', 'must be ACSP_V2'),
  signatureProtocolParameters: acspParameters,
}

export const deviceLinkAuthenticationBody = z.object({
  ...authenticationMembers,
  interactions: interactionsBase64(V3_TYPES.deviceLink),
  initialCallbackUrl,
})

export const notificationAuthenticationBody = z.object({
  ...authenticationMembers,
  interactions: interactionsBase64(V3_TYPES.notification),
  vcType: z.literal('numeric4', 'must be numeric4'),
})

const signatureMembers = {
  ...commonMembers,
  certificateLevel: signingCertificateLevel,
  nonce,
  signatureProtocol: z.literal('RAW_DIGEST_SIGNATURE', 'must be RAW_DIGEST_SIGNATURE'),
  signatureProtocolParameters: digestParameters,
}

export const deviceLinkSignatureBody = z.object({
  ...signatureMembers,
  interactions: interactionsBase64(V3_TYPES.deviceLink),
  initialCallbackUrl,
})

export const notificationSignatureBody = z.object({
  ...signatureMembers,
  interactions: interactionsBase64(V3_TYPES.notification),
})

export const linkedSignatureBody = z.object({
  ...signatureMembers,
  interactions: interactionsBase64(V3_TYPES.deviceLink),
  linkedSessionID: uuid,
})

const certificateChoiceMembers = { ...commonMembers, certificateLevel: signingCertificateLevel, nonce }

export const deviceLinkCertificateChoiceBody = z.object({ ...certificateChoiceMembers, initialCallbackUrl })

export const notificationCertificateChoiceBody = z.object(certificateChoiceMembers)

export const certificateBody = z.object({ ...commonMembers, certificateLevel: signingCertificateLevel })
