/** Suppressions: one rule that does not count for one entity, until its time or somebody ends it. */
import type { AuditEvent } from '../../domain/auditEvent.ts'
import { type ConsoleUserId, toId } from '../../domain/ids.ts'
import type { SuppressionRecord } from '../../domain/rule.ts'
import { fromDate, type Instant, toDate } from '../../domain/time.ts'
import type { AuditStore } from '../database/audit.ts'
import type { Prisma } from '../database/connection.ts'
import type { SuppressionModel } from '../database/generated/models.ts'

function toRecord(row: SuppressionModel): SuppressionRecord {
  return {
    id: toId<'suppression'>(row.id),
    ruleId: row.ruleId,
    kind: row.kind,
    key: row.key,
    reason: row.reason,
    author: toId<'consoleUser'>(row.authorId),
    until: row.until === null ? null : fromDate(row.until),
    createdAt: fromDate(row.createdAt),
    ended:
      row.endedAt === null || row.endedBy === null
        ? null
        : { by: toId<'consoleUser'>(row.endedBy), at: fromDate(row.endedAt) },
  }
}

const activeAt = (at: Instant) => ({
  endedAt: null,
  OR: [{ until: null }, { until: { gt: toDate(at) } }],
})

export function createSuppressionStore(prisma: Prisma, audit: AuditStore) {
  return {
    /** Those that nobody ended and whose time lies after `at`. */
    async activeAt(at: Instant): Promise<SuppressionRecord[]> {
      const rows = await prisma.suppression.findMany({ where: activeAt(at), orderBy: { id: 'asc' } })
      return rows.map(toRecord)
    },

    /** The newest first, older than the one given. */
    async list(page: {
      ruleId: string | null
      standingAt: Instant | null
      before: string | null
      limit: number
    }): Promise<SuppressionRecord[]> {
      const rows = await prisma.suppression.findMany({
        where: {
          ...(page.ruleId !== null && { ruleId: page.ruleId }),
          ...(page.before !== null && { id: { lt: page.before } }),
          ...(page.standingAt !== null && activeAt(page.standingAt)),
        },
        orderBy: { id: 'desc' },
        take: page.limit,
      })
      return rows.map(toRecord)
    },

    /** With its audit event, both or neither. */
    async create(record: Omit<SuppressionRecord, 'ended'>, event: AuditEvent): Promise<void> {
      const { author, until, createdAt, ...rest } = record
      await prisma.$transaction(async (within) => {
        await within.suppression.create({
          data: {
            ...rest,
            authorId: author,
            until: until === null ? null : toDate(until),
            createdAt: toDate(createdAt),
          },
        })
        await audit.append(event, within)
      })
    },

    /** @returns false where there is none that still stands; nothing was written then. */
    async end(
      id: SuppressionRecord['id'],
      { by, at }: { by: ConsoleUserId; at: Instant },
      event: AuditEvent,
    ): Promise<boolean> {
      return await prisma.$transaction(async (within) => {
        const { count } = await within.suppression.updateMany({
          where: { id, ...activeAt(at) },
          data: { endedBy: by, endedAt: toDate(at) },
        })
        if (count === 0) return false
        await audit.append(event, within)
        return true
      })
    },
  }
}

export type SuppressionStore = ReturnType<typeof createSuppressionStore>
