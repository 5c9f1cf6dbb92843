/** RP API v2: three operations on three kinds of target, and the status. */
import { type RequestHandler, Router } from 'express'
import type { z } from 'zod'
import { AppError } from '../../errors.ts'
import type { Dependencies } from '../../flow/dependencies.ts'
import { authenticate } from '../authenticate.ts'
import { feedback } from '../feedback.ts'
import { parseBody } from '../parse.ts'
import { readSession } from '../readSession.ts'
import { NO_REQUEST_PARTS, type RequestParts, receiveFrom } from '../receiveFrom.ts'
import type { CommonBody } from '../schemas/members.ts'
import { type ToTarget, toDocument, toSubject } from '../targets.ts'
import { authenticationBody, certificateChoiceBody, signatureBody, toSign } from './schemas.ts'
import { sessionToWire } from './sessionToWire.ts'

type Operation = { body: CommonBody; parts: Omit<RequestParts, 'target'> }

/** Each operation from its body to what the flow is asked for. */
const OPERATIONS = {
  authentication: (body: unknown) => toSigned('authentication', parseBody(authenticationBody, body)),
  signature: (body: unknown) => toSigned('signature', parseBody(signatureBody, body)),
  certificatechoice: (body: unknown) => {
    const parsed = parseBody(certificateChoiceBody, body)
    return { body: parsed, parts: { ...NO_REQUEST_PARTS, kind: 'certificateChoice', entry: 'notification' } }
  },
} as const satisfies Record<string, (body: unknown) => Operation>

function toSigned(kind: 'authentication' | 'signature', body: z.output<typeof signatureBody>): Operation {
  return {
    body,
    parts: {
      ...NO_REQUEST_PARTS,
      kind,
      entry: 'notification',
      toSign: toSign(body),
      interactions: body.allowedInteractionsOrder,
      verificationCode: { from: 'bytes', bytes: body.hash },
    },
  }
}

export function v2Router(deps: Dependencies): Router {
  const router = Router()
  for (const [name, operation] of Object.entries(OPERATIONS)) {
    router.post(`/${name}/etsi/:id`, create(deps, operation, toSubject))
    router.post(`/${name}/document/:id`, create(deps, operation, toDocument))
    router.post(`/${name}/private/:issuer/:id`, async (request) => {
      const { body } = operation(request.body)
      await authenticate(deps, request, body)
      // No private issuer is registered here, so nobody is known by one.
      throw new AppError('notFound', 'No such account')
    })
  }
  router.get('/session/:sessionId', async (request, response) => {
    response.json(sessionToWire(await readSession(deps, request, response, 'v2')))
  })
  router.post('/session/:sessionId/feedback', feedback(deps, 'v2'))
  return router
}

function create(
  deps: Dependencies,
  operation: (body: unknown) => Operation,
  toTarget: ToTarget,
): RequestHandler {
  return async (request, response) => {
    const { body, parts } = operation(request.body)
    const { sessionId } = await receiveFrom(deps, request, 'v2', body, {
      ...parts,
      target: toTarget(request),
    })
    response.json({ sessionID: sessionId })
  }
}
