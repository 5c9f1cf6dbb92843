/**
 * label: an analyst says what a session was. The label follows from the disposition and becomes history, and it
 * counts above what the relying party and the person said, for an analyst has heard both.
 */
import type { ConsoleUserId, SessionId } from '../../domain/ids.ts'
import { type Disposition, FRAUD_BY_DISPOSITION } from '../../domain/sessions/label.ts'
import { eventTimeOf, isTerminal } from '../../domain/sessions/session.ts'
import { AppError } from '../../errors.ts'
import { audit, consoleUser } from '../audit.ts'
import type { CoreDependencies } from '../dependencies.ts'
import type { SessionReads } from '../request/ports.ts'
import { addJob, type CoreStores, type TransactDependencies, transact } from '../transact.ts'
import type { LabelWrites } from './ports.ts'

export type LabelDependencies = Pick<CoreDependencies, 'clock' | 'random'> &
  TransactDependencies<CoreStores & { labels: LabelWrites }> & { sessions: Pick<SessionReads, 'find'> }

/**
 * The same again changes nothing; another disposition replaces it, and the audit event keeps both.
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
  const { occurredAt } = session
  const labelledAt = eventTimeOf(session, deps.clock.now())
  const fraud = FRAUD_BY_DISPOSITION[disposition]
  await transact(deps, async (tx) => {
    await tx.labels.lock(sessionId)
    const before = await tx.labels.dispositionBefore(sessionId)
    if (before === disposition) return
    await tx.labels.putDisposition({ sessionId, disposition, userId, disposedAt: labelledAt })
    if (fraud === null) await tx.labels.remove(sessionId, 'disposition')
    else {
      const id = tx.random.id<'label'>()
      const source = 'disposition'
      await tx.labels.put({ id, sessionId, fraud, source, userId, occurredAt, labelledAt })
      await addJob(tx, { job: 'learn', payload: { sessionId } })
    }
    const object = { kind: 'session', id: sessionId } as const
    await audit(tx, consoleUser(userId), 'session.disposed', object, { disposition, before })
  })
}
