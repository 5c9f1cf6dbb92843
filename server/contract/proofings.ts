/** The registration authority vouches for a person. */
import { z } from 'zod'
import { CERTIFICATE_LEVELS } from '../domain/sessions/session.ts'
import { instant, uuid } from './forms/formats.ts'

export const proofingBody = z.strictObject({
  semanticsIdentifier: z.string().min(1).max(50),
  givenName: z.string().trim().min(1).max(100),
  surname: z.string().trim().min(1).max(100),
  email: z.email().optional(),
  /** BCP 47, e.g. `et`. */
  language: z.string().min(2).max(35).optional(),
  level: z.enum(CERTIFICATE_LEVELS),
  method: z.string().min(1).max(50),
  provedAt: instant.optional(),
})

export const proofing = z.object({ proofingId: uuid, activationCode: z.string() })
