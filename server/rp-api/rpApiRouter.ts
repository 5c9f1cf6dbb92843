/** The relying parties' door: RP API v2 and v3, below `/smart-id-rp`. */
import express, { type ErrorRequestHandler, type RequestHandler, type Response, Router } from 'express'
import { AppError } from '../errors.ts'
import type { Dependencies } from '../flow/dependencies.ts'
import { asAppError } from './asAppError.ts'
import { restoreVersion } from './restoreVersion.ts'
import { singleSlashes } from './singleSlashes.ts'
import { errorToWire as v2ErrorToWire } from './v2/errorToWire.ts'
import { v2Router } from './v2/v2Router.ts'
import { errorToWire as v3ErrorToWire } from './v3/errorToWire.ts'
import { v3Router } from './v3/v3Router.ts'

/** The largest real body, with long texts and a callback, has some 8 kB. */
const BODY_LIMIT = '32kb'

export function rpApiRouter(deps: Dependencies): Router {
  const router = Router()
  router.use(singleSlashes, noStore, restoreVersion(deps))
  router.use('/v1', tooOld)
  router.use('/v2', json(), v2Router(deps), nothingHere)
  router.use('/v3', json(), v3Router(deps), nothingHere)
  router.use(nothingHere)
  router.use('/v3', errorHandler(deps, v3ErrorToWire))
  router.use(errorHandler(deps, v2ErrorToWire))
  return router
}

/** Any JSON content type: some clients name a profile of theirs. */
function json(): RequestHandler {
  return express.json({ limit: BODY_LIMIT, type: ['json', '+json'] })
}

const noStore: RequestHandler = (_request, response, next) => {
  response.set('Cache-Control', 'no-store')
  next()
}

const tooOld: RequestHandler = () => {
  throw new AppError('clientTooOld', 'The client is too old: use v2 or v3 of the RP API')
}

const nothingHere: RequestHandler = () => {
  throw new AppError('notFound', 'There is nothing at this address')
}

type ErrorToWire = (error: AppError, taskId: string) => { status: number; body: object | null }

/** The caller hears a public sentence only; the cause goes to the log under the id that the answer names. */
function errorHandler(deps: Pick<Dependencies, 'log' | 'random'>, toWire: ErrorToWire): ErrorRequestHandler {
  return (thrown: unknown, _request, response: Response, next) => {
    if (response.headersSent) {
      next(thrown)
      return
    }
    const error = asAppError(thrown)
    const taskId = deps.random.id<'task'>()
    if (error.code === 'internal' || error.code === 'unavailable') {
      deps.log.error({ err: error.cause ?? error, taskId, code: error.code }, 'the RP API failed')
    }
    const { status, body } = toWire(error, taskId)
    if (body === null) response.status(status).end()
    else response.status(status).json(body)
  }
}
