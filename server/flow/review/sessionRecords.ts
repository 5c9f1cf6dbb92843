/** Sessions as the console reads them, and what serves them. Identity is not among it: the person is a pseudonym. */
import type { PhoneRecord } from '../../domain/accounts/phoneRecord.ts'
import type { AccountId, SessionId, SubjectId } from '../../domain/ids.ts'
import type { Decider, Decision, Friction, Outcome, Reason, Stage } from '../../domain/sessions/decision.ts'
import type { Label } from '../../domain/sessions/label.ts'
import type { ReviewAction } from '../../domain/sessions/review.ts'
import type {
  ApiVersion,
  CertificateLevel,
  EndResult,
  Flow,
  Interaction,
  SessionKind,
  SessionState,
} from '../../domain/sessions/session.ts'
import type { SessionCursor, SessionFilter, SessionPage } from '../../domain/sessions/sessionQuery.ts'
import type { Instant } from '../../domain/time.ts'

/** One row of the console's list. */
export type QueueRow = {
  id: SessionId
  state: SessionState
  kind: SessionKind
  flow: Flow | null
  relyingParty: string
  /** The first eight hexadecimal digits of the person's pseudonym. */
  person: string | null
  occurredAt: Instant
  /** Wall time. Null: not held. */
  holdUntilWall: Instant | null
  endResult: EndResult | null
  reportedAt: Instant | null
  /** The one that stands: the delivery's, unless the release was blocked after it. */
  decision: {
    stage: Stage
    outcome: Outcome
    decidedBy: Decider
    score: number
    reasons: Reason[]
    friction: Friction | null
  } | null
  /** Addresses of the two ends, for finding their places; they go no further. */
  initiatorIp: string | null
  phoneIp: string | null
}

export interface QueueReads {
  /** The rows of these sessions, in the order of the ids; an id that is none is left out. */
  rows(ids: readonly SessionId[]): Promise<QueueRow[]>
  /** @param now wall time. */
  list(
    filter: SessionFilter,
    page: SessionPage,
    now: Instant,
  ): Promise<(QueueRow & { cursor: SessionCursor })[]>
  /** How many rows a filter finds, counted no further than `most`; null where even that takes too long. */
  count(filter: SessionFilter, most: number, now: Instant): Promise<number | null>
  relyingParties(): Promise<{ id: string; name: string }[]>
}

export type DecisionRecord = Decision & { warningId: string | null; decidedAt: Instant; tookMs: number }

export type LateScoreRecord = Pick<
  DecisionRecord,
  'stage' | 'outcome' | 'score' | 'reasons' | 'ruleSetVersion' | 'modelVersion'
> & { createdAt: Instant }

/** How a hold ended; `by` null: the policy for holds that run out. */
export type ReviewRecord = {
  action: ReviewAction
  by: string | null
  comment: string | null
  reviewedAt: Instant
}

/** Everything that the console shows of one session. */
export type SessionRecord = {
  id: SessionId
  state: SessionState
  kind: SessionKind
  flow: Flow | null
  apiVersion: ApiVersion
  requestedLevel: CertificateLevel
  relyingParty: string
  personId: SubjectId | null
  person: string | null
  accountId: AccountId | null
  interactions: Interaction[]
  interactionUsed: string | null
  verificationCode: string | null
  endResult: EndResult | null
  amountMinor: bigint | null
  currency: string | null
  linkedSessionId: string | null
  times: {
    occurredAt: Instant
    expiresAt: Instant
    holdUntil: Instant | null
    deliveredAt: Instant | null
    shownAt: Instant | null
    endedAt: Instant | null
    reportedAt: Instant | null
    wallOffsetMs: number
  }
  initiator: {
    ip?: string | undefined
    userAgent?: string | undefined
    trackingId?: string | undefined
  } | null
  phoneIp: string | null
  /** The address from which each was last heard is for finding its place; it goes no further. */
  phones: (PhoneRecord & { lastIp: string | null })[]
  decisions: DecisionRecord[]
  lateScores: LateScoreRecord[]
  review: ReviewRecord | null
  labels: Label[]
  notices: { channel: string; template: string; state: string; sentAt: Instant | null }[]
}

export interface SessionPages {
  /** Null where there is no such session. */
  find(id: SessionId): Promise<SessionRecord | null>
  /** How a hold ended. Null where none has. */
  review(id: SessionId): Promise<ReviewRecord | null>
}
