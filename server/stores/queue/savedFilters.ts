/** Filters that somebody saved: their own, and those that others share. */
import { z } from 'zod'
import { toId } from '../../domain/ids.ts'
import { SESSION_ORDERS } from '../../domain/sessions/sessionQuery.ts'
import type { SavedFilters } from '../../flow/review/queuePorts.ts'
import type { Prisma } from '../database/connection.ts'

const savedQuery = z.object({ filter: z.record(z.string(), z.unknown()), sort: z.enum(SESSION_ORDERS) })

/** More than anybody keeps by hand. */
const MOST = 500

export function createSavedFilters(prisma: Prisma): SavedFilters {
  return {
    async list(userId) {
      const rows = await prisma.savedFilter.findMany({
        where: { OR: [{ userId }, { shared: true }] },
        include: { user: { select: { displayName: true } } },
        orderBy: [{ name: 'asc' }, { id: 'asc' }],
        take: MOST,
      })
      return rows.map((row) => ({
        id: toId<'savedFilter'>(row.id),
        userId: toId<'consoleUser'>(row.userId),
        by: row.user.displayName,
        name: row.name,
        query: savedQuery.parse(row.query),
        shared: row.shared,
      }))
    },

    async create(saved) {
      const query = JSON.parse(JSON.stringify(saved.query))
      await prisma.savedFilter.create({ data: { ...saved, query } })
    },

    async change(id, userId, { query, ...plain }) {
      const { count } = await prisma.savedFilter.updateMany({
        where: { id, userId },
        data: { ...plain, ...(query !== undefined && { query: JSON.parse(JSON.stringify(query)) }) },
      })
      return count > 0
    },

    async remove(id, userId) {
      return (await prisma.savedFilter.deleteMany({ where: { id, userId } })).count > 0
    },
  }
}
