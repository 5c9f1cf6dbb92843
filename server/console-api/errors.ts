/** How the console's door spells errors. Causes go to the log only. */

import type { ErrorRequestHandler } from 'express'
import type { Problem } from '../contract/problem.ts'
import { AppError, ERROR_STATUS, isDatabaseGone } from '../errors.ts'
import type { Log } from '../flow/ports.ts'

export function consoleErrors(deps: { log: Log }): ErrorRequestHandler {
  return (error: unknown, request, response, next) => {
    if (response.headersSent) {
      next(error)
      return
    }
    const { code, message, fields, conflict, cause } = asAppError(error)
    if (code === 'internal' || code === 'unavailable') {
      deps.log.error({ err: cause, code, route: request.route?.path }, 'a console request failed')
    }
    const answer: Problem = {
      code,
      message,
      ...(fields.length > 0 && { fields: [...fields] }),
      ...(conflict !== null && { conflict }),
    }
    response.status(ERROR_STATUS[code]).json(answer)
  }
}

function asAppError(error: unknown): AppError {
  if (error instanceof AppError) return error
  // A body that is not JSON, or too large, is the caller's mistake too.
  const status = error instanceof Error && 'status' in error ? error.status : null
  if (typeof status === 'number' && status >= 400 && status < 500) {
    return new AppError('badRequest', 'The request is not understood')
  }
  if (isDatabaseGone(error)) {
    return new AppError('unavailable', 'The service is not available. Try again in a moment.', {
      cause: error,
    })
  }
  return new AppError('internal', 'Something went wrong here. It is logged.', { cause: error })
}
