/** What RP API v3 answers to a request that it took. */
import type { Received } from '../../flow/request/receive.ts'

export function receivedToWire({ sessionId, verificationCode, deviceLink }: Received, tellsCode: boolean) {
  return {
    sessionID: sessionId,
    ...(deviceLink ?? {}),
    ...(tellsCode && verificationCode !== null && { vc: { type: 'numeric4', value: verificationCode } }),
  }
}
