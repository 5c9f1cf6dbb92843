/** The phones' door. */
import express, { type Request, Router } from 'express'
import { isUuid, type SessionId, toId } from '../domain/ids.ts'
import { AppError } from '../errors.ts'
import { eventTime } from '../eventTime.ts'
import type { Dependencies } from '../flow/dependencies.ts'
import { finishEnrolment, startEnrolment } from '../flow/enrolment/enrol.ts'
import { accept } from '../flow/phone/accept.ts'
import { claim } from '../flow/phone/claim.ts'
import { confirm } from '../flow/phone/confirm.ts'
import { type Phone, sessionFor } from '../flow/phone/phone.ts'
import { readAccount } from '../flow/phone/readAccount.ts'
import { refuse } from '../flow/phone/refuse.ts'
import { report } from '../flow/phone/report.ts'
import { serverKey } from '../flow/phone/serverKey.ts'
import { asPhone, send } from './asPhone.ts'
import { clientAddress } from './clientAddress.ts'
import { errorHandler } from './errorHandler.ts'
import {
  claimBody,
  confirmBody,
  finishEnrolmentBody,
  integrityFlags,
  parse,
  startEnrolmentBody,
} from './schemas.ts'
import { events, longPoll } from './watch.ts'

const BODY_LIMIT = '64kb'

export function deviceApiRouter(deps: Dependencies): Router {
  const router = Router()
  router.use((_request, response, next) => {
    response.set('Cache-Control', 'no-store')
    next()
  })
  router.use(express.json({ limit: BODY_LIMIT }))

  router.get('/server-key', async (_request, response) => {
    const { publicJwk, kid } = await serverKey(deps)
    response.json({ jwk: publicJwk, kid, keyBits: deps.settings.keyBits })
  })
  router.post('/enrolments', async (request, response) => {
    const body = parse(startEnrolmentBody, request.body)
    send(response, { status: 201, body: await startEnrolment(deps, body, eventTime(deps, request)) })
  })
  router.post('/enrolments/:id/finish', async (request, response) => {
    const { sealed } = parse(finishEnrolmentBody, request.body)
    const enrolment = { id: idIn<'enrolment'>(request), sealed, ip: clientAddress(request) }
    send(response, { status: 201, body: await finishEnrolment(deps, enrolment) })
  })

  router.get('/events', events(deps))
  router.get('/requests', longPoll(deps))
  router.post(
    '/requests/:id/shown',
    asPhone(deps, async (phone, request) => {
      const session = await sessionFor(deps, phone, idIn<'session'>(request))
      await deps.sessions.shown(session.id, phone.at)
      return { status: 204 }
    }),
  )
  router.post(
    '/requests/:id/confirm',
    asPhone(deps, async (phone, request) => {
      const confirmation = { sessionId: idIn<'session'>(request), ...parse(confirmBody, request.body) }
      return { status: 200, body: await confirm(deps, phone, confirmation) }
    }),
  )
  const acts = { accept, refuse, report } satisfies Record<string, Act>
  for (const [name, act] of Object.entries<Act>(acts)) {
    router.post(
      `/requests/:id/${name}`,
      asPhone(deps, async (phone, request) => {
        await act(deps, phone, idIn<'session'>(request))
        return { status: 204 }
      }),
    )
  }
  router.post(
    '/links/claim',
    asPhone(deps, async (phone, request) => {
      const { deviceLink } = parse(claimBody, request.body)
      return { status: 202, body: { sessionId: await claim(deps, phone, deviceLink) } }
    }),
  )
  router.get(
    '/account',
    asPhone(deps, async (phone) => ({ status: 200, body: readAccount(phone) })),
  )
  router.put(
    '/integrity',
    asPhone(deps, async (phone, request) => {
      await deps.devices.setIntegrity(phone.account.id, parse(integrityFlags, request.body))
      return { status: 204 }
    }),
  )

  router.use(() => {
    throw new AppError('notFound', 'There is nothing at this address')
  })
  router.use(errorHandler(deps))
  return router
}

type Act = (deps: Dependencies, phone: Phone, sessionId: SessionId) => Promise<void>

/** @throws AppError notFound where the address holds no id. */
function idIn<Kind extends string>(request: Request) {
  const { id } = request.params
  if (typeof id !== 'string' || !isUuid(id.toLowerCase())) throw new AppError('notFound', 'No such request')
  return toId<Kind>(id)
}
