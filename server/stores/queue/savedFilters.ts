/** Filters that somebody saved: their own, and those that others share. */
import { z } from 'zod'
import { type ConsoleUserId, type Id, toId } from '../../domain/ids.ts'
import type { SessionOrder } from '../../domain/sessions/sessionQuery.ts'
import { SESSION_ORDERS } from '../../domain/sessions/sessionQuery.ts'
import type { Prisma } from '../database/connection.ts'

export type SavedFilterId = Id<'savedFilter'>
/** The filter as it travels; its door has checked it, and checks it again when it is used. */
export type SavedQuery = { filter: Record<string, unknown>; sort: SessionOrder }
export type SavedFilter = {
  id: SavedFilterId
  userId: ConsoleUserId
  by: string
  name: string
  query: SavedQuery
  shared: boolean
}

const savedQuery = z.object({ filter: z.record(z.string(), z.unknown()), sort: z.enum(SESSION_ORDERS) })

/** More than anybody keeps by hand. */
const MOST = 500

export function createSavedFilterStore(prisma: Prisma) {
  return {
    /** By name, as `userId` may see them. */
    async list(userId: ConsoleUserId): Promise<SavedFilter[]> {
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

    async create(saved: Omit<SavedFilter, 'by'>): Promise<void> {
      const query = JSON.parse(JSON.stringify(saved.query))
      await prisma.savedFilter.create({ data: { ...saved, query } })
    },

    /** @returns false where there is none of theirs by this id. */
    async change(
      id: SavedFilterId,
      userId: ConsoleUserId,
      change: { name?: string; query?: SavedQuery; shared?: boolean },
    ): Promise<boolean> {
      const { query, ...plain } = change
      const { count } = await prisma.savedFilter.updateMany({
        where: { id, userId },
        data: { ...plain, ...(query !== undefined && { query: JSON.parse(JSON.stringify(query)) }) },
      })
      return count > 0
    },

    /** @returns false where there is none of theirs by this id. */
    async remove(id: SavedFilterId, userId: ConsoleUserId): Promise<boolean> {
      return (await prisma.savedFilter.deleteMany({ where: { id, userId } })).count > 0
    },
  }
}

export type SavedFilterStore = ReturnType<typeof createSavedFilterStore>
