/**
 * review: an analyst releases or blocks a held session before its hold runs out. For some seconds the decision
 * may be undone: until then the hold goes on, nothing is delivered and nothing is blocked.
 */

import type { ConsoleUserId, SessionId } from '../../domain/ids.ts'
import type { ReviewAction } from '../../domain/sessions/review.ts'
import { eventTimeOf, type Session, type SessionIn, wallTimeOf } from '../../domain/sessions/session.ts'
import { addMs, type Instant, SECOND_MS, toInstant } from '../../domain/time.ts'
import { audit, consoleUser } from '../audit.ts'
import type { ReviewDependencies } from '../dependencies.ts'
import { expire, expireDue } from '../request/expire.ts'
import { finishHold } from '../request/finishHold.ts'
import { isMoved, transact } from '../transact.ts'

/** A clock may be a little off; weeks of habits that are played lie further back. */
const IS_PLAYED_MS = SECOND_MS

export type ReviewRequest = {
  sessionId: SessionId
  action: ReviewAction
  userId: ConsoleUserId
  comment: string | null
}

/** Times are of the wall clock. */
export type ReviewResult =
  /** `undoUntil` null: it has taken effect. */
  | { kind: 'done'; takesEffectAt: Instant; undoUntil: Instant | null }
  /** Somebody else was first; `by` null: the policy for holds that run out. */
  | { kind: 'decided'; action: ReviewAction; by: string | null; at: Instant }
  /** Somebody else works on it. */
  | { kind: 'claimed'; by: string; at: Instant }
  | { kind: 'neverHeld' }
  | { kind: 'notFound' }

export async function review(deps: ReviewDependencies, request: ReviewRequest): Promise<ReviewResult> {
  const session = await deps.sessions.find(request.sessionId)
  if (session === null) return { kind: 'notFound' }
  if (session.state !== 'HELD') return await whoDecided(deps, session)
  const now = deps.clock.now()
  const at = eventTimeOf(session, now)
  if (at >= session.holdUntil) {
    await expire(deps, session, at)
    return await whoDecided(deps, session)
  }
  const [claim] = await deps.claims.of([session.id], now)
  if (claim !== undefined && claim.userId !== request.userId) {
    return { kind: 'claimed', by: claim.by, at: claim.claimedAt }
  }
  const takesEffectAt = effectiveFrom(deps, session, session.holdUntil, now)
  const { action, userId, comment } = request
  const isDone =
    takesEffectAt === now
      ? await finishHold(deps, session, { action, userId, comment, reviewedAt: at })
      : await enter(deps, session, request, takesEffectAt)
  if (!isDone) return await whoDecided(deps, session)
  return { kind: 'done', takesEffectAt, undoUntil: takesEffectAt === now ? null : takesEffectAt }
}

/**
 * Now, where nothing may be undone: by the setting, where the hold would run out before, or where the session is
 * played in the past and its person answers at a planned time.
 */
function effectiveFrom(
  deps: ReviewDependencies,
  session: Session,
  holdUntil: Instant,
  now: Instant,
): Instant {
  const { reviewUndoMs } = deps.settings
  if (reviewUndoMs === 0 || Math.abs(session.wallOffsetMs) > IS_PLAYED_MS) return now
  const undoUntil = addMs(now, reviewUndoMs)
  return undoUntil >= wallTimeOf(session, holdUntil) ? now : undoUntil
}

async function enter(
  deps: ReviewDependencies,
  session: SessionIn<'HELD'>,
  { action, userId, comment }: ReviewRequest,
  effectiveAt: Instant,
): Promise<boolean> {
  const { id: sessionId, attempt } = session
  const now = deps.clock.now()
  const reviewedAt = eventTimeOf(session, now)
  const isEntered = await isMoved(
    transact(deps, async (tx) => {
      const id = tx.random.id<'pendingReview'>()
      const pending = { id, sessionId, action, userId, comment, reviewedAt, enteredAt: now, effectiveAt }
      await tx.pendingReviews.enter(pending, { attempt })
      const object = { kind: 'session', id: sessionId } as const
      await audit(tx, consoleUser(userId), 'session.reviewEntered', object, { action }, reviewedAt)
    }),
  )
  // The sweeper of any process does the same a little later, should this one be gone by then.
  if (isEntered) deps.timers.after(effectiveAt - now, () => void takeEffect(deps, sessionId))
  return isEntered
}

async function takeEffect(deps: ReviewDependencies, id: SessionId): Promise<void> {
  try {
    const session = await deps.sessions.find(id)
    if (session !== null) await expireDue(deps, session)
  } catch (error) {
    deps.log.warn({ err: error, sessionId: id }, 'a review did not take effect in time; the sweeper does it')
  }
}

/** @returns false where there is nothing of theirs to undo: it took effect, was undone, or was never entered. */
export async function undoReview(
  deps: ReviewDependencies,
  { sessionId, userId }: Pick<ReviewRequest, 'sessionId' | 'userId'>,
): Promise<boolean> {
  const session = await deps.sessions.find(sessionId)
  if (session === null || session.holdUntil === null) return false
  const now = deps.clock.now()
  const dueAt = wallTimeOf(session, session.holdUntil)
  const at = eventTimeOf(session, now)
  return await transact(deps, async (tx) => {
    const isUndone = await tx.pendingReviews.undo({ sessionId, userId, dueAt, now })
    const object = { kind: 'session', id: sessionId } as const
    if (isUndone) await audit(tx, consoleUser(userId), 'session.reviewUndone', object, {}, at)
    return isUndone
  })
}

/** Who was first, read again after it was lost. */
async function whoDecided(deps: ReviewDependencies, session: Session): Promise<ReviewResult> {
  const pending = await deps.pendingReviews.find(session.id)
  if (pending !== null) {
    return { kind: 'decided', action: pending.action, by: pending.by, at: pending.enteredAt }
  }
  const done = await deps.sessionPages.review(session.id)
  if (done === null) return { kind: 'neverHeld' }
  const at = toInstant(wallTimeOf(session, done.reviewedAt))
  return { kind: 'decided', action: done.action, by: done.by, at }
}
