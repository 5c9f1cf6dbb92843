/** feedback: the relying party reports, often weeks later, whether a session of its own was fraud. */
import type { RelyingPartyId, SessionId } from '../../domain/ids.ts'
import type { ApiVersion, Session } from '../../domain/sessions/session.ts'
import type { Instant } from '../../domain/time.ts'
import { AppError } from '../../errors.ts'
import { audit } from '../audit.ts'
import { addJob, transact } from '../transact.ts'
import type { LabelDependencies } from './label.ts'

export type Feedback = {
  sessionId: SessionId
  relyingPartyId: RelyingPartyId
  apiVersion: ApiVersion
  fraud: boolean
  /** Event time at which the fraud happened, where it was not the session itself; null: the session's own. */
  occurredAt: Instant | null
  /** Event time of the feedback. */
  at: Instant
}

/**
 * The same again changes nothing; other feedback replaces what was given before.
 * @throws AppError notFound where the session is unknown, another's, or has not ended as far as the relying party
 * sees; badRequest for a time before the session or in the future.
 */
export async function giveFeedback(deps: LabelDependencies, feedback: Feedback): Promise<void> {
  const { sessionId, fraud, at, relyingPartyId } = feedback
  const session = await deps.sessions.find(sessionId)
  if (session === null || !isEndedFor(session, feedback, deps.clock.now()))
    throw new AppError('notFound', 'No such session')
  const occurredAt = feedback.occurredAt ?? session.occurredAt
  if (occurredAt < session.occurredAt || occurredAt > Math.max(at, session.occurredAt)) {
    throw new AppError('badRequest', 'Invalid request parameters found', {
      fields: [{ field: 'occurredAt', message: 'must be no earlier than the session and not in the future' }],
    })
  }
  await transact(deps, async (tx) => {
    await tx.labels.lock(sessionId)
    const before = await tx.labels.before(sessionId, 'rpFeedback')
    if (before === fraud) return
    const id = tx.random.id<'label'>()
    const label = {
      id,
      sessionId,
      fraud,
      source: 'rpFeedback',
      userId: null,
      occurredAt,
      labelledAt: at,
    } as const
    await tx.labels.put(label)
    await addJob(tx, { job: 'learn', payload: { sessionId } })
    const actor = { kind: 'relyingParty', id: relyingPartyId } as const
    const object = { kind: 'session', id: sessionId } as const
    await audit(tx, actor, 'session.feedbackGiven', object, { fraud, before })
  })
}

/** A blocked session looks running until its delay is over: until then nobody may learn that it is not (invariant 6). */
function isEndedFor(session: Session, { relyingPartyId, apiVersion }: Feedback, now: Instant): boolean {
  const { visibleAt } = session
  const isTheirs = session.relyingParty.id === relyingPartyId && session.apiVersion === apiVersion
  return isTheirs && visibleAt !== null && visibleAt <= now
}
