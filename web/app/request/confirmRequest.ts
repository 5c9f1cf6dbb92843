import type { PinLock } from '../../../server/domain/accounts/deviceApi.ts'
import type { PhoneRequest } from '../../../server/domain/sessions/phoneRequest.ts'
import { DeviceApiError } from '../../phone/httpDeviceApi.ts'
import { NoAnswerError, PhoneError } from '../../phone/phoneError.ts'
import type { Services } from '../account/createServices.ts'
import type { RequestResult } from './requestState.ts'

/** The end of the request, or why it is still open. */
export type ConfirmOutcome =
  | RequestResult
  | { problem: 'wrongPin'; lock: PinLock }
  | { problem: 'noAnswer' | 'failed' }

export async function confirmRequest(
  { phone, client }: Services,
  request: PhoneRequest,
  pin: string,
  verificationCode: string | null,
): Promise<ConfirmOutcome> {
  try {
    const answer = await phone.confirm(request, pin, verificationCode ?? undefined)
    switch (answer.result) {
      case 'signed':
      case 'stopped':
      case 'destroyed':
        return { request, end: answer.result }
      case 'locked':
        return { request, end: 'locked', lockedUntil: answer.lock.lockedUntil }
      case 'wrongPin':
        if (answer.lock.lockedUntil === null) return { problem: 'wrongPin', lock: answer.lock }
        return { request, end: 'locked', lockedUntil: answer.lock.lockedUntil }
      case 'refused':
        return { request, end: 'over' }
    }
  } catch (error) {
    if (error instanceof NoAnswerError) return { problem: 'noAnswer' }
    if (error instanceof DeviceApiError) return { request, end: 'over' }
    if (error instanceof PhoneError && error.code === 'notWhatWasShown') {
      // The relying party need not wait for the end of the request's time.
      await client.refuse(request.sessionId).catch(() => {})
      return { request, end: 'notWhatWasShown' }
    }
    return { problem: 'failed' }
  }
}
