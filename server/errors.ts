/**
 * Errors that a caller may hear of: a stable code, a public sentence that tells an attacker nothing, and
 * an inner cause for the log. One table turns codes into statuses; each door adds its own spelling.
 */
import type { ErrorCode } from './domain/errorCode.ts'

/** Who was first, and when, where two people changed the same thing. `by` null: the service itself. */
export type Conflict = { by: string | null; at: string; version?: number }

export type FieldProblem = {
  field: string
  message: string
  /** Where the field is a rule's condition: the place in its text, from `start` to before `end`. */
  ruleId?: string
  start?: number
  end?: number
}

export const ERROR_STATUS = {
  badRequest: 400,
  unauthorised: 401,
  forbidden: 403,
  notFound: 404,
  conflict: 409,
  tooManyRequests: 429,
  noSuitableAccount: 471,
  clientTooOld: 480,
  internal: 500,
  unavailable: 503,
  maintenance: 580,
} as const satisfies Record<ErrorCode, number>

export class AppError extends Error {
  readonly code: ErrorCode
  readonly fields: readonly FieldProblem[]
  readonly conflict: Conflict | null

  /** `message` is public. The cause is for the log only. */
  constructor(
    code: ErrorCode,
    message: string,
    options: { fields?: readonly FieldProblem[]; conflict?: Conflict; cause?: unknown } = {},
  ) {
    super(message, { cause: options.cause })
    this.code = code
    this.fields = options.fields ?? []
    this.conflict = options.conflict ?? null
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
export function isDatabaseGone(error: unknown): boolean {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    if (cause.name === 'PrismaClientInitializationError') return true
    if ('code' in cause && typeof cause.code === 'string' && GONE.includes(cause.code)) return true
  }
  return false
}
