/** The phone that acts in a session: claimed its device link, or confirmed or refused it. */
import type { Session } from '../../domain/sessions/session.ts'
import type { CoreDependencies } from '../dependencies.ts'
import type { ActingPhone } from '../request/gatherFacts.ts'

type Needs = Pick<CoreDependencies, 'accounts'>

/** Null until a phone has acted. */
export async function actingPhone(deps: Needs, session: Session): Promise<ActingPhone | null> {
  if (session.accountId === null || session.phoneAddress === null) return null
  const account = await deps.accounts.find(session.accountId)
  if (account === null) return null
  return {
    accountId: account.id,
    ip: session.phoneAddress,
    integrity: account.device.integrity,
    at: session.occurredAt,
  }
}

/** As the delivery decision sees it: who claimed the link. A pushed request has no phone yet, whatever came later. */
export async function claimingPhone(deps: Needs, session: Session): Promise<ActingPhone | null> {
  return session.flow === 'Notification' ? null : await actingPhone(deps, session)
}
