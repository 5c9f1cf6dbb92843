/** The part of receiving a request that v2 and v3 share: who asks, what it may, and what it sent. */
import type { Request } from 'express'
import type { ApiVersion } from '../domain/sessions/session.ts'
import { eventTime } from '../eventTime.ts'
import type { Dependencies } from '../flow/dependencies.ts'
import { type Received, type ReceiveRequest, receive } from '../flow/request/receive.ts'
import { authenticate, permit } from './authenticate.ts'
import { canonicalJson } from './canonicalJson.ts'
import type { CommonBody } from './schemas/members.ts'

/** What differs from one operation to the next. */
export type RequestParts = Pick<
  ReceiveRequest,
  | 'kind'
  | 'target'
  | 'entry'
  | 'toSign'
  | 'interactions'
  | 'interactionsB64'
  | 'verificationCode'
  | 'initialCallbackUrl'
  | 'linkedSessionId'
>

/** What an operation asks for that signs nothing, shows nothing and is answered by a push. */
export const NO_REQUEST_PARTS = {
  toSign: { protocol: 'none' },
  interactions: [],
  interactionsB64: null,
  verificationCode: null,
  initialCallbackUrl: null,
  linkedSessionId: null,
} as const satisfies Partial<RequestParts>

/** @throws AppError unauthorised, forbidden, and what `receive` throws. */
export async function receiveFrom(
  deps: Dependencies,
  request: Request,
  apiVersion: ApiVersion,
  body: CommonBody,
  parts: RequestParts,
): Promise<Received> {
  const relyingParty = await authenticate(deps, request, body)
  const { level, shareDeviceIp } = permit(relyingParty, body, apiVersion === 'v3' ? 'refuse' : 'leaveOut')
  return await receive(deps, {
    ...parts,
    apiVersion,
    relyingParty,
    relyingPartyName: body.relyingPartyName,
    requestedLevel: level,
    shareDeviceIp,
    ignoredProperties: body.requestProperties?.ignored ?? [],
    initiator: body.riskContext?.initiator ?? {},
    payment: body.riskContext?.payment ?? {},
    fingerprint: canonicalJson([apiVersion, parts.kind, parts.entry, parts.target, body]),
    occurredAt: eventTime(deps, request),
  })
}
