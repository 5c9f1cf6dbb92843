/** How many rows an export will have. */
import { SECOND_MS, toDate } from '../../domain/time.ts'
import type { ExportCounts } from '../../flow/exports/ports.ts'
import { createCasePages } from '../cases/casePages.ts'
import type { Prisma } from '../database/connection.ts'
import { toRowCount } from '../database/rowCount.ts'
import { countRows } from '../queue/queuePage.ts'

const COUNT_WITHIN_MS = 20 * SECOND_MS
const MOST = 2_000_000_000

export function createExportCounts(prisma: Prisma): ExportCounts {
  const cases = createCasePages(prisma)
  return {
    async sessions(filter, now) {
      return await countRows(prisma, filter, { most: MOST, withinMs: COUNT_WITHIN_MS, now })
    },

    async cases(filter, now) {
      return await cases.count(filter, now, MOST)
    },

    async ruleVersions() {
      const rows = await prisma.$queryRaw<unknown[]>`
        SELECT count(*)::int AS found FROM rule_versions v
        WHERE v.state <> 'retired'
           OR v.number = (SELECT max(n.number) FROM rule_versions n WHERE n.rule_id = v.rule_id)`
      return toRowCount(rows)
    },

    async listEntries({ kind, effect, inForceAt }) {
      return await prisma.listEntry.count({
        where: {
          ...(kind !== null && { kind }),
          ...(effect !== null && { effect }),
          ...(inForceAt !== null && {
            OR: [{ expiresAt: null }, { expiresAt: { gt: toDate(inForceAt) } }],
          }),
        },
      })
    },

    async models() {
      return await prisma.model.count()
    },
  }
}
