/** Whatever a handler threw, as an error that a relying party may hear of. */
import { AppError, isDatabaseGone } from '../errors.ts'
import { INVALID } from './parse.ts'

export function asAppError(error: unknown): AppError {
  if (error instanceof AppError) return error
  const problem = bodyProblem(error)
  if (problem !== null) return new AppError('badRequest', INVALID, { fields: [problem], cause: error })
  if (isDatabaseGone(error))
    return new AppError('unavailable', 'The service is not available, retry later', { cause: error })
  return new AppError('internal', 'Something went wrong on our side', { cause: error })
}

/** Express and its body parser mark what the caller did wrong with a status below 500. */
function bodyProblem(error: unknown) {
  if (!(error instanceof Error) || !('status' in error) || typeof error.status !== 'number') return null
  if (error.status < 400 || error.status >= 500) return null
  return {
    field: 'body',
    message: error.status === 413 ? 'is too large' : 'must be JSON in UTF-8, at a valid address',
  }
}
