/** feedback: the relying party tells, often weeks later, whether a session of its own was fraud. */
import type { RelyingPartyId, SessionId } from '../../domain/ids.ts'
import type { ApiVersion, Session } from '../../domain/sessions/session.ts'
import type { Instant } from '../../domain/time.ts'
import { AppError } from '../../errors.ts'
import { enqueueNow } from '../enqueue.ts'
import type { LabelDependencies } from '../review/label.ts'
import { learnRow } from './applyDecision.ts'

export type Feedback = {
  sessionId: SessionId
  relyingPartyId: RelyingPartyId
  apiVersion: ApiVersion
  fraud: boolean
  /** Event time at which the fraud happened, where it was not the session itself; null: the session's own. */
  occurredAt: Instant | null
  /** Event time of the telling. */
  at: Instant
}

/**
 * Telling the same again changes nothing; telling otherwise replaces what was told.
 * @throws AppError notFound where the session is unknown, another's, or has not ended as far as the relying party
 * sees; badRequest for a time before the session or in the future.
 */
export async function giveFeedback(deps: LabelDependencies, told: Feedback): Promise<void> {
  const session = await deps.sessions.find(told.sessionId)
  if (session === null || !isEndedFor(session, told, deps.clock.now()))
    throw new AppError('notFound', 'No such session')
  const occurredAt = told.occurredAt ?? session.occurredAt
  if (occurredAt < session.occurredAt || occurredAt > Math.max(told.at, session.occurredAt)) {
    throw new AppError('badRequest', 'Invalid request parameters found', {
      fields: [{ field: 'occurredAt', message: 'must be no earlier than the session and not in the future' }],
    })
  }
  const { sessionId, fraud } = told
  const outbox = [learnRow(deps, session)]
  const isNews = await deps.labels.feedback(
    { id: deps.random.id<'label'>(), sessionId, occurredAt, at: told.at, fraud, outbox },
    (before) => ({
      id: deps.random.id<'auditEvent'>(),
      actor: { kind: 'relyingParty', id: told.relyingPartyId },
      action: 'session.feedbackGiven',
      object: { kind: 'session', id: sessionId },
      details: { fraud, before },
      occurredAt: deps.clock.now(),
    }),
  )
  if (isNews) await enqueueNow(deps, outbox)
}

/** A blocked session looks running until its delay is over: until then nobody may learn that it is not (invariant 6). */
function isEndedFor(session: Session, { relyingPartyId, apiVersion }: Feedback, now: Instant): boolean {
  const { visibleAt } = session
  const isTheirs = session.relyingParty.id === relyingPartyId && session.apiVersion === apiVersion
  return isTheirs && visibleAt !== null && visibleAt <= now
}
