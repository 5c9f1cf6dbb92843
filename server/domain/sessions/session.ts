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

/** What is known of every session, whatever became of it. */
type Request = {
  id: SessionId
  relyingParty: { id: RelyingPartyId; uuid: string; name: string }
  apiVersion: ApiVersion
  kind: SessionKind
  /** Rises by one with each transition; every transition is fenced by it. */
  attempt: number
  requestedLevel: CertificateLevel
  /** Event times. */
  occurredAt: Instant
  expiresAt: Instant
  /** Wall time minus event time: 0 but in test mode. */
  wallOffsetMs: number
  toSign: ToSign
  interactions: Interaction[]
  interactionsB64: string | null
  verificationCode: string | null
  initialCallbackUrl: string | null
  linkedSessionId: SessionId | null
  signing: SigningRandomness
  shareDeviceIp: boolean
  ignoredProperties: string[]
  initiator: Initiator
  payment: { payeeKey: string | null; amountMinor: bigint | null; currency: string | null }
  reportedAt: Instant | null
}

/** Nobody knows yet how the link will find a phone; of the person, what the relying party asked for. */
type Unclaimed = { flow: null; subjectId: SubjectId | null; accountId: AccountId | null; phoneAddress: null }
/** `accountId`: the one asked for, claimed or acting; null while any of the person's may. */
type Addressed = {
  flow: Flow
  subjectId: SubjectId
  accountId: AccountId | null
  /** The phone that claimed the link or acted; null: none did. */
  phoneAddress: string | null
}

type NotEnded = { endResult: null; endedAt: null; visibleAt: null; signature: null; certificate: null }
type NotHeld = { holdUntil: null }
type NotDelivered = { deliveredAt: null; shownAt: null; interactionUsed: null }
/** `dueAt`: the wall time at which the sweeper looks next. */
type Open = NotEnded & { dueAt: Instant }

type Awaiting = Request & Unclaimed & Open & NotHeld & NotDelivered & { state: 'AWAITING_CLAIM' }
type Received = Request & Addressed & Open & NotHeld & NotDelivered & { state: 'RECEIVED' }
type Held = Request & Addressed & Open & NotDelivered & { state: 'HELD'; holdUntil: Instant }
type Delivered = Request &
  Addressed &
  Open & {
    state: 'DELIVERED'
    holdUntil: Instant | null
    deliveredAt: Instant
    shownAt: Instant | null
    /** Null for a certificate choice: nothing is shown beside a PIN. */
    interactionUsed: InteractionType | null
  }

type Ended = Request &
  (Unclaimed | Addressed) & {
    holdUntil: Instant | null
    deliveredAt: Instant | null
    shownAt: Instant | null
    interactionUsed: InteractionType | null
    dueAt: null
    endedAt: Instant
    /** Wall time from which the relying party may see the end. */
    visibleAt: Instant
  }

/** How a session ends well: with a certificate (DER), and a signature where something was to be signed. */
export type Result =
  | { endResult: 'OK'; certificate: Uint8Array; signature: Uint8Array | null }
  | { endResult: Exclude<EndResult, 'OK'>; certificate: null; signature: null }

type Complete = Ended & Result & { state: 'COMPLETE' }
type Blocked = Ended & {
  state: 'BLOCKED'
  endResult: 'DOCUMENT_UNUSABLE'
  certificate: null
  signature: null
}

/** A union by state: what a state cannot have is null in it, what it must have is not. */
export type Session = Awaiting | Received | Held | Delivered | Complete | Blocked

/** The sessions in one of these states. */
export type SessionIn<State extends SessionState> = Extract<Session, { state: State }>

/** The event time at which the wall shows `wall`, for this session. */
export function eventTimeOf(session: Pick<Session, 'wallOffsetMs'>, wall: Instant): Instant {
  return addMs(wall, -session.wallOffsetMs)
}

/** The wall time at which `event` comes to pass, for this session. */
export function wallTimeOf(session: Pick<Session, 'wallOffsetMs'>, event: Instant): Instant {
  return addMs(event, session.wallOffsetMs)
}
