/** What RP API v3 answers, as strict as its published schemas, which forbid members that they do not name. */
import { z } from 'zod'

export const HASHES = ['SHA-256', 'SHA-384', 'SHA-512', 'SHA3-256', 'SHA3-384', 'SHA3-512'] as const
export type Hash = (typeof HASHES)[number]

export const linkSchema = z.strictObject({
  sessionID: z.uuid(),
  sessionToken: z.string().regex(/^[A-Za-z0-9]{24,}$/),
  sessionSecret: z.base64().min(24),
  deviceLinkBase: z.url(),
})
export const pushedSchema = z.strictObject({ sessionID: z.uuid() })
export const pushedSignatureSchema = z.strictObject({
  sessionID: z.uuid(),
  vc: z.strictObject({ type: z.literal('numeric4'), value: z.string().regex(/^\d{4}$/) }),
})

const levelSchema = z.enum(['ADVANCED', 'QUALIFIED'])
export const certSchema = z.strictObject({ value: z.base64(), certificateLevel: levelSchema })
const interactionTypeSchema = z.enum([
  'displayTextAndPIN',
  'confirmationMessage',
  'confirmationMessageAndVerificationCodeChoice',
])
const linkTypes = ['QR', 'Web2App', 'App2App'] as const
const algorithmMembers = {
  value: z.base64(),
  flowType: z.enum([...linkTypes, 'Notification']),
  signatureAlgorithm: z.enum([
    'rsassa-pss',
    'sha256WithRSAEncryption',
    'sha384WithRSAEncryption',
    'sha512WithRSAEncryption',
  ]),
  signatureAlgorithmParameters: z
    .strictObject({
      hashAlgorithm: z.enum(HASHES),
      maskGenAlgorithm: z.strictObject({
        algorithm: z.literal('id-mgf1'),
        parameters: z.strictObject({ hashAlgorithm: z.enum(HASHES) }),
      }),
      saltLength: z.number(),
      trailerField: z.literal('0xbc'),
    })
    .optional(),
}
const statusMembers = {
  state: z.literal('COMPLETE'),
  deviceIpAddress: z.string().optional(),
  ignoredProperties: z.array(z.string()).optional(),
}
const okResult = z.strictObject({ endResult: z.literal('OK'), documentNumber: z.string() })
export const authenticationStatus = z.strictObject({
  ...statusMembers,
  result: okResult,
  signatureProtocol: z.literal('ACSP_V2'),
  signature: z.strictObject({
    ...algorithmMembers,
    serverRandom: z.base64().min(24),
    userChallenge: z.string().regex(/^[A-Za-z0-9_-]{43}$/),
  }),
  cert: certSchema,
  interactionTypeUsed: interactionTypeSchema,
})
export const signatureStatus = z.strictObject({
  ...statusMembers,
  result: okResult,
  signatureProtocol: z.literal('RAW_DIGEST_SIGNATURE'),
  signature: z.strictObject(algorithmMembers),
  cert: certSchema,
  interactionTypeUsed: interactionTypeSchema,
})
export const certificateStatus = z.strictObject({
  ...statusMembers,
  result: okResult,
  signature: z.strictObject({ flowType: z.enum([...linkTypes, 'Notification']) }),
  cert: certSchema,
})
export const statusSchema = z.union([
  z.strictObject({ state: z.literal('RUNNING') }),
  z.looseObject({ state: z.literal('COMPLETE'), result: z.looseObject({ endResult: z.string() }) }),
])
export type Complete = Extract<z.output<typeof statusSchema>, { state: 'COMPLETE' }>
