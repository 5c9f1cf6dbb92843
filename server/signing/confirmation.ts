/** Opens what a phone confirms, and says what it is answered: the plaintexts around `keyProtocol`. */
import { timingSafeEqual } from 'node:crypto'
import { z } from 'zod'
import type { SealedConfirmationAnswer } from '../domain/accounts/deviceApi.ts'
import { openMessage } from './channel.ts'
import { digest } from './digest.ts'
import type { ConfirmationResult, OpenedConfirmation } from './keyProtocol.ts'
import { secretHash } from './oneTimePassword.ts'

const base64url = z.string().regex(/^[A-Za-z0-9_-]+$/)

const sealedConfirmationSchema = z.object({
  signatureShare: base64url.max(2048),
  retransmissionNonce: base64url.min(22).max(64),
  oneTimePassword: base64url.min(43).max(64),
  encodedMessageDigest: base64url.length(43),
})

/** y is a key to the PIN for whoever stole the phone: it goes into the share check and nowhere else. */
export type Confirmation = { opened: OpenedConfirmation; signatureShare: Uint8Array }

/** @returns null where the message does not open under the key, or makes no sense. */
export async function openConfirmation(
  sealed: string,
  key: { keyId: string; transportKey: Uint8Array; encodedMessage: Uint8Array },
): Promise<Confirmation | null> {
  const message = await openMessage(sealed, {
    transportKey: key.transportKey,
    kid: key.keyId,
    audience: 'SERVER',
  })
  const parsed = sealedConfirmationSchema.safeParse(message)
  if (!parsed.success) return null
  const confirmed = Buffer.from(parsed.data.encodedMessageDigest, 'base64url')
  const expected = digest('SHA-256', key.encodedMessage)
  return {
    opened: {
      passwordHash: secretHash(parsed.data.oneTimePassword),
      nonceHash: secretHash(parsed.data.retransmissionNonce),
      isThisMessage: confirmed.length === expected.length && timingSafeEqual(confirmed, expected),
    },
    signatureShare: Uint8Array.from(Buffer.from(parsed.data.signatureShare, 'base64url')),
  }
}

export type AnswerInput = {
  sessionId: string
  /** The password whose hash went into the verdict. */
  oneTimePassword: string
  /** Of the key as it is now. */
  freshnessToken: string
  /** False where the signature does not leave: its release was refused, or the session is over. */
  released: boolean
}

/**
 * The plaintext of the answer to a verdict; a replay has its stored answer instead.
 * Of a stale state, an unreadable message and a wrong one the phone hears the same.
 */
export function answerTo(
  verdict: Exclude<ConfirmationResult, { kind: 'replay' }>,
  input: AnswerInput,
): SealedConfirmationAnswer {
  const { sessionId, oneTimePassword } = input
  switch (verdict.kind) {
    case 'signed': {
      if (!input.released) return { sessionId, result: 'stopped', oneTimePassword }
      return {
        sessionId,
        result: 'signed',
        oneTimePassword,
        signature: Buffer.from(verdict.signature).toString('base64'),
      }
    }
    case 'wrongPin':
      return { sessionId, result: 'wrongPin', oneTimePassword, lock: verdict.lock }
    case 'locked':
      return { sessionId, result: 'locked', lock: verdict.lock }
    case 'freshnessMismatch':
      return { sessionId, result: 'stale', freshnessToken: input.freshnessToken }
    case 'destroy':
    case 'destroyed':
      return { sessionId, result: 'destroyed' }
    case 'staleState':
    case 'unreadable':
    case 'otherMessage':
      return { sessionId, result: 'refused' }
  }
}
