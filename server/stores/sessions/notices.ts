/** Notices outside the app. The contact is opened here and nowhere else, for the one send that needs it. */

import { z } from 'zod'
import type { Contact } from '../../domain/accounts/proofing.ts'
import type { SessionKind } from '../../domain/sessions/session.ts'
import { type Instant, SECOND_MS, toDate } from '../../domain/time.ts'
import type { Vault } from '../../flow/ports.ts'
import type { Prisma, PrismaWithin } from '../database/connection.ts'

export type Notice = {
  id: string
  warningId: string
  kind: SessionKind
  relyingPartyName: string
  /** Null: the person left no address. */
  contact: Contact | null
}

/** Longer than a mail may take, so that the send ends first. */
const SEND_TIMEOUT_MS = 20 * SECOND_MS

const contactJson = z.object({ email: z.email(), language: z.string() })

export function createNoticeStore(prisma: Prisma, vault: Vault) {
  async function read(id: string, within: PrismaWithin): Promise<Notice> {
    const { sessionId, template } = await within.notice.findUniqueOrThrow({ where: { id } })
    const session = await within.session.findUniqueOrThrow({
      where: { id: sessionId },
      select: { kind: true, subjectId: true, relyingParty: { select: { name: true } } },
    })
    const subject =
      session.subjectId === null
        ? null
        : await within.subject.findUnique({ where: { id: session.subjectId }, select: { contact: true } })
    const sealed = subject?.contact ?? null
    return {
      id,
      warningId: template,
      kind: session.kind,
      relyingPartyName: session.relyingParty.name,
      contact: sealed === null ? null : contactJson.parse(JSON.parse(vault.openText(sealed))),
    }
  }

  return {
    /**
     * Sends a pending notice once. The update to `sent` comes first and holds the row until the send has
     * ended: whoever tries at the same time waits and then finds nothing to do, and a send that throws,
     * or a process that dies, leaves the notice pending. The outbox row goes in the same transaction.
     * @returns `nothingToDo`: it was sent, had failed or never existed. `late`: its deadline has passed.
     */
    async sendOnce(
      notice: { id: string; settles: string; now: Instant },
      send: (notice: Notice) => Promise<'sent' | 'failed'>,
    ): Promise<'sent' | 'failed' | 'late' | 'nothingToDo'> {
      const { id, settles } = notice
      const now = toDate(notice.now)
      return await prisma.$transaction(
        async (within) => {
          await within.outbox.deleteMany({ where: { id: settles } })
          const taken = await within.notice.updateMany({
            where: { id, state: 'pending', deadlineAt: { gt: now } },
            data: { state: 'sent', sentAt: now },
          })
          if (taken.count === 0) {
            const late = await within.notice.updateMany({
              where: { id, state: 'pending' },
              data: { state: 'failed' },
            })
            return late.count === 0 ? 'nothingToDo' : 'late'
          }
          const result = await send(await read(id, within))
          if (result === 'failed')
            await within.notice.update({ where: { id }, data: { state: 'failed', sentAt: null } })
          return result
        },
        { timeout: SEND_TIMEOUT_MS },
      )
    },
  }
}

export type NoticeStore = ReturnType<typeof createNoticeStore>
