/** A hold ends, by an analyst or by policy: released to the phone, or blocked. */
import type { Session } from '../domain/session.ts'
import type { Transition } from '../stores/sessionTransition.ts'
import { candidates } from './candidates.ts'
import type { Dependencies } from './dependencies.ts'
import { enqueueNow } from './enqueue.ts'
import { blocked, delivered } from './settle.ts'

/** @returns false where the session was no longer held. */
export async function finishHold(
  deps: Dependencies,
  session: Session,
  review: NonNullable<Transition['review']>,
): Promise<boolean> {
  const change =
    review.action === 'block'
      ? blocked(deps, session, review.reviewedAt)
      : delivered(
          deps,
          session,
          await candidates(deps, session),
          { outcome: 'hold', friction: null },
          review.reviewedAt,
        )
  const done = await deps.sessions.transition({
    id: session.id,
    from: 'HELD',
    attempt: session.attempt,
    ...change,
    review,
    audit: {
      id: deps.random.id<'auditEvent'>(),
      actor: { kind: review.userId === null ? 'system' : 'consoleUser', id: review.userId },
      action: 'session.reviewed',
      object: { kind: 'session', id: session.id },
      details: { action: review.action },
      occurredAt: review.reviewedAt,
    },
  })
  if (done) await enqueueNow(deps, change.outbox ?? [])
  return done
}
