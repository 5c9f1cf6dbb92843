/** Searches for a person: an opaque id that stands in an address bar instead of what was searched for. */
import { type ConsoleUserId, type PersonSearchId, type SubjectId, toId } from '../../domain/ids.ts'
import { type Instant, toDate } from '../../domain/time.ts'
import type { Prisma } from '../database/connection.ts'

export type PersonSearch = {
  id: PersonSearchId
  userId: ConsoleUserId
  /** Null: nobody was found. */
  subjectId: SubjectId | null
  expiresAt: Instant
}

export function createPersonSearchStore(prisma: Prisma) {
  return {
    /** Searches whose time is over are swept out on the way. */
    async keep({ expiresAt, ...search }: PersonSearch, now: Instant): Promise<void> {
      await prisma.personSearch.deleteMany({ where: { expiresAt: { lte: toDate(now) } } })
      await prisma.personSearch.create({ data: { ...search, expiresAt: toDate(expiresAt) } })
    },

    /** Null where this user has no such search, or no longer. */
    async find(
      id: PersonSearchId,
      userId: ConsoleUserId,
      now: Instant,
    ): Promise<{ subjectId: SubjectId | null } | null> {
      const row = await prisma.personSearch.findUnique({
        where: { id, userId, expiresAt: { gt: toDate(now) } },
      })
      if (row === null) return null
      return { subjectId: row.subjectId === null ? null : toId<'subject'>(row.subjectId) }
    },
  }
}

export type PersonSearchStore = ReturnType<typeof createPersonSearchStore>
