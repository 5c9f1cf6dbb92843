/** How the console's door spells errors: `{ code, message, fields? }`. Causes go to the log only. */
import type { ErrorRequestHandler } from 'express'
import { AppError, ERROR_STATUS } from '../errors.ts'
import type { Log } from '../outside/log.ts'

export function consoleErrors(deps: { log: Log }): ErrorRequestHandler {
  return (error: unknown, request, response, next) => {
    if (response.headersSent) {
      next(error)
      return
    }
    const known = asAppError(error)
    if (known === null) {
      deps.log.error({ err: error, route: request.route?.path }, 'a console request failed')
    } else if (known.cause !== undefined) {
      deps.log.warn({ err: known.cause, code: known.code }, 'a console request was refused')
    }
    const { code, message, fields } =
      known ?? new AppError('internal', 'Something went wrong here. It is logged.')
    response.status(ERROR_STATUS[code]).json({ code, message, ...(fields.length > 0 ? { fields } : {}) })
  }
}

/** A body that is not JSON, or too large, is the caller's mistake too. */
function asAppError(error: unknown): AppError | null {
  if (error instanceof AppError) return error
  const status = error instanceof Error && 'status' in error ? error.status : null
  if (typeof status === 'number' && status >= 400 && status < 500) {
    return new AppError('badRequest', 'The request is not understood')
  }
  return null
}
