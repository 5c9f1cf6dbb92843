/**
 * A confirmation on the phone: check what was shown, compute the share under the PIN, send it with the
 * one-time password and a nonce that is stored first, keep the next password.
 *
 * The nonce stays until an answer comes, also into the next session where an answer was lost: then the
 * server gives the stored answer of the session before, the phone takes the password from it and
 * confirms its own session. So a lost answer never looks like a copied phone.
 */
import { z } from 'zod'
import type { DeviceApi, PinLock, SealedConfirmationAnswer } from '../../server/domain/accounts/deviceApi.ts'
import type { PhoneRequest } from '../../server/domain/sessions/phoneRequest.ts'
import { openFromServer, sealForServer } from './channel.ts'
import { digest } from './encodedMessage.ts'
import { equal, fromBase64, type Octets, randomOctets, toBase64url, toInteger, toOctets } from './octets.ts'
import { PhoneError } from './phoneError.ts'
import { type PhoneKey, type PhoneStorage, writeKey } from './phoneStorage.ts'
import { revealShare } from './pinShare.ts'
import { modularPower, type Power, signatureShare } from './share.ts'
import { checkShownRequest } from './shownRequest.ts'
import { untilAnswered } from './untilAnswered.ts'

export type ConfirmResult =
  /** `signature`: as many octets as the modulus. */
  | { result: 'signed'; signature: Octets }
  | { result: 'stopped' }
  | { result: 'wrongPin'; lock: PinLock }
  | { result: 'locked'; lock: PinLock }
  | { result: 'refused' }
  | { result: 'destroyed' }

export type ConfirmInput = {
  request: PhoneRequest
  pin: string
  /** The code that the person picked, where there was a choice. */
  verificationCode: string | null
  /** Reads the key anew: another tab may have changed it. */
  readKey: () => Promise<PhoneKey>
  power: Power
}

/** One answer each for a new freshness token and a lost password, and one to spare. */
const ROUNDS = 4

/** @throws PhoneError notWhatWasShown, notTheServer, badSignature, noAnswer; and what the DeviceApi throws. */
export async function confirm(
  api: DeviceApi,
  storage: PhoneStorage,
  input: ConfirmInput,
): Promise<ConfirmResult> {
  const { request } = input
  const first = await input.readKey()
  const modulus = fromBase64(first.modulus)
  const shown = checkShownRequest(request, modulus)
  if (!shown.ok) throw new PhoneError('notWhatWasShown', shown.because)
  const y = await computeShare(first, input.pin, shown.encodedMessage, input.power)

  let freshnessToken = request.key?.freshnessToken ?? ''
  for (let round = 0; round < ROUNDS; round++) {
    const key = await withPendingNonce(storage, await input.readKey())
    const answer = await send(api, input, key, { y, encodedMessage: shown.encodedMessage, freshnessToken })
    if ('oneTimePassword' in answer) {
      await writeKey(storage, { ...key, oneTimePassword: answer.oneTimePassword, pendingNonce: null })
    }
    if (answer.result === 'stale') {
      freshnessToken = answer.freshnessToken
    } else if (answer.sessionId === request.sessionId) {
      return toResult(answer, shown.encodedMessage, modulus)
    }
  }
  return { result: 'refused' }
}

/** y together with m would let a thief of this phone try PINs in peace: it leaves only in the sealed message. */
async function computeShare(
  key: PhoneKey,
  pin: string,
  encodedMessage: Octets,
  power: Power,
): Promise<Octets> {
  const { salt, ciphertext, keyDerivation } = key
  const share = await revealShare(
    { salt: fromBase64(salt), ciphertext: fromBase64(ciphertext), keyDerivation },
    pin,
  )
  const y = signatureShare(encodedMessage, share, fromBase64(key.modulus), power)
  share.fill(0)
  return y
}

async function withPendingNonce(
  storage: PhoneStorage,
  key: PhoneKey,
): Promise<PhoneKey & { pendingNonce: string }> {
  const pendingNonce = key.pendingNonce ?? toBase64url(randomOctets(16))
  const pending = { ...key, pendingNonce }
  if (key.pendingNonce === null) await writeKey(storage, pending)
  return pending
}

async function send(
  api: DeviceApi,
  { request, verificationCode }: ConfirmInput,
  key: PhoneKey & { pendingNonce: string },
  { y, encodedMessage, freshnessToken }: { y: Octets; encodedMessage: Octets; freshnessToken: string },
): Promise<SealedConfirmationAnswer> {
  const transportKey = fromBase64(key.transportKey)
  const message = {
    signatureShare: toBase64url(y),
    retransmissionNonce: key.pendingNonce,
    oneTimePassword: key.oneTimePassword,
    encodedMessageDigest: toBase64url(digest('SHA-256', encodedMessage)),
  }
  const body = {
    keyId: key.keyId,
    freshnessToken,
    sealed: await sealForServer(message, transportKey, key.keyId),
    ...(verificationCode === null ? {} : { verificationCode }),
  }
  const { sealed } = await untilAnswered(() => api.confirm(request.sessionId, body))
  return answerSchema.parse(await openFromServer(sealed, transportKey, key.keyId))
}

const lockSchema = z.object({
  attemptsLeft: z.number(),
  attemptsLeftInTotal: z.number(),
  lockedUntil: z.number().nullable(),
})
const shared = { sessionId: z.string() }
const answerSchema = z.discriminatedUnion('result', [
  z.object({ ...shared, result: z.literal('signed'), oneTimePassword: z.string(), signature: z.string() }),
  z.object({ ...shared, result: z.literal('stopped'), oneTimePassword: z.string() }),
  z.object({ ...shared, result: z.literal('wrongPin'), oneTimePassword: z.string(), lock: lockSchema }),
  z.object({ ...shared, result: z.literal('locked'), lock: lockSchema }),
  z.object({ ...shared, result: z.literal('stale'), freshnessToken: z.string() }),
  z.object({ ...shared, result: z.literal('refused') }),
  z.object({ ...shared, result: z.literal('destroyed') }),
])

function toResult(
  answer: Exclude<SealedConfirmationAnswer, { result: 'stale' }>,
  encodedMessage: Octets,
  modulus: Octets,
): ConfirmResult {
  switch (answer.result) {
    case 'signed': {
      const signature = fromBase64(answer.signature)
      const m = toOctets(modularPower(toInteger(signature), 65537n, toInteger(modulus)), modulus.length)
      // RSAVP1, RFC 8017 §5.2.2. EM of PSS may be an octet shorter than n.
      if (!equal(m, toOctets(toInteger(encodedMessage), modulus.length))) {
        throw new PhoneError('badSignature', 'The signature does not fit what was shown')
      }
      return { result: 'signed', signature }
    }
    case 'wrongPin':
    case 'locked':
      return { result: answer.result, lock: answer.lock }
    case 'stopped':
    case 'refused':
    case 'destroyed':
      return { result: answer.result }
  }
}
