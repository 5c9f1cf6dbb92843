/** notify: what the app tells the person is told by mail too, for the app may be in the wrong hands. */

import type { Clock } from '../../domain/time.ts'
import type { NoticeStore } from '../../stores/sessions/notices.ts'
import { warningMail } from '../../warnings/warningMail.ts'
import type { Log } from '../ports.ts'
import type { Mailer } from './ports.ts'

export type NotifyDependencies = { clock: Clock; log: Log; notices: NoticeStore; mailer: Mailer }

/**
 * @param notice its id, and the outbox row whose effect the send is.
 * @throws MailUnavailable where it should be tried again; the notice is still pending then.
 */
export async function notify(
  deps: NotifyDependencies,
  notice: { id: string; outboxId: string },
): Promise<void> {
  const { id, outboxId } = notice
  const result = await deps.notices.sendOnce(
    { id, settles: outboxId, now: deps.clock.now() },
    async (found) => {
      if (found.contact === null) return 'failed'
      const { email, language } = found.contact
      const { subject, text } = warningMail({ ...found, language })
      const messageId = `<${id}@notice.countersign>`
      const result = await deps.mailer.send({ to: email, subject, text, language, messageId })
      return result === 'sent' ? 'sent' : 'failed'
    },
  )
  if (result === 'failed' || result === 'late')
    deps.log.info({ noticeId: id, result }, 'a notice was not sent')
}
