/**
 * label: an analyst says what a session was. The label follows from the disposition and becomes history, and it
 * counts above what the relying party and the person said, for an analyst has heard both.
 */
import type { ConsoleUserId, SessionId } from '../../domain/ids.ts'
import { type Disposition, FRAUD_BY_DISPOSITION } from '../../domain/sessions/label.ts'
import { eventTimeOf, isTerminal } from '../../domain/sessions/session.ts'
import { AppError } from '../../errors.ts'
import type { LabelStore } from '../../stores/sessions/labels.ts'
import type { SessionStore } from '../../stores/sessions/sessions.ts'
import type { CoreDependencies } from '../dependencies.ts'
import { enqueueNow } from '../enqueue.ts'
import { learnRow } from '../request/applyDecision.ts'

export type LabelDependencies = Pick<CoreDependencies, 'clock' | 'random' | 'producer' | 'outbox' | 'log'> & {
  sessions: Pick<SessionStore, 'find'>
  labels: LabelStore
}

/**
 * Saying the same again changes nothing; saying something else replaces it, and the audit event keeps both.
 * @throws AppError notFound; conflict while the session is still open.
 */
export async function disposeSession(
  deps: LabelDependencies,
  order: { sessionId: SessionId; disposition: Disposition; userId: ConsoleUserId },
): Promise<void> {
  const { sessionId, disposition, userId } = order
  const session = await deps.sessions.find(sessionId)
  if (session === null) throw new AppError('notFound', 'There is no such session')
  if (!isTerminal(session.state)) throw new AppError('conflict', 'The session has not ended yet')
  const fraud = FRAUD_BY_DISPOSITION[disposition]
  const outbox = fraud === null ? [] : [learnRow(deps, session)]
  const now = deps.clock.now()
  const isNews = await deps.labels.dispose(
    {
      id: deps.random.id<'label'>(),
      sessionId,
      occurredAt: session.occurredAt,
      at: eventTimeOf(session, now),
      disposition,
      fraud,
      userId,
      outbox,
    },
    (before) => ({
      id: deps.random.id<'auditEvent'>(),
      actor: { kind: 'consoleUser', id: userId },
      action: 'session.disposed',
      object: { kind: 'session', id: sessionId },
      details: { disposition, before },
      occurredAt: now,
    }),
  )
  if (isNews) await enqueueNow(deps, outbox)
}
