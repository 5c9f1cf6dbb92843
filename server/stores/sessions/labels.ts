/** Labels: fraud or not, for one session, at most one from each source. */

import type { AuditEvent } from '../../domain/auditEvent.ts'
import type { ConsoleUserId, SessionId } from '../../domain/ids.ts'
import type { Disposition, Label, LabelSource } from '../../domain/sessions/label.ts'
import { fromDate, type Instant, toDate } from '../../domain/time.ts'
import type { NewOutboxRow } from '../../flow/transact.ts'
import type { AuditStore } from '../database/audit.ts'
import type { Prisma, PrismaWithin } from '../database/connection.ts'
import { toOutboxRow } from '../database/outbox.ts'

/** What is said of a session, with all that is written beside it. */
type NewLabel = {
  /** Of the label, where there was none from this source. */
  id: string
  sessionId: SessionId
  /** Event times of what the label speaks of, and of when it was said. */
  occurredAt: Instant
  at: Instant
  outbox: NewOutboxRow[]
}

export function createLabelStore(prisma: Prisma, audit: AuditStore) {
  /** Whoever speaks of a session waits for who speaks of it now: what was said before is read, then replaced. */
  async function oneAtATime(within: PrismaWithin, sessionId: SessionId): Promise<void> {
    await within.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${sessionId}, 0))`
  }

  async function write(
    within: PrismaWithin,
    label: NewLabel,
    what: { fraud: boolean; source: LabelSource; userId: ConsoleUserId | null },
  ): Promise<void> {
    const { id, sessionId } = label
    const { fraud, source, userId } = what
    const columns = { fraud, userId, occurredAt: toDate(label.occurredAt), labelledAt: toDate(label.at) }
    await within.label.upsert({
      where: { sessionId_source: { sessionId, source } },
      create: { id, sessionId, source, ...columns },
      update: columns,
    })
    await within.outbox.createMany({ data: label.outbox.map(toOutboxRow) })
  }

  return {
    /** Every label of a session, the earliest said first. */
    async ofSession(sessionId: SessionId): Promise<Label[]> {
      const rows = await prisma.label.findMany({
        where: { sessionId },
        orderBy: [{ labelledAt: 'asc' }, { id: 'asc' }],
      })
      return rows.map(({ fraud, source, labelledAt }) => ({
        fraud,
        source,
        labelledAt: fromDate(labelledAt),
      }))
    },

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

    /**
     * An analyst's disposition, and the label that follows from it; one that says nothing takes the label back.
     * @param said.fraud null: the disposition says neither.
     * @returns false where the same was said before; nothing was written then.
     */
    async dispose(
      label: NewLabel & { disposition: Disposition; fraud: boolean | null; userId: ConsoleUserId },
      record: (before: Disposition | null) => AuditEvent,
    ): Promise<boolean> {
      const { sessionId, disposition, fraud, userId } = label
      return await prisma.$transaction(async (within) => {
        await oneAtATime(within, sessionId)
        const before = await within.sessionDisposition.findUnique({ where: { sessionId } })
        if (before?.disposition === disposition) return false
        const columns = { disposition, userId, disposedAt: toDate(label.at) }
        await within.sessionDisposition.upsert({
          where: { sessionId },
          create: { sessionId, ...columns },
          update: columns,
        })
        if (fraud === null) await within.label.deleteMany({ where: { sessionId, source: 'disposition' } })
        else await write(within, label, { fraud, source: 'disposition', userId })
        await audit.append(record(before?.disposition ?? null), within)
        return true
      })
    },

    /** What the relying party says. @returns false where it said the same before; nothing was written then. */
    async feedback(
      label: NewLabel & { fraud: boolean },
      record: (before: boolean | null) => AuditEvent,
    ): Promise<boolean> {
      const { sessionId, fraud } = label
      return await prisma.$transaction(async (within) => {
        await oneAtATime(within, sessionId)
        const before = await within.label.findUnique({
          where: { sessionId_source: { sessionId, source: 'rpFeedback' } },
        })
        if (before?.fraud === fraud) return false
        await write(within, label, { fraud, source: 'rpFeedback', userId: null })
        await audit.append(record(before?.fraud ?? null), within)
        return true
      })
    },
  }
}

export type LabelStore = ReturnType<typeof createLabelStore>
