/** notify: what the app tells the person is told by mail too, for the app may be in the wrong hands. */
import { warningMail } from '../../warnings/warningMail.ts'
import { type TransactDependencies, transact } from '../transact.ts'
import type { Mailer, MailResult, Notice, NoticeStores } from './ports.ts'

export type NotifyDependencies = TransactDependencies<NoticeStores> & { mailer: Mailer }

/**
 * Sends a pending notice once. It is marked as sent first, and its row held until the send has ended: whoever tries at the
 * same time waits and then finds nothing to do, and a send that throws, or a process that dies, leaves the notice
 * pending. The outbox row goes in the same transaction.
 * @param notice its id, and the outbox row whose effect the send is.
 * @throws MailUnavailable where it should be tried again; the notice is still pending then.
 */
export async function notify(
  deps: NotifyDependencies,
  { id, outboxId }: { id: string; outboxId: string },
): Promise<void> {
  const result = await transact(deps, async (tx) => {
    await tx.outbox.remove(outboxId)
    const taken = await tx.notices.takePending(id, tx.clock.now())
    if (taken !== 'taken') return taken
    const sent = await sendMail(deps, id, await tx.notices.read(id))
    if (sent !== 'sent') await tx.notices.fail(id)
    return sent
  })
  if (result !== 'sent' && result !== 'nothingToDo')
    deps.log.info({ noticeId: id, result }, 'a notice was not sent')
}

async function sendMail(
  { mailer }: { mailer: Mailer },
  id: string,
  notice: Notice,
): Promise<MailResult | 'noAddress'> {
  if (notice.contact === null) return 'noAddress'
  const { email, language } = notice.contact
  const { subject, text } = warningMail({ ...notice, language })
  return await mailer.send({ to: email, subject, text, language, messageId: `<${id}@notice.countersign>` })
}
