/** POST /proofings: the registration authority vouches for a person. */
import { Router } from 'express'
import { z } from 'zod'
import { CERTIFICATE_LEVELS } from '../domain/sessions/session.ts'
import { fromDate } from '../domain/time.ts'
import { eventTime } from '../eventTime.ts'
import { prove } from '../flow/enrolment/prove.ts'
import type { ConsoleDependencies } from './dependencies.ts'
import { guard } from './guard.ts'
import { parse } from './parse.ts'

/** The registration authority of this service; there is one. */
const AUTHORITY = 'TEST'

const body = z.strictObject({
  semanticsIdentifier: z.string().min(1).max(50),
  givenName: z.string().trim().min(1).max(100),
  surname: z.string().trim().min(1).max(100),
  email: z.email().optional(),
  language: z.string().min(2).max(35).optional(),
  level: z.enum(CERTIFICATE_LEVELS),
  method: z.string().min(1).max(50),
  provedAt: z.iso
    .datetime({ offset: true })
    .transform((text) => fromDate(new Date(text)))
    .optional(),
})

export function proofingsRouter(deps: ConsoleDependencies): Router {
  const router = Router()
  router.post(
    '/proofings',
    guard(deps, 'recordProofings', async ({ user, request, response }) => {
      const { semanticsIdentifier, givenName, surname, email, language, level, method, provedAt } = parse(
        body,
        request.body,
      )
      const { proofingId, activationCode } = await prove(deps, {
        identity: { semanticsIdentifier, givenName, surname },
        contact: email === undefined ? null : { email, language: language ?? 'en' },
        level,
        method,
        authority: AUTHORITY,
        provedAt: provedAt ?? eventTime(deps, request),
        userId: user.id,
      })
      response.status(201).json({ proofingId, activationCode })
    }),
  )
  return router
}
