/** The accounts that may answer a session: live, of its level, and its own where it names one. */
import { type Account, canServe } from '../../domain/accounts/account.ts'
import type { Session } from '../../domain/sessions/session.ts'
import type { CoreDependencies } from '../dependencies.ts'

export async function candidates(
  deps: Pick<CoreDependencies, 'accounts'>,
  session: Session,
): Promise<Account[]> {
  if (session.subjectId === null) return []
  const accounts = await deps.accounts.ofSubject(session.subjectId)
  return accounts.filter(
    (account) =>
      canServe(account, session.kind, session.requestedLevel) &&
      (session.accountId === null || session.accountId === account.id),
  )
}
