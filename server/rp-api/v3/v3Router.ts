/** RP API v3: device links, notifications, linked signatures, certificates and the status. */
import { type RequestHandler, Router } from 'express'
import { AppError } from '../../errors.ts'
import type { Dependencies } from '../../flow/dependencies.ts'
import { certificateOf } from '../../flow/request/certificateOf.ts'
import { authenticate, permit } from '../authenticate.ts'
import { feedback } from '../feedback.ts'
import { parseBody, parseField } from '../parse.ts'
import { readSession } from '../readSession.ts'
import { receiveFrom } from '../receiveFrom.ts'
import { documentNumber } from '../schemas/addresses.ts'
import { type ToTarget, toAnyone, toDocument, toSubject } from '../targets.ts'
import {
  deviceLinkAuthentication,
  deviceLinkCertificateChoice,
  deviceLinkSignature,
  linkedSignature,
  notificationAuthentication,
  notificationCertificateChoice,
  notificationSignature,
  type Operation,
} from './operations.ts'
import { receivedToWire } from './receivedToWire.ts'
import { certificateBody } from './schemas.ts'
import { certificateToWire, sessionToWire } from './sessionToWire.ts'

export function v3Router(deps: Dependencies): Router {
  const router = Router()
  const create = (path: string, operation: Operation, toTarget: ToTarget) => {
    router.post(path, creates(deps, operation, toTarget))
  }
  create('/authentication/device-link/anonymous', deviceLinkAuthentication, toAnyone)
  create('/authentication/device-link/etsi/:id', deviceLinkAuthentication, toSubject)
  create('/authentication/device-link/document/:id', deviceLinkAuthentication, toDocument)
  create('/authentication/notification/etsi/:id', notificationAuthentication, toSubject)
  create('/authentication/notification/document/:id', notificationAuthentication, toDocument)
  create('/signature/device-link/etsi/:id', deviceLinkSignature, toSubject)
  create('/signature/device-link/document/:id', deviceLinkSignature, toDocument)
  create('/signature/notification/etsi/:id', notificationSignature, toSubject)
  create('/signature/notification/document/:id', notificationSignature, toDocument)
  create('/signature/notification/linked/:id', linkedSignature, toDocument)
  create('/signature/certificate-choice/device-link/anonymous', deviceLinkCertificateChoice, toAnyone)
  create('/signature/certificate-choice/notification/etsi/:id', notificationCertificateChoice, toSubject)

  router.post('/signature/certificate/:id', certificate(deps))
  router.get('/session/:sessionId', async (request, response) => {
    response.json(sessionToWire(await readSession(deps, request, response, 'v3')))
  })
  router.post('/session/:sessionId/feedback', feedback(deps, 'v3'))
  return router
}

function creates(deps: Dependencies, operation: Operation, toTarget: ToTarget): RequestHandler {
  return async (request, response) => {
    const { body, parts } = operation(request.body)
    const received = await receiveFrom(deps, request, 'v3', body, { ...parts, target: toTarget(request) })
    // The code of an authentication follows from the challenge: the relying party computes it itself.
    response.json(receivedToWire(received, parts.kind === 'signature'))
  }
}

/** At once, and without the phone. */
function certificate(deps: Dependencies): RequestHandler {
  return async (request, response) => {
    const body = parseBody(certificateBody, request.body)
    const document = parseField(documentNumber, 'documentNumber', request.params['id'])
    const relyingParty = await authenticate(deps, request, body)
    const { level } = permit(relyingParty, body, 'refuse')
    if (deps.settings.maintenance)
      throw new AppError('maintenance', 'System is under maintenance, retry later')
    const found = await certificateOf(deps, { documentNumber: document, level })
    response.json(
      found === 'unusable' ? { state: 'DOCUMENT_UNUSABLE' } : { state: 'OK', cert: certificateToWire(found) },
    )
  }
}
