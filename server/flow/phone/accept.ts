/** accept: the person lets a relying party have the signing certificate; nothing is signed, so no PIN. */
import { keyFor } from '../../domain/accounts/account.ts'
import type { SessionId } from '../../domain/ids.ts'
import { failed } from '../../domain/sessions/transition.ts'
import { AppError } from '../../errors.ts'
import { type EndByPhoneDependencies, endByPhone } from './endByPhone.ts'
import { assertOpen, type Phone, sessionFor } from './phone.ts'

/** @throws AppError notFound, conflict; badRequest where the request needs a PIN. */
export async function accept(
  deps: EndByPhoneDependencies,
  phone: Phone,
  sessionId: SessionId,
): Promise<void> {
  const session = await sessionFor(deps, phone, sessionId)
  if (session.kind !== 'certificateChoice')
    throw new AppError('badRequest', 'The request must be confirmed with a PIN')
  assertOpen(session, phone.at)
  const key = keyFor(phone.account, session.kind)
  const usable = key !== null && key.state === 'ready'
  const done = await endByPhone(
    deps,
    session,
    phone,
    usable ? { endResult: 'OK', certificate: key.certificate, signature: null } : failed('DOCUMENT_UNUSABLE'),
  )
  if (!done) throw new AppError('conflict', 'The request is no longer open')
}
