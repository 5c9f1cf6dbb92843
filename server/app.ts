/** The whole HTTP surface as one ordered list. Who listens, and on which port, is main.ts's matter. */
import { join } from 'node:path'
import express, { type ErrorRequestHandler, type Express, type RequestHandler } from 'express'
import helmet from 'helmet'
import { consoleRouter } from './console-api/consoleRouter.ts'
import { deviceApiRouter } from './device-api/deviceApiRouter.ts'
import { ocspRouter } from './device-api/ocspRouter.ts'
import { AppError, ERROR_STATUS } from './errors.ts'
import type { Dependencies } from './flow/dependencies.ts'
import type { CreatePhoneHalf } from './mock/mockPhone.ts'
import { mockRouter } from './mock/mockRouter.ts'
import { rpApiRouter } from './rp-api/rpApiRouter.ts'
import { webPages } from './webPages.ts'

export type AppSettings = {
  trustedProxies: string[]
  webDir: string
  /** The phone of the mock endpoint; null: there is none. */
  createPhoneHalf: CreatePhoneHalf | null
}

export function createApp(deps: Dependencies, settings: AppSettings): Express {
  const app = express()
  app.disable('x-powered-by')
  app.set('trust proxy', settings.trustedProxies)
  app.use(helmet({ contentSecurityPolicy: { directives: CONTENT_SECURITY_POLICY } }))

  app.get('/health', async (_request, response) => {
    await deps.retention.ping()
    response.json({ status: 'ok' })
  })
  const { createPhoneHalf } = settings
  if (deps.settings.testMode && createPhoneHalf !== null)
    app.use(['/smart-id-rp/mock', '/smart-id-rp/v3/mock'], mockRouter(deps, createPhoneHalf))
  app.use('/smart-id-rp', noteAnswers(deps), rpApiRouter(deps))
  app.use('/device-api/v1', deviceApiRouter(deps))
  app.use('/ocsp', ocspRouter(deps))
  app.use('/console-api', consoleRouter(deps))
  app.use('/console', webPages(join(settings.webDir, 'console')))
  app.use('/app', webPages(join(settings.webDir, 'app')))
  if (deps.settings.testMode) app.use('/demo', webPages(join(settings.webDir, 'demo')))
  app.get('/', (_request, response) => response.redirect('/console/'))

  app.use((_request, response) => {
    response.status(404).json({ code: 'notFound', message: 'There is nothing at this address' })
  })
  app.use(answerError(deps))
  return app
}

/** For the outage meter: whether relying parties are served at all. */
function noteAnswers(deps: Pick<Dependencies, 'serviceMeter'>): RequestHandler {
  const refusals: readonly number[] = [ERROR_STATUS.unavailable, ERROR_STATUS.maintenance]
  return (_request, response, next) => {
    response.on('finish', () => deps.serviceMeter.note(refusals.includes(response.statusCode)))
    next()
  }
}

/** What no door has answered itself. The cause goes to the log, the caller gets a public sentence only. */
function answerError(deps: Pick<Dependencies, 'log'>): ErrorRequestHandler {
  return (error: unknown, request, response, next) => {
    if (response.headersSent) {
      next(error)
      return
    }
    const known =
      error instanceof AppError
        ? error
        : new AppError('internal', 'Something went wrong on our side', { cause: error })
    if (known.code === 'internal') deps.log.error({ err: error, method: request.method }, 'a request failed')
    response.status(ERROR_STATUS[known.code]).json({ code: known.code, message: known.message })
  }
}

/** Everything from ourselves; styles inline, for the component library writes them into the page. */
const CONTENT_SECURITY_POLICY = {
  defaultSrc: ["'self'"],
  scriptSrc: ["'self'"],
  styleSrc: ["'self'", "'unsafe-inline'"],
  imgSrc: ["'self'", 'data:'],
  connectSrc: ["'self'"],
  workerSrc: ["'self'", 'blob:'],
  objectSrc: ["'none'"],
  frameAncestors: ["'self'"],
  upgradeInsecureRequests: null,
}
