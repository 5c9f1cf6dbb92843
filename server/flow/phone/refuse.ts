/** refuse: the person says no on the phone. */
import type { SessionId } from '../../domain/ids.ts'
import type { EndResult, Session } from '../../domain/sessions/session.ts'
import { failed } from '../../domain/sessions/transition.ts'
import { type EndByPhoneDependencies, endByPhone } from './endByPhone.ts'
import { assertOpen, type Phone, sessionFor } from './phone.ts'

/** @throws AppError notFound, conflict. */
export async function refuse(
  deps: EndByPhoneDependencies,
  phone: Phone,
  sessionId: SessionId,
): Promise<void> {
  const session = await sessionFor(deps, phone, sessionId)
  assertOpen(session, phone.at)
  await endByPhone(deps, session, phone, failed(refusalOf(session)))
}

/** What was refused: the relying party's text once the person saw it, before that the request as a whole. */
export function refusalOf(session: Session): Exclude<EndResult, 'OK'> {
  if (session.kind === 'certificateChoice') return 'USER_REFUSED_CERT_CHOICE'
  return session.shownAt !== null && session.interactionUsed !== null
    ? 'USER_REFUSED_INTERACTION'
    : 'USER_REFUSED'
}
