/** Notices outside the app. The contact is opened here and nowhere else, for the one send that needs it. */

import { z } from 'zod'
import { toDate } from '../../domain/time.ts'
import type { NoticeWrites } from '../../flow/phone/ports.ts'
import type { Vault } from '../../flow/ports.ts'
import type { PrismaWithin } from '../database/connection.ts'

const contactJson = z.object({ email: z.email(), language: z.string() })

export function createNoticeWrites(open: PrismaWithin, vault: Vault): NoticeWrites {
  return {
    async takePending(id, now) {
      const at = toDate(now)
      const taken = await open.notice.updateMany({
        where: { id, state: 'pending', deadlineAt: { gt: at } },
        data: { state: 'sent', sentAt: at },
      })
      if (taken.count > 0) return 'taken'
      const late = await open.notice.updateMany({
        where: { id, state: 'pending' },
        data: { state: 'failed' },
      })
      return late.count === 0 ? 'nothingToDo' : 'late'
    },

    async read(id) {
      const { sessionId, template } = await open.notice.findUniqueOrThrow({ where: { id } })
      const session = await open.session.findUniqueOrThrow({
        where: { id: sessionId },
        select: { kind: true, subjectId: true, relyingParty: { select: { name: true } } },
      })
      const subject =
        session.subjectId === null
          ? null
          : await open.subject.findUnique({ where: { id: session.subjectId }, select: { contact: true } })
      const sealed = subject?.contact ?? null
      return {
        warningId: template,
        kind: session.kind,
        relyingPartyName: session.relyingParty.name,
        contact: sealed === null ? null : contactJson.parse(JSON.parse(vault.openText(sealed))),
      }
    },

    async fail(id) {
      await open.notice.update({ where: { id }, data: { state: 'failed', sentAt: null } })
    },
  }
}
