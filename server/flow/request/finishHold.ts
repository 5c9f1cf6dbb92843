/** A hold ends, by an analyst or by policy: released to the phone, or blocked. */
import type { Session } from '../../domain/sessions/session.ts'
import type { Instant } from '../../domain/time.ts'
import type { Transition } from '../../stores/sessions/sessionTransition.ts'
import type { Dependencies } from '../dependencies.ts'
import { enqueueNow } from '../enqueue.ts'
import { blocked, delivered } from './applyDecision.ts'
import { candidates } from './candidates.ts'

/**
 * What is due of a hold at event time `now`: the review that can no longer be undone, or the policy at its end.
 * @returns whether this call ended the hold.
 */
export async function endDueHold(deps: Dependencies, session: Session, now: Instant): Promise<boolean> {
  const ranOut = session.holdUntil !== null && now >= session.holdUntil
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
  deps: Dependencies,
  session: Session,
  review: NonNullable<Transition['review']>,
  at: Instant = review.reviewedAt,
  pendingReviewId: string | null = null,
): Promise<boolean> {
  const change =
    review.action === 'block'
      ? blocked(deps, session, at)
      : delivered(deps, session, await candidates(deps, session), { outcome: 'hold', friction: null }, at)
  const done = await deps.sessions.transition({
    id: session.id,
    from: 'HELD',
    attempt: session.attempt,
    ...change,
    review,
    endsHold: { pendingReviewId },
    audit: {
      id: deps.random.id<'auditEvent'>(),
      actor: { kind: review.userId === null ? 'system' : 'consoleUser', id: review.userId },
      action: 'session.reviewed',
      object: { kind: 'session', id: session.id },
      details: { action: review.action },
      occurredAt: at,
    },
  })
  if (done) await enqueueNow(deps, change.outbox ?? [])
  return done
}
