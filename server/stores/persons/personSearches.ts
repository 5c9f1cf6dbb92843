/** Searches for a person, each under an opaque id. */
import { toId } from '../../domain/ids.ts'
import { toDate } from '../../domain/time.ts'
import type { PersonSearchReads, PersonSearchWrites } from '../../flow/persons/ports.ts'
import type { PrismaWithin } from '../database/connection.ts'

export function createPersonSearchReads(db: PrismaWithin): PersonSearchReads {
  return {
    async find(id, userId, now) {
      const row = await db.personSearch.findUnique({
        where: { id, userId, expiresAt: { gt: toDate(now) } },
      })
      if (row === null) return null
      return { subjectId: row.subjectId === null ? null : toId<'subject'>(row.subjectId) }
    },
  }
}

export function createPersonSearchWrites(open: PrismaWithin): PersonSearchWrites {
  return {
    async add({ expiresAt, ...search }, now) {
      await open.personSearch.deleteMany({ where: { expiresAt: { lte: toDate(now) } } })
      await open.personSearch.create({ data: { ...search, expiresAt: toDate(expiresAt) } })
    },
  }
}
