/** Labels: fraud or not, for one session, at most one from each source. */
import type { SessionId } from '../domain/ids.ts'
import { type Instant, toDate } from '../domain/time.ts'
import { type NewOutboxRow, toOutboxRow } from './outbox.ts'
import type { Prisma } from './prisma.ts'

export function createLabelStore(prisma: Prisma) {
  return {
    /**
     * The person's "this was not me": label, mark on the session and the outbox row of what follows, once.
     * @returns false where it was reported before; nothing was written then.
     */
    async report(report: {
      id: string
      sessionId: SessionId
      /** Event times of the request and of the report. */
      occurredAt: Instant
      reportedAt: Instant
      outbox: NewOutboxRow[]
    }): Promise<boolean> {
      const { id, sessionId } = report
      return await prisma.$transaction(async (within) => {
        const { count } = await within.label.createMany({
          data: {
            id,
            sessionId,
            fraud: true,
            source: 'report',
            occurredAt: toDate(report.occurredAt),
            labelledAt: toDate(report.reportedAt),
          },
          skipDuplicates: true,
        })
        if (count === 0) return false
        await within.session.update({
          where: { id: sessionId },
          data: { reportedAt: toDate(report.reportedAt) },
        })
        await within.outbox.createMany({
          data: report.outbox.map(toOutboxRow),
        })
        return true
      })
    },
  }
}

export type LabelStore = ReturnType<typeof createLabelStore>
