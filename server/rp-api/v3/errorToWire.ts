/** Errors as RP API v3 spells them: RFC 9457 members in application/json. */
import type { ErrorCode } from '../../domain/errorCode.ts'
import { type AppError, ERROR_STATUS, type FieldProblem } from '../../errors.ts'

/** v3 has one status for what it cannot find; a code tells a person with other accounts from nobody. */
const STATUS = { ...ERROR_STATUS, noSuitableAccount: 404 } as const satisfies Record<ErrorCode, number>

const TITLE = {
  badRequest: 'Bad Request',
  unauthorised: 'Unauthorized',
  forbidden: 'Forbidden',
  notFound: 'Not Found',
  conflict: 'Conflict',
  tooManyRequests: 'Too Many Requests',
  noSuitableAccount: 'Not Found',
  clientTooOld: 'Client Too Old',
  internal: 'Internal Server Error',
  unavailable: 'Service Unavailable',
  maintenance: 'System Under Maintenance',
} as const satisfies Record<ErrorCode, string>

/** These stand in the address or a header; a pointer leads into the body only. */
const OUTSIDE_BODY: readonly string[] = [
  'semanticsIdentifier',
  'documentNumber',
  'sessionID',
  'timeoutMs',
  'body',
]

/** `taskId` names this answer, for whoever asks us about it. The standard gives 401 no body. */
export function errorToWire(error: AppError, taskId: string) {
  const { code, message, fields } = error
  const status = STATUS[code]
  if (code === 'unauthorised') return { status, body: null }
  const errors =
    code === 'noSuitableAccount'
      ? [{ code: 'NO_SUITABLE_ACCOUNT_FOUND', detail: message }]
      : fields.map(problemToWire)
  return {
    status,
    body: {
      type: 'about:blank',
      status,
      title: TITLE[code],
      detail: code === 'noSuitableAccount' ? TITLE[code] : message,
      instance: `/task-id/${taskId}`,
      ...(errors.length > 0 && { errors }),
    },
  }
}

function problemToWire({ field, message }: FieldProblem) {
  const pointer = OUTSIDE_BODY.includes(field) ? {} : { pointer: `/${field.replaceAll('.', '/')}` }
  return { detail: `Invalid ${field}: ${message}`, paramName: field, ...pointer }
}
