/** How many rows an export will have, for its progress. Null where counting takes longer than it is worth. */
import type { CaseFilter } from '../../domain/cases/caseQuery.ts'
import type { ListEntryFilter } from '../../domain/export.ts'
import type { SessionFilter } from '../../domain/sessions/sessionQuery.ts'
import { type Instant, SECOND_MS, toDate } from '../../domain/time.ts'
import { createCaseReadModel } from '../cases/caseReadModel.ts'
import type { Prisma } from '../database/connection.ts'
import { countRows } from '../queue/queuePage.ts'

const COUNT_WITHIN_MS = 20 * SECOND_MS
const MOST = 2_000_000_000

export function createExportCounts(prisma: Prisma) {
  const cases = createCaseReadModel(prisma)
  return {
    /** @param now wall time: which claims still live. */
    async sessions(filter: SessionFilter, now: Instant): Promise<number | null> {
      return await countRows(prisma, filter, { most: MOST, withinMs: COUNT_WITHIN_MS, now })
    },

    async cases(filter: CaseFilter, now: Instant): Promise<number> {
      return await cases.count(filter, now, MOST)
    },

    /** Versions that the list of rules shows: what is in use or being written, else the newest. */
    async ruleVersions(): Promise<number> {
      const rows = await prisma.$queryRaw<{ found: number }[]>`
        SELECT count(*)::int AS found FROM rule_versions v
        WHERE v.state <> 'retired'
           OR v.number = (SELECT max(n.number) FROM rule_versions n WHERE n.rule_id = v.rule_id)`
      return rows[0]?.found ?? 0
    },

    async listEntries({ kind, effect, inForceAt }: ListEntryFilter): Promise<number> {
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

    async models(): Promise<number> {
      return await prisma.model.count()
    },
  }
}

export type ExportCounts = ReturnType<typeof createExportCounts>
