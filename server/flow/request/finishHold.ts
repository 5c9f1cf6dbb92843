/** A hold ends, by an analyst or by policy: released to the phone, or blocked. */
import type { SessionIn } from '../../domain/sessions/session.ts'
import type { Instant } from '../../domain/time.ts'
import { audit, consoleUser } from '../audit.ts'
import type { RequestDependencies } from '../dependencies.ts'
import { isMoved, transact } from '../transact.ts'
import { blocked, delivered } from './applyDecision.ts'
import { candidates } from './candidates.ts'
import { type Evidence, moveSession } from './moveSession.ts'

/**
 * What is due of a hold at event time `now`: the review that can no longer be undone, or the policy at its end.
 * @returns whether this call ended the hold.
 */
export async function endDueHold(
  deps: RequestDependencies,
  session: SessionIn<'HELD'>,
  now: Instant,
): Promise<boolean> {
  const ranOut = now >= session.holdUntil
  const pending = await deps.pendingReviews.find(session.id)
  if (pending !== null && (ranOut || deps.clock.now() >= pending.effectiveAt)) {
    const { id, action, userId, comment, reviewedAt } = pending
    return await finishHold(deps, session, { action, userId, comment, reviewedAt }, now, id)
  }
  if (!ranOut) return false
  const policy = { action: deps.settings.holdPolicy, userId: null, comment: null, reviewedAt: now }
  return await finishHold(deps, session, policy, now)
}

/**
 * @param at event time at which it takes effect; a review may have been entered before.
 * @returns false where the session was no longer held, or another review was entered first.
 */
export async function finishHold(
  deps: RequestDependencies,
  session: SessionIn<'HELD'>,
  review: NonNullable<Evidence['review']>,
  at: Instant = review.reviewedAt,
  pendingReviewId: string | null = null,
): Promise<boolean> {
  const move =
    review.action === 'block'
      ? blocked(deps, at)
      : delivered(deps, session, await candidates(deps, session), { outcome: 'hold', friction: null }, at)
  return await isMoved(
    transact(deps, async (tx) => {
      await moveSession(tx, session, move, { review, endsHold: { pendingReviewId } })
      const actor = consoleUser(review.userId)
      const object = { kind: 'session', id: session.id } as const
      await audit(tx, actor, 'session.reviewed', object, { action: review.action }, at)
    }),
  )
}
