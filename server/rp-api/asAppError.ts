/** Whatever a handler threw, as an error that a relying party may hear of. */
import { AppError } from '../errors.ts'
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

/** Codes of Prisma and of the socket below it for a Postgres that does not answer. */
const GONE = [
  'P1000',
  'P1001',
  'P1002',
  'P1003',
  'P1008',
  'P1017',
  'P2024',
  'P2028',
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOTFOUND',
]

/** Postgres is the truth: without it the service refuses rather than guesses. */
function isDatabaseGone(error: unknown): boolean {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    if (cause.name === 'PrismaClientInitializationError') return true
    if ('code' in cause && typeof cause.code === 'string' && GONE.includes(cause.code)) return true
  }
  return false
}
