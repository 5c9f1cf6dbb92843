/** Errors that a caller may be told of, by code. */
export const ERROR_CODES = [
  'badRequest',
  /** The RP's UUID, name and address do not belong together, or a log-in is missing. */
  'unauthorised',
  'forbidden',
  'notFound',
  /** What was asked cannot be done in the present state, e.g. reviewing a session that is no longer held. */
  'conflict',
  'tooManyRequests',
  /** The person has accounts, but none of the type asked for. */
  'noSuitableAccount',
  'clientTooOld',
  'internal',
  /** Postgres or the audit write is gone: refuse. */
  'unavailable',
  'maintenance',
] as const
export type ErrorCode = (typeof ERROR_CODES)[number]
