/** Errors as the device API spells them: `{ code, message, fields? }`. */

import type { ErrorRequestHandler } from 'express'
import { AppError, ERROR_STATUS, isDatabaseGone } from '../errors.ts'
import type { Log } from '../flow/ports.ts'

export function errorHandler(deps: { log: Log }): ErrorRequestHandler {
  return (error, _request, response, next) => {
    if (response.headersSent) return next(error)
    const known = toAppError(error)
    if (known.code === 'internal') deps.log.error({ err: error }, 'the device API failed')
    const { code, message, fields } = known
    response.status(ERROR_STATUS[code]).json({ code, message, ...(fields.length > 0 && { fields }) })
  }
}

function toAppError(error: unknown): AppError {
  if (error instanceof AppError) return error
  // body-parser marks what the caller did wrong with a status below 500.
  const isCallersFault =
    error instanceof Error && 'status' in error && typeof error.status === 'number' && error.status < 500
  if (isCallersFault)
    return new AppError('badRequest', 'The body is not JSON or is too large', { cause: error })
  if (isDatabaseGone(error))
    return new AppError('unavailable', 'The service is not available, retry later', { cause: error })
  return new AppError('internal', 'Something went wrong', { cause: error })
}
