/** Base64 members: the standard alphabet with padding, and nothing that decodes in two ways. */
import { z } from 'zod'

export type OctetRange = { min: number; max: number }

/** Parses to the octets. The text must be what those octets encode to, so that it can be made again. */
export function base64Octets({ min, max }: OctetRange) {
  return z.string().transform((text, context) => {
    const octets = Uint8Array.from(Buffer.from(text, 'base64'))
    if (Buffer.from(octets).toString('base64') !== text) {
      context.addIssue({ code: 'custom', message: 'must be base64 with padding' })
      return z.NEVER
    }
    if (octets.length < min || octets.length > max) {
      context.addIssue({ code: 'custom', message: `must be ${min} to ${max} octets in base64` })
      return z.NEVER
    }
    return octets
  })
}
