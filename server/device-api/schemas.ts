/** What phones send, parsed at the door. Limits keep a body small long before the parser minds. */
import { z } from 'zod'
import { PLATFORMS } from '../domain/accounts/device.ts'
import { INTERACTION_TYPES } from '../domain/sessions/session.ts'
import { AppError } from '../errors.ts'

const shortText = z.string().min(1).max(64)
const base64url = z.string().regex(/^[A-Za-z0-9_-]+$/, 'must be base64url')
const sealed = z
  .string()
  .regex(/^[A-Za-z0-9_-]*(\.[A-Za-z0-9_-]*){4}$/, 'must be a compact JWE')
  .max(16_384)

export const integrityFlags = z.object({
  rooted: z.boolean(),
  debuggerAttached: z.boolean(),
  emulator: z.boolean(),
  remoteControlActive: z.boolean(),
  accessibilityServiceActive: z.boolean(),
  callActive: z.boolean(),
  hardwareKeyStore: z.boolean(),
  randomnessTestPassed: z.boolean(),
})

const deviceDescription = z.object({
  platform: z.enum(PLATFORMS),
  model: shortText,
  osVersion: shortText,
  appVersion: shortText,
  language: z.string().regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, 'must be a language tag such as et'),
  interactions: z.array(z.enum(INTERACTION_TYPES)).max(INTERACTION_TYPES.length),
  integrity: integrityFlags,
})

export const startEnrolmentBody = z.object({
  activationCode: z.string().min(1).max(64),
  device: deviceDescription,
  ecdhPublicKey: z.object({
    kty: z.string(),
    crv: z.string().exactOptional(),
    x: z.string().exactOptional(),
    y: z.string().exactOptional(),
    kid: z.string().exactOptional(),
  }),
  moduli: z.object({ authentication: base64url.max(2048), signature: base64url.max(2048) }),
})

export const finishEnrolmentBody = z.object({ sealed })

export const confirmBody = z.object({
  keyId: z.uuid(),
  freshnessToken: base64url.max(128),
  sealed,
  verificationCode: z
    .string()
    .regex(/^\d{4}$/, 'must be four digits')
    .exactOptional(),
})

export const claimBody = z.object({ deviceLink: z.string().min(1).max(4096) })

export const waitQuery = z.object({ timeoutMs: z.coerce.number().int().min(0).max(120_000).default(0) })

/** @throws AppError badRequest that names each wrong field. */
export function parse<Schema extends z.ZodType>(schema: Schema, input: unknown): z.infer<Schema> {
  const parsed = schema.safeParse(input)
  if (parsed.success) return parsed.data
  throw new AppError('badRequest', 'Some fields are wrong', {
    fields: parsed.error.issues.map(({ path, message }) => ({
      field: path.map(String).join('.') || 'body',
      message,
    })),
  })
}
