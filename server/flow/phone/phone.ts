/** The phone that speaks to us: its account, and from where and when (event time) it does. */
import type { Account } from '../../domain/accounts/account.ts'
import { canServe } from '../../domain/accounts/account.ts'
import type { SessionId } from '../../domain/ids.ts'
import type { Session, SessionIn } from '../../domain/sessions/session.ts'
import type { Instant } from '../../domain/time.ts'
import { AppError } from '../../errors.ts'
import type { SessionReads } from '../request/ports.ts'

export type Phone = { account: Account; ip: string; at: Instant }

/** Whether the session is one that this phone may show: its person's, and not another account's. */
export function isFor(session: Session, { account }: Phone): boolean {
  if (session.subjectId !== account.subjectId) return false
  if (session.accountId !== null) return session.accountId === account.id
  return canServe(account, session.kind, session.requestedLevel)
}

/** Another person's session and one that does not exist look the same. @throws AppError notFound. */
export async function sessionFor(
  deps: { sessions: Pick<SessionReads, 'find'> },
  phone: Phone,
  sessionId: SessionId,
): Promise<Session> {
  const session = await deps.sessions.find(sessionId)
  if (session === null || !isFor(session, phone)) throw new AppError('notFound', 'No such request')
  return session
}

/** Delivered and not past its end by event time, whether or not the sweeper has been there. */
export function isOpen(session: Session, at: Instant): session is SessionIn<'DELIVERED'> {
  return session.state === 'DELIVERED' && at < session.expiresAt
}

/** @throws AppError conflict where the session is not open. */
export function assertOpen(session: Session, at: Instant): asserts session is SessionIn<'DELIVERED'> {
  if (!isOpen(session, at)) throw new AppError('conflict', 'The request is no longer open')
}
