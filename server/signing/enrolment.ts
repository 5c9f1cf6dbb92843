/**
 * The server's half of enrolment (key generation of the SplitKey server, with one modulus): agree on a
 * transport key, hand out the first one-time passwords, take the server's shares. Storage is the caller's.
 */
import { z } from 'zod'
import { KEY_PURPOSES, type KeyPurpose } from '../domain/accounts/device.ts'
import type {
  PublicJwk,
  SealedEnrolmentAnswer,
  SealedEnrolmentStart,
  StartEnrolmentAnswer,
} from '../domain/accounts/deviceApi.ts'
import type { RandomBytes } from '../domain/random.ts'
import { agreeOnTransportKey, openMessage, sealMessage, signHandshake } from './channel.ts'
import { bitLength } from './encodedMessage.ts'
import { freshnessToken } from './freshness.ts'
import { newOneTimePassword, secretHash } from './oneTimePassword.ts'
import type { ServerKey } from './serverKey.ts'

export type StartInput = {
  enrolmentId: string
  keyIds: Record<KeyPurpose, string>
  phoneEcdhPublicKey: PublicJwk
  /** n of each key, base64url. */
  moduli: Record<KeyPurpose, string>
  /** Bits that a modulus must have. */
  keyBits: number
  serverKey: ServerKey
  random: RandomBytes
}

/** What must be kept, encrypted, until the phone finishes. Plain JSON. */
export const pendingEnrolmentSchema = z.object({
  enrolmentId: z.string(),
  /** base64url. */
  transportKey: z.string(),
  keys: z.record(
    z.enum(KEY_PURPOSES),
    z.object({ keyId: z.string(), modulus: z.string(), oneTimePasswordHash: z.string() }),
  ),
})
export type PendingEnrolment = z.infer<typeof pendingEnrolmentSchema>

export type Started =
  | { ok: true; answer: StartEnrolmentAnswer; pending: PendingEnrolment }
  | { ok: false; field: 'ecdhPublicKey' | 'moduli' }

export async function startEnrolment(input: StartInput): Promise<Started> {
  const { enrolmentId, phoneEcdhPublicKey, random } = input
  const moduli = Object.values(input.moduli)
  const areGood = moduli.every((modulus) => isGoodModulus(fromBase64url(modulus), input.keyBits))
  if (!areGood || new Set(moduli).size !== moduli.length) return { ok: false, field: 'moduli' }
  const agreement = agreeOnTransportKey(phoneEcdhPublicKey, random)
  if (agreement === null) return { ok: false, field: 'ecdhPublicKey' }

  const { transportKey, serverEcdhPublicKey } = agreement
  const first = (purpose: KeyPurpose) => {
    const keyId = input.keyIds[purpose]
    const token = freshnessToken({ keyId, version: 0, transportKey })
    return { keyId, oneTimePassword: newOneTimePassword(random), freshnessToken: token }
  }
  const message: SealedEnrolmentStart = {
    authentication: first('authentication'),
    signature: first('signature'),
  }
  const handshake = await signHandshake(
    { enrolmentId, phoneEcdhPublicKey, serverEcdhPublicKey },
    input.serverKey,
  )
  const sealed = await sealMessage(message, { transportKey, kid: enrolmentId, audience: 'CLIENT' })
  const pendingKey = (purpose: KeyPurpose) => ({
    keyId: input.keyIds[purpose],
    modulus: input.moduli[purpose],
    oneTimePasswordHash: toBase64url(secretHash(message[purpose].oneTimePassword)),
  })
  return {
    ok: true,
    answer: { enrolmentId, serverEcdhPublicKey, handshake, sealed },
    pending: {
      enrolmentId,
      transportKey: toBase64url(transportKey),
      keys: { authentication: pendingKey('authentication'), signature: pendingKey('signature') },
    },
  }
}

const base64url = z.string().regex(/^[A-Za-z0-9_-]+$/)
const finishSchema = z.record(
  z.enum(KEY_PURPOSES),
  z.object({
    serverShare: base64url.max(2048),
    oneTimePassword: base64url.max(64),
    retransmissionNonce: base64url.min(22).max(64),
  }),
)

/** A key that is ready to be stored; the next password is only in the answer to the phone. */
export type EnrolledKey = {
  keyId: string
  modulus: Uint8Array
  /** d2, as many octets as n: encrypt it at rest. */
  serverShare: Uint8Array
  oneTimePasswordHash: Uint8Array
}

export type Finished =
  | {
      ok: true
      transportKey: Uint8Array
      keys: Record<KeyPurpose, EnrolledKey>
      oneTimePasswords: Record<KeyPurpose, string>
    }
  | { ok: false }

/** Checks that the same phone goes on, and takes its shares. */
export async function finishEnrolment(
  pending: PendingEnrolment,
  sealed: string,
  random: RandomBytes,
): Promise<Finished> {
  const transportKey = fromBase64url(pending.transportKey)
  const message = await openMessage(sealed, { transportKey, kid: pending.enrolmentId, audience: 'SERVER' })
  const parsed = finishSchema.safeParse(message)
  if (!parsed.success) return { ok: false }
  const given = parsed.data
  const oneTimePasswords = {
    authentication: newOneTimePassword(random),
    signature: newOneTimePassword(random),
  }
  const take = (purpose: KeyPurpose): EnrolledKey | null => {
    const { keyId, modulus, oneTimePasswordHash } = pending.keys[purpose]
    const n = fromBase64url(modulus)
    const serverShare = fromBase64url(given[purpose].serverShare)
    const passwordIsRight = toBase64url(secretHash(given[purpose].oneTimePassword)) === oneTimePasswordHash
    if (!passwordIsRight || !isGoodShare(serverShare, n)) return null
    return { keyId, modulus: n, serverShare, oneTimePasswordHash: secretHash(oneTimePasswords[purpose]) }
  }
  const authentication = take('authentication')
  const signature = take('signature')
  if (authentication === null || signature === null) return { ok: false }
  return { ok: true, transportKey, keys: { authentication, signature }, oneTimePasswords }
}

/** Seals what the phone needs as an account. */
export async function sealEnrolmentAnswer(
  finished: Extract<Finished, { ok: true }>,
  account: { enrolmentId: string; accountId: string; accessToken: string; documentNumber: string },
): Promise<string> {
  const { enrolmentId, accountId, accessToken, documentNumber } = account
  const message: SealedEnrolmentAnswer = {
    accountId,
    accessToken,
    documentNumber,
    authentication: { oneTimePassword: finished.oneTimePasswords.authentication },
    signature: { oneTimePassword: finished.oneTimePasswords.signature },
  }
  return await sealMessage(message, {
    transportKey: finished.transportKey,
    kid: enrolmentId,
    audience: 'CLIENT',
  })
}

/** The right size and odd; that it is a product of two good primes only the phone can know. */
function isGoodModulus(n: Uint8Array, keyBits: number): boolean {
  return n[0] !== 0 && bitLength(n) === keyBits && (n[n.length - 1] ?? 0) % 2 === 1
}

/** d2 is reduced modulo phi(n), so it is less than n; 0 would make the phone's share the whole key. */
function isGoodShare(d2: Uint8Array, n: Uint8Array): boolean {
  return d2.length === n.length && Buffer.compare(d2, n) < 0 && d2.some((octet) => octet !== 0)
}

function fromBase64url(text: string): Uint8Array {
  return Uint8Array.from(Buffer.from(text, 'base64url'))
}

function toBase64url(octets: Uint8Array): string {
  return Buffer.from(octets).toString('base64url')
}
