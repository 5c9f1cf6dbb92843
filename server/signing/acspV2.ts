/** What a v3 authentication signs: the ACSP_V2 payload (RP API v3), which says all that the person saw. */
import { createHash } from 'node:crypto'
import type { AcspV2Fields } from '../domain/sessions/phoneRequest.ts'
import type { Flow, HashAlgorithm } from '../domain/sessions/session.ts'
import { digest } from './digest.ts'

/** Flows that end in the browser or app where they began, and so have a callback. */
const HAS_CALLBACK = {
  Notification: false,
  QR: false,
  Web2App: true,
  App2App: true,
} as const satisfies Record<Flow, boolean>

/** The callback that is signed: empty for flows that have none, whatever was sent. */
export function signedCallbackUrl(flow: Flow, initialCallbackUrl: string | null): string {
  return HAS_CALLBACK[flow] ? (initialCallbackUrl ?? '') : ''
}

export function acspV2Payload(fields: AcspV2Fields): string {
  return [
    fields.scheme,
    'ACSP_V2',
    fields.serverRandom,
    fields.rpChallenge,
    fields.userChallenge,
    utf8ToBase64(fields.relyingPartyName),
    utf8ToBase64(fields.brokeredRpName),
    createHash('sha256').update(fields.interactionsB64, 'ascii').digest('base64'),
    fields.interactionTypeUsed,
    fields.initialCallbackUrl,
    fields.flowType,
  ].join('|')
}

/** The digest that the signature is made over. */
export function acspV2Digest(fields: AcspV2Fields, hash: HashAlgorithm): Uint8Array {
  return digest(hash, acspV2Payload(fields))
}

/** Empty stays empty. */
export function utf8ToBase64(text: string): string {
  return Buffer.from(text, 'utf8').toString('base64')
}
