/** What enrolment needs of stores. */

import type { DeviceDescription, KeyPurpose } from '../../domain/accounts/device.ts'
import type { Contact, Identity, Proofing, ProofingId } from '../../domain/accounts/proofing.ts'
import type { AccountId, Id, KeyId, SubjectId } from '../../domain/ids.ts'
import type { CertificateLevel } from '../../domain/sessions/session.ts'
import type { Instant } from '../../domain/time.ts'
import type { AuthorityPart } from '../../signing/certificates/signer.ts'

/** The certification authority, without the root's key. */
export type Authority = {
  issuing: AuthorityPart
  ocspResponder: AuthorityPart
  /** The server's long-term key, by which phones know it (PKCS #8, PEM). */
  serverKeyPem: string
  /** Written into certificates. */
  ocspUrl: string
  /** Since when it issues, and remembers revocations. Wall time. */
  since: Instant
}

export type NewProofing = {
  id: ProofingId
  /** The id that the person gets where nobody is known by this semantics identifier yet. */
  newSubjectId: SubjectId
  identity: Identity
  contact: Contact | null
  method: string
  authority: string
  level: Proofing['level']
  provedAt: Instant
  activationCode: string
  expiresAt: Instant
}

export type EnrolmentId = Id<'enrolment'>

export type StartedEnrolment = {
  id: EnrolmentId
  proofingId: ProofingId
  accountId: AccountId
  subjectId: SubjectId
  identity: Identity
  level: CertificateLevel
  occurredAt: Instant
  /** JSON of the working state, opened. */
  secret: string
}

/** `requestHash`: SHA-256 of the message that was answered, base64url. `sealed`: a JWE under the transport key. */
export type EnrolmentAnswer = { requestHash: string; sealed: string }

export type NewKey = {
  id: KeyId
  purpose: KeyPurpose
  modulus: Uint8Array<ArrayBuffer>
  serverShare: Uint8Array
  transportKey: Uint8Array
  oneTimePasswordHash: Uint8Array<ArrayBuffer>
  certificateSerial: string
  /** DER. */
  certificate: Uint8Array
}

export type NewAccount = {
  id: AccountId
  subjectId: SubjectId
  documentNumber: string
  level: CertificateLevel
  accessTokenHash: Uint8Array<ArrayBuffer>
  enrolledAt: Instant
  device: DeviceDescription
  lastAddress: string
  keys: NewKey[]
}

export interface ProofingReads {
  findByActivationCode(activationCode: string): Promise<Proofing | null>
}

/** Inside a transaction. */
export interface ProofingWrites {
  /** A person who is known already is kept up to date. */
  create(proofing: NewProofing): Promise<void>
}

export interface EnrolmentReads {
  /** Null where it was never started, was replaced, or has finished. */
  findStarted(id: EnrolmentId): Promise<StartedEnrolment | null>
  /** What the second step was answered, for a phone that never got it; null where it was not answered. */
  findAnswer(id: EnrolmentId): Promise<EnrolmentAnswer | null>
}

/** Inside a transaction. */
export interface EnrolmentWrites {
  /**
   * A new start replaces an unfinished one of the same proofing, as after an app that died in between.
   * @throws AlreadyExists at the end of the transaction where the proofing's enrolment is finished already.
   */
  start(
    enrolment: Pick<StartedEnrolment, 'id' | 'proofingId' | 'accountId' | 'occurredAt' | 'secret'>,
  ): Promise<void>
  /**
   * Opens the account, once; of the working state the sealed answer alone is kept.
   * @throws Overtaken where somebody finished or replaced the enrolment first.
   */
  finish(
    enrolment: StartedEnrolment,
    account: NewAccount,
    answer: EnrolmentAnswer,
    usedAt: Instant,
  ): Promise<void>
}
