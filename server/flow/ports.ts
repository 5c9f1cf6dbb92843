/** What flows of several rooms need of the world outside: chance, timers, logs, the vault, the job queue, the phone's owner. */
import type { Account } from '../domain/accounts/account.ts'
import type { AccountId, Id, SessionId, SubjectId } from '../domain/ids.ts'
import type { RelyingParty } from '../domain/relyingParty.ts'
import type { SessionState } from '../domain/sessions/session.ts'
import type { Instant } from '../domain/time.ts'
import type { Job } from '../jobQueue/jobs.ts'

/** The only source of chance. */
export interface Random {
  bytes(length: number): Uint8Array<ArrayBuffer>
  /** A whole number from min to max, both included. */
  integer(min: number, max: number): number
  /** UUIDv7 of the wall clock. */
  id<Kind extends string>(): Id<Kind>
}

/** Timers of a process, which end with it: what they were to do is left to the sweeper of another. */
export interface Timers {
  /** @returns cancels it; does nothing more once it has run. */
  after(ms: number, work: () => void): () => void
  cancelAll(): void
}

type LogLine = (details: object, message: string) => void

/** Structured lines. Identity codes, addresses and free text never enter them: log ids and codes. */
export interface Log {
  debug: LogLine
  info: LogLine
  warn: LogLine
  error: LogLine
}

/** Encryption at rest and keyed names of whatever tells who somebody is. */
export interface Vault {
  seal(plain: Uint8Array | string): Uint8Array<ArrayBuffer>
  /** @throws where the bytes were not sealed with this key, or were changed. */
  open(sealed: Uint8Array): Uint8Array<ArrayBuffer>
  /** @throws as open. */
  openText(sealed: Uint8Array): string
  /** A keyed digest of 32 bytes; the purpose keeps the names of different things apart. */
  digest(purpose: string, text: string): Uint8Array<ArrayBuffer>
  /** The first 16 bytes of the digest in base64url: a name for counting, in Redis keys and facts. */
  name(purpose: string, text: string): string
}

/** Hands a job to Redis now; the outbox row sends it again should this fail. */
export interface Producer {
  enqueue(outboxId: string, job: Job): Promise<void>
}

export type SessionChange = { sessionId: SessionId; state: SessionState; subjectId: SubjectId | null }
/** Null: the connection came back, anything may have changed. */
export type SessionListener = (change: SessionChange | null) => void

/** Wakes whoever waits for a session, across processes. Each way to listen answers with the way to stop. */
export interface ChangeNotifications {
  forSession(id: SessionId, listener: SessionListener): () => void
  forSubject(id: SubjectId, listener: SessionListener): () => void
  onSession(listener: SessionListener): () => void
  /** Rules, suppressions or models changed, or may have. */
  onEngine(listener: () => void): () => void
}

export interface AccountReads {
  /** Null where nobody is known by this semantics identifier. */
  findSubject(semanticsIdentifier: string): Promise<SubjectId | null>
  findByDocument(documentNumber: string): Promise<Account | null>
  findByAccessToken(tokenHash: Uint8Array<ArrayBuffer>): Promise<Account | null>
  find(id: AccountId): Promise<Account | null>
  /** Every account of the person, oldest first, closed ones too. */
  ofSubject(subjectId: SubjectId): Promise<Account[]>
}

export interface Accounts extends AccountReads {
  /** Remembers from where the phone last spoke, if that is news: never goes back in event time. One statement. */
  seen(accountId: AccountId, at: Instant, ip: string): Promise<void>
}

export interface RelyingParties {
  /** Null where no relying party is registered under this UUID and name. */
  find(uuid: string, name: string): Promise<RelyingParty | null>
}
