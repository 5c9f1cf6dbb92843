/** Suppressions: one rule that does not count for one entity, until its time or somebody ends it. */
import { toId } from '../../domain/ids.ts'
import type { SuppressionRecord } from '../../domain/rule.ts'
import { fromDate, fromDateOrNull, type Instant, toDate } from '../../domain/time.ts'
import type { SuppressionReads, SuppressionWrites } from '../../flow/rules/ports.ts'
import type { Prisma, PrismaWithin } from '../database/connection.ts'
import type { SuppressionModel } from '../database/generated/models.ts'

function toRecord(row: SuppressionModel): SuppressionRecord {
  return {
    id: toId<'suppression'>(row.id),
    ruleId: row.ruleId,
    kind: row.kind,
    key: row.key,
    reason: row.reason,
    author: toId<'consoleUser'>(row.authorId),
    until: fromDateOrNull(row.until),
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

export function createSuppressionReads(prisma: Prisma): SuppressionReads {
  return {
    async activeAt(at) {
      const rows = await prisma.suppression.findMany({ where: activeAt(at), orderBy: { id: 'asc' } })
      return rows.map(toRecord)
    },

    async list(page) {
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
  }
}

export function createSuppressionWrites(open: PrismaWithin): SuppressionWrites {
  return {
    async create({ author, until, createdAt, ...rest }) {
      await open.suppression.create({
        data: {
          ...rest,
          authorId: author,
          until: until === null ? null : toDate(until),
          createdAt: toDate(createdAt),
        },
      })
    },

    async end(id, { by, at }) {
      const { count } = await open.suppression.updateMany({
        where: { id, ...activeAt(at) },
        data: { endedBy: by, endedAt: toDate(at) },
      })
      return count > 0
    },
  }
}
