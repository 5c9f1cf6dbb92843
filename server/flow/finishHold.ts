/** A hold ends, by an analyst or by policy: released to the phone, or blocked. */
import { canServe } from '../domain/account.ts'
import type { Session } from '../domain/session.ts'
import type { Transition } from '../stores/sessions.ts'
import type { Dependencies } from './dependencies.ts'
import { enqueueNow } from './enqueue.ts'
import { blocked, delivered } from './settle.ts'

/** @returns false where the session was no longer held. */
export async function finishHold(
  deps: Dependencies,
  session: Session,
  review: NonNullable<Transition['review']>,
): Promise<boolean> {
  const accounts = session.subjectId === null ? [] : await deps.accounts.ofSubject(session.subjectId)
  const candidates = accounts.filter(
    (account) =>
      canServe(account, session.kind, session.requestedLevel) &&
      (session.accountId === null || session.accountId === account.id),
  )
  const change =
    review.action === 'block'
      ? blocked(deps, session, review.reviewedAt)
      : delivered(deps, session, candidates, { outcome: 'hold', friction: null }, review.reviewedAt)
  const done = await deps.sessions.transition({
    id: session.id,
    from: 'HELD',
    attempt: session.attempt,
    ...change,
    review,
  })
  if (done) await enqueueNow(deps, change.outbox ?? [])
  return done
}
