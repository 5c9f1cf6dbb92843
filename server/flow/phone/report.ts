/** report: "this was not me". Refuses what is still open, and labels the session as fraud, once. */
import type { SessionId } from '../../domain/ids.ts'
import { failed } from '../../domain/sessions/transition.ts'
import { DAY_MS } from '../../domain/time.ts'
import { AppError } from '../../errors.ts'
import { addJob, transact } from '../transact.ts'
import { type EndByPhoneDependencies, endByPhone } from './endByPhone.ts'
import { isOpen, type Phone, sessionFor } from './phone.ts'
import { refusalOf } from './refuse.ts'

/** How long after a request a person may still say so on the phone (event time). */
const REPORT_WINDOW_MS = DAY_MS

/** @throws AppError notFound; conflict where the request is too long ago, or has not reached the phone. */
export async function report(
  deps: EndByPhoneDependencies,
  phone: Phone,
  sessionId: SessionId,
): Promise<void> {
  const session = await sessionFor(deps, phone, sessionId)
  // A request that no phone has been shown is no business of the person's yet (invariant 6).
  if (session.deliveredAt === null) throw new AppError('notFound', 'No such request')
  if (phone.at > session.occurredAt + REPORT_WINDOW_MS) {
    throw new AppError('conflict', 'The request is too long ago')
  }
  if (isOpen(session, phone.at)) await endByPhone(deps, session, phone, failed(refusalOf(session)))
  const { occurredAt } = session
  await transact(deps, async (tx) => {
    const id = tx.random.id<'label'>()
    const isNew = await tx.labels.report({ id, sessionId, occurredAt, labelledAt: phone.at })
    if (isNew) await addJob(tx, { job: 'learn', payload: { sessionId } })
  })
}
