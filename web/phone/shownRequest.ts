/**
 * What you see is what you sign: before the phone uses its share, it checks that the encoded message
 * encodes what the person was shown, from the shown fields alone.
 */
import { sha256 } from '@noble/hashes/sha2.js'
import { z } from 'zod'
import type { AcspV2Fields, PhoneRequest } from '../../server/domain/sessions/phoneRequest.ts'
import { digest, encodesDigest } from './encodedMessage.ts'
import { fromBase64, type Octets, toBase64, toInteger, utf8 } from './octets.ts'

export type ShownCheck = { ok: true; encodedMessage: Octets } | { ok: false; because: string }

/** Never throws, whatever the server sent. */
export function checkShownRequest(request: PhoneRequest, modulus: Uint8Array): ShownCheck {
  if (request.toSign === null) return { ok: false, because: 'the request has nothing to sign' }
  try {
    return checkToSign(request, request.toSign, modulus)
  } catch {
    return { ok: false, because: 'the request is malformed' }
  }
}

function checkToSign(
  request: PhoneRequest,
  { encodedMessage, algorithm, content }: NonNullable<PhoneRequest['toSign']>,
  modulus: Uint8Array,
): ShownCheck {
  if (content.protocol === 'acspV2') {
    const difference = differsFromShown(content, request)
    if (difference !== null) return { ok: false, because: difference }
  }
  const isAuthentication = request.kind === 'authentication'
  if (content.protocol === 'acspV2' && !isAuthentication)
    return { ok: false, because: 'only an authentication is signed so' }
  const mHash =
    content.protocol === 'digest'
      ? fromBase64(content.digest)
      : digest(algorithm.hash, utf8(acspV2Payload(content)))
  const EM = fromBase64(encodedMessage)
  const modBits = toInteger(modulus).toString(2).length
  if (!encodesDigest(EM, mHash, algorithm, modBits))
    return { ok: false, because: 'the message encodes something else' }
  return { ok: true, encodedMessage: EM }
}

/** The first difference between what is signed and what stands on the screen. */
function differsFromShown(fields: AcspV2Fields, request: PhoneRequest): string | null {
  if (fields.relyingPartyName !== request.relyingPartyName) return 'another relying party is signed'
  if (fields.flowType !== request.flow) return 'another flow is signed'
  if (request.interaction === null || fields.interactionTypeUsed !== request.interaction.type) {
    return 'another interaction is signed'
  }
  const hasCallback = fields.flowType === 'Web2App' || fields.flowType === 'App2App'
  if (!hasCallback && fields.initialCallbackUrl !== '') return 'a callback is signed that this flow has not'
  if (request.callback !== null && !isBelow(request.callback.url, fields.initialCallbackUrl)) {
    return 'another callback is signed'
  }
  return isOneOf(request.interaction, fields.interactionsB64) ? null : 'another text is signed'
}

/** The signed address with parameters after it, and not merely a longer name of another host. */
function isBelow(url: string, initialCallbackUrl: string): boolean {
  return url.startsWith(`${initialCallbackUrl}?`) || url.startsWith(`${initialCallbackUrl}&`)
}

const interactionsSchema = z.array(
  z.looseObject({
    type: z.string(),
    displayText60: z.string().optional(),
    displayText200: z.string().optional(),
  }),
)

function isOneOf(shown: { type: string; text: string }, interactionsB64: string): boolean {
  const json: unknown = JSON.parse(
    new TextDecoder('utf-8', { fatal: true }).decode(fromBase64(interactionsB64)),
  )
  const interactions = interactionsSchema.parse(json)
  return interactions.some(
    ({ type, displayText60, displayText200 }) =>
      type === shown.type && (displayText60 ?? displayText200) === shown.text,
  )
}

/** RP API v3: the payload of ACSP_V2, rebuilt here from what was shown. */
export function acspV2Payload(fields: AcspV2Fields): string {
  return [
    fields.scheme,
    'ACSP_V2',
    fields.serverRandom,
    fields.rpChallenge,
    fields.userChallenge,
    toBase64(utf8(fields.relyingPartyName)),
    toBase64(utf8(fields.brokeredRpName)),
    toBase64(sha256(utf8(fields.interactionsB64))),
    fields.interactionTypeUsed,
    fields.initialCallbackUrl,
    fields.flowType,
  ].join('|')
}
