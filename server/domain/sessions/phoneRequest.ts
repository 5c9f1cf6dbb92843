/**
 * What a phone is shown and asked to confirm. It travels as JSON, so ids and instants are plain here.
 */
import type { Friction } from './decision.ts'
import type { Flow, Interaction, InteractionType, SessionKind, SignatureAlgorithm } from './session.ts'

/** What the person is told beside the relying party's text, in the phone's language. */
export type PhoneWarning = Friction & { title: string; body: string; points: string[]; stopLabel: string }

/** The fields of the ACSP_V2 payload exactly as they are signed (RP API v3); base64 texts stay encoded. */
export type AcspV2Fields = {
  /** `smart-id` or `smart-id-demo`. */
  scheme: string
  serverRandom: string
  rpChallenge: string
  userChallenge: string
  relyingPartyName: string
  /** Empty where no broker stands between. */
  brokeredRpName: string
  interactionsB64: string
  interactionTypeUsed: InteractionType
  /** Empty for QR and Notification. */
  initialCallbackUrl: string
  flowType: Flow
}

/** From what the phone computes the digest that the encoded message must encode. */
export type SignedContent =
  /** The relying party's own digest, base64. */
  { protocol: 'digest'; digest: string } | ({ protocol: 'acspV2' } & AcspV2Fields)

export type PhoneToSign = {
  /**
   * EMSA-PKCS1-v1_5 or EMSA-PSS encoded message, made by the server, base64url. For PSS it has
   * ceil((modBits - 1) / 8) octets, for PKCS #1 v1.5 ceil(modBits / 8).
   */
  encodedMessage: string
  algorithm: SignatureAlgorithm
  content: SignedContent
}

export type PhoneRequest = {
  sessionId: string
  kind: SessionKind
  flow: Flow
  relyingPartyName: string
  interaction: Interaction | null
  /** Shown large, where the person does not choose. */
  verificationCode: string | null
  /** Three codes, one of them right, in the order to show them. */
  codeChoices: string[] | null
  warning: PhoneWarning | null
  /** Milliseconds since 1970. */
  expiresAt: number
  /** With `toSign`: both, or neither for a certificate choice. */
  key: { keyId: string; freshnessToken: string } | null
  toSign: PhoneToSign | null
  /** Where a same-device flow goes on after the answer: the relying party's address with our parameters. */
  callback: { url: string } | null
}
