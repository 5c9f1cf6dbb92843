/** Errors as RP API v2 spells them: the status is the news, the body helps who reads it. */
import { type AppError, ERROR_STATUS } from '../../errors.ts'

export function errorToWire({ code, message, fields }: AppError) {
  const status = ERROR_STATUS[code]
  return {
    status,
    body: {
      code: status,
      message,
      ...(fields.length > 0 && {
        errors: fields.map((problem) => ({ field: problem.field, message: problem.message })),
      }),
    },
  }
}
