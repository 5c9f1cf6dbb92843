/** A person's act on the phone ends a delivered session. */
import type { Result, SessionIn } from '../../domain/sessions/session.ts'
import type { CoreDependencies } from '../dependencies.ts'
import { type Acted, ended } from '../request/applyDecision.ts'
import { phoneEndOf } from '../request/artefactKeys.ts'
import { moveSession } from '../request/moveSession.ts'
import { isMoved, transact } from '../transact.ts'
import type { Phone } from './phone.ts'

export type EndByPhoneDependencies = Pick<
  CoreDependencies,
  'clock' | 'random' | 'sessions' | 'transactions' | 'producer' | 'log' | 'describeAddress'
>

/** The phone that ended a session, and from where. */
export function actedBy(deps: Pick<CoreDependencies, 'describeAddress'>, phone: Phone): Acted {
  return { accountId: phone.account.id, ...phoneEndOf(deps, phone.ip) }
}

/** @returns false where the session had ended already; nothing was written then. */
export async function endByPhone(
  deps: EndByPhoneDependencies,
  session: SessionIn<'DELIVERED'>,
  phone: Phone,
  result: Result,
): Promise<boolean> {
  const move = ended(deps, result, phone.at, actedBy(deps, phone))
  return await isMoved(transact(deps, (tx) => moveSession(tx, session, move)))
}
