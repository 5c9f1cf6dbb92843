/** What the way of a request needs of stores; who serves it is put in by the composition. */
import type { SessionId, SubjectId } from '../../domain/ids.ts'
import type { Decision, Friction } from '../../domain/sessions/decision.ts'
import type { Session } from '../../domain/sessions/session.ts'
import type { Instant } from '../../domain/time.ts'
import type { SessionMoves } from './moveSession.ts'

export type NewSession = Pick<
  Session,
  | 'id'
  | 'apiVersion'
  | 'kind'
  | 'flow'
  | 'subjectId'
  | 'accountId'
  | 'requestedLevel'
  | 'occurredAt'
  | 'expiresAt'
  | 'wallOffsetMs'
  | 'toSign'
  | 'interactions'
  | 'interactionsB64'
  | 'verificationCode'
  | 'initialCallbackUrl'
  | 'linkedSessionId'
  | 'signing'
  | 'shareDeviceIp'
  | 'ignoredProperties'
  | 'initiator'
  | 'payment'
> & {
  relyingPartyId: string
  /** As it was sent: the signature says so, and clients compare. */
  relyingPartyName: string
  state: 'AWAITING_CLAIM' | 'RECEIVED'
  dueAt: Instant
  /** Keyed digests of what an attacker leaves behind. */
  artefacts: {
    initiatorAddressKey: string | null
    initiatorNetworkKey: string | null
    trackingKey: string | null
    templateKey: string | null
  }
  deviceLink: { token: string; secret: Uint8Array } | null
  /** The fifteen-second rule: an equal digest since `since` (event time) answers with the session it made. */
  sameRequest: { digest: Uint8Array<ArrayBuffer>; answer: string; since: Instant } | null
}

/** The decision that let a session be delivered, as the phone and the release need it. */
export type DeliveryDecision = Pick<Decision, 'outcome' | 'decidedBy' | 'score'> & {
  friction: Friction | null
  warningId: string | null
}

export interface SessionReads {
  find(id: SessionId): Promise<Session | null>
  /** Sessions at whose state somebody must look by wall time `now`, the longest due first. */
  due(now: Instant, limit: number): Promise<Session[]>
  /**
   * The certificate choice by device link after which this person's app still waits for its linked signature
   * (RP API v3): ended OK, not expired at `at`, and no linked session came yet. Null: none waits.
   */
  awaitsLinked(subjectId: SubjectId, at: Instant): Promise<{ id: string; accountId: string | null } | null>
  /** Every session whose event time is `from` or later, by id, read in pages. */
  since(from: Instant, pageSize: number): AsyncGenerator<Session>
  /** What the phone of this person may show now: delivered, not expired, theirs. Oldest first. */
  deliveredTo(subjectId: string, accountId: string): Promise<Session[]>
  /** Sets the time at which the person first saw it; later calls change nothing. One statement. */
  shown(id: SessionId, at: Instant): Promise<void>
  /** The session of a device link with the link's secret. */
  findByToken(token: string): Promise<{ session: Session; secret: Uint8Array } | null>
  deliveryDecision(id: SessionId): Promise<DeliveryDecision | null>
}

/** Inside a transaction. */
export interface SessionWrites extends SessionMoves {
  find(id: SessionId): Promise<Session | null>
  /** Writes the session, or finds the answer that the same request was given moments ago. */
  create(session: NewSession): Promise<{ made: true } | { made: false; answer: string }>
  /** A score that came after a fallback decision: evidence only. Twice the same is once. */
  addLateScore(id: SessionId, late: Decision): Promise<void>
}
