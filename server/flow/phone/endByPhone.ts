/** A person's act on the phone ends a delivered session. */
import type { Session } from '../../domain/sessions/session.ts'
import type { Transition } from '../../stores/sessions/sessionTransition.ts'
import type { Dependencies } from '../dependencies.ts'
import { enqueueNow } from '../enqueue.ts'
import { ended } from '../request/applyDecision.ts'
import { phoneEndOf } from '../request/artefactKeys.ts'
import type { Phone } from './phone.ts'

export type EndByPhoneDependencies = Pick<
  Dependencies,
  'clock' | 'random' | 'sessions' | 'outbox' | 'producer' | 'log' | 'describeAddress'
>

/** The phone that ended a session, and from where. */
export function actedBy(deps: Pick<Dependencies, 'describeAddress'>, phone: Phone) {
  return { accountId: phone.account.id, ...phoneEndOf(deps, phone.ip) }
}

/** @returns false where the session had ended already; nothing was written then. */
export async function endByPhone(
  deps: EndByPhoneDependencies,
  session: Session,
  phone: Phone,
  set: Pick<NonNullable<Transition['set']>, 'endResult' | 'certificate'>,
): Promise<boolean> {
  const change = ended(deps, session, { ...set, ...actedBy(deps, phone) }, phone.at)
  const { id, attempt } = session
  const done = await deps.sessions.transition({ id, attempt, from: 'DELIVERED', ...change })
  if (done) await enqueueNow(deps, change.outbox ?? [])
  return done
}
