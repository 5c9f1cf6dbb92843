/** What the phone's half of the way of a request needs of stores. */
import type { IntegrityFlags, KeyPurpose } from '../../domain/accounts/device.ts'
import type { Contact } from '../../domain/accounts/proofing.ts'
import type { AccountId, KeyId, SessionId } from '../../domain/ids.ts'
import type { SessionKind } from '../../domain/sessions/session.ts'
import type { Instant } from '../../domain/time.ts'
import type { CoreStores } from '../transact.ts'

export type Mail = {
  to: string
  subject: string
  text: string
  /** The same for every try, so that a mail that was sent twice is shown once. */
  messageId: string
  /** BCP 47. */
  language: string
}

/** `refused`: the mail server will never take it. `notConfigured`: there is no mail server. */
export type MailResult = 'sent' | 'refused' | 'notConfigured'

export interface Mailer {
  /** @throws where another try may do better. */
  send(mail: Mail): Promise<MailResult>
  close(): void
}

export type Notice = {
  warningId: string
  kind: SessionKind
  relyingPartyName: string
  /** Null: the person left no address. */
  contact: Contact | null
}

/** Inside a transaction. */
export interface NoticeWrites {
  /**
   * Marks a pending notice as sent, and holds its row until the transaction ends.
   * @returns `late`: its deadline has passed, and it has failed. `nothingToDo`: it was sent, had failed or never existed.
   */
  takePending(id: string, now: Instant): Promise<'taken' | 'late' | 'nothingToDo'>
  /** With the contact, opened for the one send that needs it. */
  read(id: string): Promise<Notice>
  /** It will never be sent. */
  fail(id: string): Promise<void>
}

export type NoticeStores = CoreStores & { notices: NoticeWrites }

export interface Devices {
  /** What a phone says of itself after enrolment. */
  setIntegrity(accountId: AccountId, integrity: IntegrityFlags): Promise<void>
}

export interface DeviceLinks {
  /** 32 bytes; null where the session came by no link, or has ended. */
  secretOf(sessionId: SessionId): Promise<Uint8Array | null>
}

/** The state of a key's PIN, as the confirmation protocol reads and writes it. */
export type KeyStatus =
  | { state: 'destroyed' }
  | {
      state: 'ready'
      oneTimePasswordHash: Uint8Array
      last: { passwordHash: Uint8Array; nonceHash: Uint8Array } | null
      wrongPins: number
      /** Event time. */
      lockedUntil: Instant | null
      /** Rises with each change; the freshness token is made of it. */
      version: number
    }
export type ReadyStatus = Extract<KeyStatus, { state: 'ready' }>

export type AccountKeyRecord = {
  id: KeyId
  accountId: AccountId
  purpose: KeyPurpose
  /** n, big-endian. */
  modulus: Uint8Array
  /** d2, big-endian; empty once the key is destroyed. */
  serverShare: Uint8Array
  transportKey: Uint8Array
  version: number
  standing: KeyStatus
  lastAnswer: { sessionId: SessionId; sealed: string } | null
  /** DER. */
  certificate: Uint8Array
}

/** What is stored beside the new state of a confirmation that was answered. */
export type StoredAnswer = { sessionId: SessionId; sealed: string }

export type Revocation = 'wrongPins' | 'clone'

/** `at` in wall time. */
export type CertificateStatus =
  | { status: 'good' }
  | { status: 'revoked'; at: Instant; reason: Revocation | null }

export interface KeyReads {
  ofAccount(accountId: AccountId): Promise<AccountKeyRecord[]>
  /** Null where no certificate of ours has this serial number (hexadecimal, small letters). */
  statusOf(certificateSerial: string): Promise<CertificateStatus | null>
}

/** Inside a transaction. */
export interface KeyWrites {
  /**
   * The key, locked until the transaction ends; then the session too, always in this order, so that
   * confirmations wait for each other and nobody ends the session meanwhile.
   */
  lock(id: KeyId, sessionId: SessionId): Promise<AccountKeyRecord | null>
  /** Stores the state after a confirmation; without an answer, a stored one stays as it was. */
  save(id: KeyId, key: ReadyStatus, answer: StoredAnswer | null): Promise<void>
  /** Nine wrong PINs: this key is gone and its certificate is no longer good. Wall time. */
  destroy(id: KeyId, revokedAt: Instant): Promise<void>
  /** A copy of the phone exists: everything on it is gone, both keys and the account. Wall time. */
  destroyAccount(accountId: AccountId, revokedAt: Instant): Promise<void>
}
