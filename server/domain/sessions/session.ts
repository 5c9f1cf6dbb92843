/** A session is one request of a relying party and its outcome. */
import type { AccountId, RelyingPartyId, SessionId, SubjectId } from '../ids.ts'
import { addMs, type Instant } from '../time.ts'

export const SESSION_KINDS = ['authentication', 'signature', 'certificateChoice'] as const
export type SessionKind = (typeof SESSION_KINDS)[number]

/** How the request finds the phone. `Notification` is pushed; the others are device links. */
export const FLOWS = ['Notification', 'QR', 'Web2App', 'App2App'] as const
export type Flow = (typeof FLOWS)[number]

export const API_VERSIONS = ['v2', 'v3'] as const
export type ApiVersion = (typeof API_VERSIONS)[number]

/** `AWAITING_CLAIM`: a device link that no phone has claimed yet, so there is no person to ask. */
export const SESSION_STATES = [
  'AWAITING_CLAIM',
  'RECEIVED',
  'HELD',
  'DELIVERED',
  'COMPLETE',
  'BLOCKED',
] as const
export type SessionState = (typeof SESSION_STATES)[number]

/** Terminal states never change (a database trigger enforces it too). */
export const IS_TERMINAL = {
  AWAITING_CLAIM: false,
  RECEIVED: false,
  HELD: false,
  DELIVERED: false,
  COMPLETE: true,
  BLOCKED: true,
} as const satisfies Record<SessionState, boolean>

export function isTerminal(state: SessionState): boolean {
  return IS_TERMINAL[state]
}

/** The ways that a session may go, and no other; every store update names the state it expects. */
export const NEXT_STATES = {
  AWAITING_CLAIM: ['RECEIVED', 'COMPLETE', 'BLOCKED'],
  RECEIVED: ['HELD', 'DELIVERED', 'COMPLETE', 'BLOCKED'],
  HELD: ['DELIVERED', 'COMPLETE', 'BLOCKED'],
  DELIVERED: ['COMPLETE', 'BLOCKED'],
  COMPLETE: [],
  BLOCKED: [],
} as const satisfies Record<SessionState, readonly SessionState[]>

export const END_RESULTS = [
  'OK',
  'USER_REFUSED',
  'TIMEOUT',
  'DOCUMENT_UNUSABLE',
  'WRONG_VC',
  'REQUIRED_INTERACTION_NOT_SUPPORTED_BY_APP',
  'USER_REFUSED_CERT_CHOICE',
  'USER_REFUSED_INTERACTION',
  'PROTOCOL_FAILURE',
  'EXPECTED_LINKED_SESSION',
  'SERVER_ERROR',
] as const
/** The core's own end results; each door spells them its own way (`toWire`). */
export type EndResult = (typeof END_RESULTS)[number]

export const INTERACTION_TYPES = [
  'displayTextAndPIN',
  'verificationCodeChoice',
  'confirmationMessage',
  'confirmationMessageAndVerificationCodeChoice',
] as const
export type InteractionType = (typeof INTERACTION_TYPES)[number]

/** What the relying party shows beside the PIN prompt. `text` is its 60- or 200-character text. */
export type Interaction = { type: InteractionType; text: string }

/** Whether the person picks the right code out of three for an interaction. */
export const NEEDS_CODE_CHOICE = {
  displayTextAndPIN: false,
  verificationCodeChoice: true,
  confirmationMessage: false,
  confirmationMessageAndVerificationCodeChoice: true,
} as const satisfies Record<InteractionType, boolean>

export const HASH_ALGORITHMS = ['SHA-256', 'SHA-384', 'SHA-512', 'SHA3-256', 'SHA3-384', 'SHA3-512'] as const
export type HashAlgorithm = (typeof HASH_ALGORITHMS)[number]

export const CERTIFICATE_LEVELS = ['ADVANCED', 'QUALIFIED'] as const
export type CertificateLevel = (typeof CERTIFICATE_LEVELS)[number]

