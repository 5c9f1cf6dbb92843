/** POST /proofings: the registration authority vouches for a person. */

import { Router } from 'express'
import { proofing, proofingBody } from '../contract/proofings.ts'
import { eventTime } from '../eventTime.ts'
import { prove } from '../flow/enrolment/prove.ts'
import type { ConsoleDependencies } from './dependencies.ts'
import { guard } from './guard.ts'
import { parse } from './parse.ts'
import { send } from './send.ts'

/** The registration authority of this service; there is one. */
const AUTHORITY = 'TEST'

export function proofingsRouter(deps: ConsoleDependencies): Router {
  const router = Router()
  router.post(
    '/proofings',
    guard(deps, 'recordProofings', async ({ user, request, response }) => {
      const { semanticsIdentifier, givenName, surname, email, language, level, method, provedAt } = parse(
        proofingBody,
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
      send(response.status(201), proofing, { proofingId, activationCode })
    }),
  )
  return router
}
