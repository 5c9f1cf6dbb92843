/**
 * The mock device link of the RP API (test mode only): a relying party's test has its link claimed and
 * answered without a person. `POST /phones` first makes a phone that always ends the same way.
 */
import express, { type ErrorRequestHandler, Router } from 'express'
import { z } from 'zod'
import { CERTIFICATE_LEVELS } from '../domain/sessions/session.ts'
import { AppError, ERROR_STATUS } from '../errors.ts'
import { eventTime } from '../eventTime.ts'
import type { Dependencies } from '../flow/dependencies.ts'
import { type CreatePhoneHalf, enrolMockPhone, MOCK_OUTCOMES, type MockPhone } from './mockPhone.ts'

const BODY_LIMIT = '16kb'
/** A relying party that does not answer the callback is not waited for. */
const CALLBACK_TIMEOUT_MS = 5_000

const phoneBody = z.object({
  semanticsIdentifier: z.string().min(1).max(50),
  givenName: z.string().min(1).max(100).default('TEST'),
  surname: z.string().min(1).max(100).default('MOCK'),
  level: z.enum(CERTIFICATE_LEVELS).default('QUALIFIED'),
  outcome: z.enum(MOCK_OUTCOMES).default('OK'),
})

/** As the RP API documents it; `flowType` must be that of the link. */
const linkBody = z.object({
  documentNumber: z.string().min(1).max(64),
  deviceLink: z.string().min(1).max(4096),
  flowType: z.enum(['QR', 'Web2App', 'App2App']),
  browserCookie: z.string().max(4096).optional(),
  initialCallbackUrl: z.string().max(1800).optional(),
})

export function mockRouter(deps: Dependencies, createPhoneHalf: CreatePhoneHalf): Router {
  const phones = new Map<string, MockPhone>()
  const router = Router()
  router.use(express.json({ limit: BODY_LIMIT }))

  router.post('/phones', async (request, response) => {
    const phone = await enrolMockPhone(deps, createPhoneHalf, {
      ...parse(phoneBody, request.body),
      ip: request.ip ?? '127.0.0.1',
    })
    phones.set(phone.documentNumber, phone)
    response.status(201).json({ documentNumber: phone.documentNumber })
  })

  router.post('/device-link', async (request, response) => {
    const { documentNumber, deviceLink, flowType, browserCookie } = parse(linkBody, request.body)
    const phone = phones.get(documentNumber)
    if (phone === undefined) throw wrong('documentNumber', 'must be of a phone that POST /mock/phones made')
    if (!deviceLink.includes(`deviceLinkType=${flowType}`))
      throw wrong('flowType', 'must be that of the link')
    const ip = request.ip ?? '127.0.0.1'
    const sessionId = await phone.claim(deviceLink, ip, eventTime(deps, request))
    const act = phone.act(sessionId, ip, AbortSignal.timeout(deps.settings.sessionMs))
    act
      .then((callback) => (callback === null ? undefined : follow(callback, browserCookie)))
      .catch((error: unknown) => deps.log.warn({ err: error, sessionId }, 'a mock phone failed'))
    response.status(200).json({})
  })

  router.use(errorHandler)
  return router
}

/** The browser of a same-device flow goes back to the relying party. */
async function follow(callback: string, cookie: string | undefined): Promise<void> {
  const headers = cookie === undefined ? {} : { cookie }
  await fetch(callback, { headers, redirect: 'manual', signal: AbortSignal.timeout(CALLBACK_TIMEOUT_MS) })
}

function parse<Schema extends z.ZodType>(schema: Schema, body: unknown): z.infer<Schema> {
  const parsed = schema.safeParse(body)
  if (parsed.success) return parsed.data
  throw new AppError('badRequest', 'Invalid request parameters found', {
    fields: parsed.error.issues.map(({ path, message }) => ({ field: path.map(String).join('.'), message })),
  })
}

function wrong(field: string, message: string): AppError {
  return new AppError('badRequest', 'Invalid request parameters found', { fields: [{ field, message }] })
}

/** A link that leads nowhere is a bad request here: the caller is no phone. */
const errorHandler: ErrorRequestHandler = (error, _request, response, next) => {
  if (!(error instanceof AppError)) return next(error)
  const status = error.code === 'notFound' ? 400 : ERROR_STATUS[error.code]
  response.status(status).json({ code: error.code, message: error.message, fields: error.fields })
}
