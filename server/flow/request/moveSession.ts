/** The one way in which a session changes its state, and what follows from the state it comes into. */
import type { ConsoleUserId, SessionId } from '../../domain/ids.ts'
import type { ReviewAction } from '../../domain/review.ts'
import type { Decision } from '../../domain/sessions/decision.ts'
import type { SessionIn, SessionState } from '../../domain/sessions/session.ts'
import type { MoveFrom, MoveTo } from '../../domain/sessions/transition.ts'
import type { Instant } from '../../domain/time.ts'
import { addJob, type CoreStores, type Transaction } from '../transact.ts'

/** `decidedAt` in event time. */
export type TakenDecision = Decision & { decidedAt: Instant; tookMs: number; warningId: string | null }

/** What moved the session, written with the move. */
export type Evidence = {
  decision?: TakenDecision
  review?: {
    action: ReviewAction
    /** Null: the policy for holds that run out. */
    userId: ConsoleUserId | null
    comment: string | null
    /** Event time. */
    reviewedAt: Instant
  }
  /**
   * A hold ends: by the pending review of this id, or (null) by none. Where another one was entered, the session is
   * overtaken.
   */
  endsHold?: { pendingReviewId: string | null }
  /** What is told outside the app too; `deadlineAt` in wall time. */
  notice?: { id: string; template: string; deadlineAt: Instant }
}

/** `from` and `attempt` are the fence: a session that is no longer there has been moved by somebody else. */
export type SessionMove = { id: SessionId; from: SessionState; attempt: number } & MoveTo<SessionState> &
  Evidence

export interface SessionMoves {
  /** @throws Overtaken where the session is no longer in that state and attempt, or decided at that stage. */
  move(move: SessionMove): Promise<void>
}

export type MoveStores = CoreStores & { sessions: SessionMoves }

/** Whether there is something for the history and for cases to learn. */
const IS_LEARNT = {
  AWAITING_CLAIM: false,
  RECEIVED: false,
  // Nothing has ended yet, but a case may open.
  HELD: true,
  DELIVERED: false,
  COMPLETE: true,
  BLOCKED: true,
} as const satisfies Record<SessionState, boolean>

/** @throws Overtaken: nothing of the transaction is written then. */
export async function moveSession<From extends SessionState>(
  tx: Transaction<MoveStores>,
  session: SessionIn<From>,
  move: MoveFrom<From> & MoveTo<SessionState>,
  evidence: Evidence = {},
): Promise<void> {
  const { id, state: from, attempt } = session
  const { notice } = evidence
  await tx.sessions.move({ id, from, attempt, ...move, ...evidence })
  if (IS_LEARNT[move.to]) await addJob(tx, { job: 'learn', payload: { sessionId: id } })
  if (notice !== undefined) {
    await addJob(tx, { job: 'notify', payload: { noticeId: notice.id, deadlineAt: notice.deadlineAt } })
  }
}
