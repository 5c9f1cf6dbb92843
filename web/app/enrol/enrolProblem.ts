import { DeviceApiError } from '../../phone/httpDeviceApi.ts'
import { NoAnswerError, PhoneError } from '../../phone/phoneError.ts'

/** What a person can be told, and do something about. */
export type EnrolProblem = 'codeRefused' | 'notTheServer' | 'noAnswer' | 'failed'

export function enrolProblem(error: unknown): EnrolProblem {
  if (error instanceof NoAnswerError) return 'noAnswer'
  if (error instanceof PhoneError && error.code === 'notTheServer') return 'notTheServer'
  // The server says of a code only that it will not do: unknown, used and expired sound alike.
  if (error instanceof DeviceApiError) return 'codeRefused'
  return 'failed'
}
