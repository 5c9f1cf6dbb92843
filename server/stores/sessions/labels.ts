/** What sessions turned out to be: one label a session and source, and the dispositions that analysts gave. */
import { fromDate, toDate } from '../../domain/time.ts'
import type { LabelReads, LabelWrites } from '../../flow/review/ports.ts'
import type { PrismaWithin } from '../database/connection.ts'

export function createLabelStore(db: PrismaWithin): LabelReads {
  return {
    async ofSession(sessionId) {
      const rows = await db.label.findMany({
        where: { sessionId },
        orderBy: [{ labelledAt: 'asc' }, { id: 'asc' }],
      })
      return rows.map(({ fraud, source, labelledAt }) => ({
        fraud,
        source,
        labelledAt: fromDate(labelledAt),
      }))
    },
  }
}

export function createLabelWrites(open: PrismaWithin): LabelWrites {
  return {
    async lock(sessionId) {
      await open.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${sessionId}, 0))`
    },

    async before(sessionId, source) {
      const row = await open.label.findUnique({ where: { sessionId_source: { sessionId, source } } })
      return row?.fraud ?? null
    },

    async put({ id, sessionId, source, fraud, userId, occurredAt, labelledAt }) {
      const columns = { fraud, userId, occurredAt: toDate(occurredAt), labelledAt: toDate(labelledAt) }
      await open.label.upsert({
        where: { sessionId_source: { sessionId, source } },
        create: { id, sessionId, source, ...columns },
        update: columns,
      })
    },

    async remove(sessionId, source) {
      await open.label.deleteMany({ where: { sessionId, source } })
    },

    async dispositionBefore(sessionId) {
      const row = await open.sessionDisposition.findUnique({ where: { sessionId } })
      return row?.disposition ?? null
    },

    async putDisposition({ sessionId, disposition, userId, disposedAt }) {
      const columns = { disposition, userId, disposedAt: toDate(disposedAt) }
      await open.sessionDisposition.upsert({
        where: { sessionId },
        create: { sessionId, ...columns },
        update: columns,
      })
    },

    async report({ occurredAt, labelledAt, ...plain }) {
      const label = { ...plain, fraud: true, source: 'report' as const }
      const { count } = await open.label.createMany({
        data: { ...label, occurredAt: toDate(occurredAt), labelledAt: toDate(labelledAt) },
        skipDuplicates: true,
      })
      if (count === 0) return false
      await open.session.update({ where: { id: plain.sessionId }, data: { reportedAt: toDate(labelledAt) } })
      return true
    },
  }
}
