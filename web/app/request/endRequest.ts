import type { PhoneRequest } from '../../../server/domain/sessions/phoneRequest.ts'
import { DeviceApiError } from '../../phone/httpDeviceApi.ts'
import type { Services } from '../account/createServices.ts'
import type { RequestResult } from './requestState.ts'

const END_OF_ACTION = { accept: 'signed', refuse: 'refused', report: 'reported' } as const

/** Ends a request without a PIN. Null: no answer came, so it may still be open. */
export async function endRequest(
  { client }: Services,
  request: PhoneRequest,
  action: keyof typeof END_OF_ACTION,
): Promise<RequestResult | null> {
  try {
    await client[action](request.sessionId)
    return { request, end: END_OF_ACTION[action] }
  } catch (error) {
    return error instanceof DeviceApiError ? { request, end: 'over' } : null
  }
}
