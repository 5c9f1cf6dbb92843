/**
 * Errors that a caller may hear of: a stable code, a public sentence that tells an attacker nothing, and
 * an inner cause for the log. One table turns codes into statuses; each door adds its own spelling.
 */
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
  /** The RP's UUID, name and address do not belong together, or a log-in is missing. */
  unauthorised: 401,
  forbidden: 403,
  notFound: 404,
  /** What was asked cannot be done in the present state, e.g. reviewing a session that is no longer held. */
  conflict: 409,
  tooManyRequests: 429,
  /** The person has accounts, but none of the type asked for. */
  noSuitableAccount: 471,
  clientTooOld: 480,
  internal: 500,
  /** Postgres or the audit write is gone: refuse. */
  unavailable: 503,
  maintenance: 580,
} as const
export type ErrorCode = keyof typeof ERROR_STATUS

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