export type SignatureAlgorithm =
  | { padding: 'PKCS1_V1_5'; hash: HashAlgorithm }
  | { padding: 'PSS'; hash: HashAlgorithm; saltLength: number }

/**
 * What is to be signed.
 * `digest`: v2 hash or v3 RAW_DIGEST_SIGNATURE; the digest is the RP's.
 * `acspV2`: v3 authentication; the digest is computed over the ACSP_V2 payload at delivery.
 * Certificate choice signs nothing.
 */
export type ToSign =
  | { protocol: 'digest'; digest: Uint8Array; algorithm: SignatureAlgorithm }
  | { protocol: 'acspV2'; rpChallenge: string; algorithm: SignatureAlgorithm }
  | { protocol: 'none' }

/** Whom the relying party asked for. `anyone` is an anonymous device link. */
export type Target =
  | { by: 'subject'; subjectId: SubjectId }
  | { by: 'account'; subjectId: SubjectId; accountId: AccountId }
  | { by: 'anyone' }

/** The browser or app in which the request was started, as the RP describes it. All optional: unknown is a signal. */
export type Initiator = {
  ip?: string
  userAgent?: string
  trackingId?: string
}

export type Payment = {
  payee?: string
  /** Minor units (cents). */
  amountMinor?: bigint
  /** ISO 4217. */
  currency?: string
}

/** Chance that the signature needs, drawn when the session is received so that every repetition gives the same. */
export type SigningRandomness = {
  /** Base64 of 24 bytes (ACSP_V2 serverRandom). */
  serverRandom: string
  /** Base64url text; its SHA-256 is the user challenge. */
  userChallengeVerifier: string
  /** Base64 of 64 bytes; PSS takes the first saltLength of them. */
  saltSource: string
  /** The two wrong codes beside the right one, where the person chooses. */
  wrongCodes: [string, string]
}

export type Session = {
  id: SessionId
  relyingParty: { id: RelyingPartyId; uuid: string; name: string }
  apiVersion: ApiVersion
  kind: SessionKind
  /** Null until a device link is claimed, for then the phone tells how it came by the link. */
  flow: Flow | null
  state: SessionState
  /** Rises by one with each transition; every transition is fenced by it. */
  attempt: number
  subjectId: SubjectId | null
  accountId: AccountId | null
  requestedLevel: CertificateLevel
  /** Event times. */
  occurredAt: Instant
  expiresAt: Instant
  holdUntil: Instant | null
  deliveredAt: Instant | null
  shownAt: Instant | null
  endedAt: Instant | null
  /** Wall times: when the sweeper looks next; from when the RP may see the end. */
  dueAt: Instant | null
  visibleAt: Instant | null
  /** Wall time minus event time: 0 but in test mode. */
  wallOffsetMs: number
  toSign: ToSign
  interactions: Interaction[]
  interactionsB64: string | null
  interactionUsed: InteractionType | null
  verificationCode: string | null
  initialCallbackUrl: string | null
  linkedSessionId: SessionId | null
  signing: SigningRandomness
  shareDeviceIp: boolean
  ignoredProperties: string[]
  initiator: Initiator
  phoneAddress: string | null
  payment: { payeeKey: string | null; amountMinor: bigint | null; currency: string | null }
  endResult: EndResult | null
  signature: Uint8Array | null
  /** DER. */
  certificate: Uint8Array | null
  reportedAt: Instant | null
}

/** The event time at which the wall shows `wall`, for this session. */
export function eventTimeOf(session: Pick<Session, 'wallOffsetMs'>, wall: Instant): Instant {
  return addMs(wall, -session.wallOffsetMs)
}

/** The wall time at which `event` comes to pass, for this session. */
export function wallTimeOf(session: Pick<Session, 'wallOffsetMs'>, event: Instant): Instant {
  return addMs(event, session.wallOffsetMs)
}
