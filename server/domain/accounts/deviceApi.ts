/**
 * What phone and server say to each other. The sealed members are compact JWEs (`dir`,
 * `A128CBC-HS256`) under the transport key; the types `Sealed…` are their plaintexts, as JSON.
 * All binary members are base64url without padding, unless said otherwise.
 */
import type { DeviceDescription, KeyPurpose } from './device.ts'

export type PublicJwk = { kty: string; crv?: string; x?: string; y?: string; kid?: string }

/** Headers of sealed messages name their reader, so that none can be sent back to its sender. */
export type Audience = 'SERVER' | 'CLIENT'

export type StartEnrolmentBody = {
  activationCode: string
  device: DeviceDescription
  ecdhPublicKey: PublicJwk
  /** n of each key, big-endian. */
  moduli: Record<KeyPurpose, string>
}

export type StartEnrolmentAnswer = {
  enrolmentId: string
  serverEcdhPublicKey: PublicJwk
  /** JWS (ES256) by the server's long-term key over both ECDH public keys and the enrolment's id. */
  handshake: string
  /** SealedEnrolmentStart to CLIENT, kid = enrolmentId. */
  sealed: string
}

export type SealedEnrolmentStart = Record<
  KeyPurpose,
  { keyId: string; oneTimePassword: string; freshnessToken: string }
>

/** To SERVER, kid = enrolmentId. */
export type SealedEnrolmentFinish = Record<
  KeyPurpose,
  { serverShare: string; oneTimePassword: string; retransmissionNonce: string }
>

/** To CLIENT, kid = enrolmentId. */
export type SealedEnrolmentAnswer = {
  accountId: string
  accessToken: string
  documentNumber: string
} & Record<KeyPurpose, { oneTimePassword: string }>

export type ConfirmBody = {
  keyId: string
  freshnessToken: string
  /** SealedConfirmation to SERVER, kid = keyId. */
  sealed: string
  /** The code that the person picked, where there was a choice. */
  verificationCode?: string
}

export type SealedConfirmation = {
  /** y = m^d1 mod n, big-endian, as many octets as n. */
  signatureShare: string
  retransmissionNonce: string
  oneTimePassword: string
  /** SHA-256 of the encoded message that the phone checked and used. */
  encodedMessageDigest: string
}

/** `attemptsLeft` until the next lock; `lockedUntil` in milliseconds since 1970 (event time). */
export type PinLock = { attemptsLeft: number; attemptsLeftInTotal: number; lockedUntil: number | null }

/** To CLIENT, kid = keyId. `sessionId`: the session whose confirmation is answered. */
export type SealedConfirmationAnswer = { sessionId: string } & (
  | /** `signature` is base64. */ { result: 'signed'; oneTimePassword: string; signature: string }
  /** The PIN was right, but the session ended without a signature (its release was refused, it expired). */
  | { result: 'stopped'; oneTimePassword: string }
  | { result: 'wrongPin'; oneTimePassword: string; lock: PinLock }
  | { result: 'locked'; lock: PinLock }
  /** The freshness token was old: try once more with this one. Not counted. */
  | { result: 'stale'; freshnessToken: string }
  | { result: 'refused' }
  | { result: 'destroyed' }
)

export type DeviceApi = {
  serverKey(): Promise<{ jwk: PublicJwk; kid: string }>
  startEnrolment(body: StartEnrolmentBody): Promise<StartEnrolmentAnswer>
  finishEnrolment(enrolmentId: string, sealed: string): Promise<{ sealed: string }>
  /** @throws where no answer came: the confirmation may or may not have arrived. */
  confirm(sessionId: string, body: ConfirmBody): Promise<{ sealed: string }>
}
