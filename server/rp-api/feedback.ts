/**
 * POST /session/:sessionId/feedback, of both versions: an addition of ours that the standard lacks. The relying
 * party that made a session tells whether it was fraud.
 */
import type { RequestHandler } from 'express'
import { z } from 'zod'
import { toId } from '../domain/ids.ts'
import type { ApiVersion } from '../domain/sessions/session.ts'
import { fromDate } from '../domain/time.ts'
import { eventTime } from '../eventTime.ts'
import type { Dependencies } from '../flow/dependencies.ts'
import { giveFeedback } from '../flow/review/feedback.ts'
import { authenticate } from './authenticate.ts'
import { parseBody, parseField } from './parse.ts'
import { commonMembers, uuid } from './schemas/members.ts'

const feedbackBody = z.object({
  relyingPartyUUID: commonMembers.relyingPartyUUID,
  relyingPartyName: commonMembers.relyingPartyName,
  fraud: z.boolean('must be true or false'),
  occurredAt: z.iso
    .datetime({ offset: true, error: 'must be a time of ISO 8601 with its zone' })
    .transform((text) => fromDate(new Date(text)))
    .exactOptional(),
})

export function feedback(deps: Dependencies, apiVersion: ApiVersion): RequestHandler {
  return async (request, response) => {
    const sessionId = toId<'session'>(parseField(uuid, 'sessionID', request.params['sessionId']))
    const body = parseBody(feedbackBody, request.body)
    const relyingParty = await authenticate(deps, request, body)
    await giveFeedback(deps, {
      sessionId,
      relyingPartyId: relyingParty.id,
      apiVersion,
      fraud: body.fraud,
      occurredAt: body.occurredAt ?? null,
      at: eventTime(deps, request),
    })
    response.status(204).end()
  }
}
