/** Body members that v2 and v3 have in common. Whatever is not named here is ignored. */
import { z } from 'zod'
import { riskContext } from './riskContext.ts'

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i
const MOST_NAME_OCTETS = 32

/** The only property that is supported; others are told back by name (`ignoredProperties`). */
const requestProperties = z
  .looseObject({ shareMdClientIpAddress: z.boolean().exactOptional() })
  .transform(({ shareMdClientIpAddress, ...others }) => ({
    shareDeviceIp: shareMdClientIpAddress === true,
    ignored: Object.keys(others),
  }))

export const commonMembers = {
  relyingPartyUUID: z.string().regex(UUID, 'must be a UUID'),
  relyingPartyName: z
    .string()
    .min(1, 'must not be empty')
    .refine(
      (name) => Buffer.byteLength(name) <= MOST_NAME_OCTETS,
      `must be at most ${MOST_NAME_OCTETS} octets of UTF-8`,
    ),
  requestProperties: requestProperties.exactOptional(),
  capabilities: z.array(z.string().max(64)).max(20).exactOptional(),
  riskContext: riskContext.exactOptional(),
}

export const certificateLevel = z
  .enum(['ADVANCED', 'QUALIFIED'], 'must be ADVANCED or QUALIFIED')
  .exactOptional()

/** QSCD asks for a qualified certificate whose key sits in a certified device; the level is the same. */
export const signingCertificateLevel = z
  .enum(['ADVANCED', 'QUALIFIED', 'QSCD'], 'must be ADVANCED, QUALIFIED or QSCD')
  .transform((level) => (level === 'QSCD' ? 'QUALIFIED' : level))
  .exactOptional()

export const nonce = z
  .string()
  .min(1, 'must be 1 to 30 characters')
  .max(30, 'must be 1 to 30 characters')
  .exactOptional()

export const uuid = z.string().regex(UUID, 'must be a UUID')

const commonSchema = z.object({
  ...commonMembers,
  certificateLevel: z.enum(['ADVANCED', 'QUALIFIED']).exactOptional(),
  nonce: z.string().exactOptional(),
})
/** What every parsed body has, or may have. */
export type CommonBody = z.output<typeof commonSchema>
