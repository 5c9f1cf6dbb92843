/** List entries: those in force for a session, and their keeping. The history of an entry is the audit's. */
import { toId } from '../../domain/ids.ts'
import type { ListEntry, ListKind } from '../../domain/listEntry.ts'
import { fromDate, fromDateOrNull, type Instant, toDate } from '../../domain/time.ts'
import type { ListReads, ListWrites } from '../../flow/lists/ports.ts'
import type { PrismaWithin } from '../database/connection.ts'
import type { ListEntryModel } from '../database/generated/models.ts'
import { shortPseudonym } from '../queue/queueReadModel.ts'

function toEntry(row: ListEntryModel): ListEntry {
  return {
    id: toId<'listEntry'>(row.id),
    kind: row.kind,
    valueKey: row.valueKey,
    effect: row.effect,
    reason: row.reason,
    author: row.authorId === null ? null : toId<'consoleUser'>(row.authorId),
    expiresAt: fromDateOrNull(row.expiresAt),
    createdAt: fromDate(row.createdAt),
    changedAt: fromDate(row.changedAt),
  }
}

const activeAt = (at: Instant) => ({ OR: [{ expiresAt: null }, { expiresAt: { gt: toDate(at) } }] })

export function createListReads(db: PrismaWithin): ListReads {
  return {
    async matches(values, at) {
      if (values.length === 0) return []
      const rows = await db.listEntry.findMany({
        where: {
          AND: [{ OR: values.map(({ kind, valueKey }) => ({ kind, valueKey })) }, activeAt(at)],
        },
      })
      return rows.map((row) => ({ listKind: row.kind, effect: row.effect, entryId: row.id }))
    },

    async list(page) {
      const rows = await db.listEntry.findMany({
        where: {
          ...(page.kind !== null && { kind: page.kind }),
          ...(page.effect !== null && { effect: page.effect }),
          ...(page.before !== null && { id: { lt: page.before } }),
          ...(page.inForceAt !== null && activeAt(page.inForceAt)),
        },
        orderBy: { id: 'desc' },
        take: page.limit,
      })
      return rows.map(toEntry)
    },

    async namesOf(entries) {
      const keys = (kind: ListKind) =>
        entries.filter((entry) => entry.kind === kind).map((entry) => entry.valueKey)
      const [subjects, relyingParties] = await Promise.all([
        db.subject.findMany({
          where: { id: { in: keys('subject') } },
          select: { id: true, pseudonym: true },
        }),
        db.relyingParty.findMany({
          where: { id: { in: keys('relyingParty') } },
          select: { id: true, name: true },
        }),
      ])
      return new Map([
        ...subjects.map(({ id, pseudonym }) => [id, shortPseudonym(pseudonym)] as const),
        ...relyingParties.map(({ id, name }) => [id, name] as const),
      ])
    },
  }
}

export function createListWrites(open: PrismaWithin): ListWrites {
  return {
    async add({ author, authorName, expiresAt, createdAt, changedAt, ...rest }, at) {
      const { kind, valueKey } = rest
      await open.listEntry.deleteMany({ where: { kind, valueKey, expiresAt: { lte: toDate(at) } } })
      const { count } = await open.listEntry.createMany({
        data: {
          ...rest,
          author: authorName,
          authorId: author,
          expiresAt: expiresAt === null ? null : toDate(expiresAt),
          createdAt: toDate(createdAt),
          changedAt: toDate(changedAt),
        },
        skipDuplicates: true,
      })
      if (count === 1) return null
      return toEntry(await open.listEntry.findUniqueOrThrow({ where: { kind_valueKey: { kind, valueKey } } }))
    },

    async lock(id) {
      await open.$queryRaw`SELECT 1 FROM list_entries WHERE id = ${id}::uuid FOR UPDATE`
      const row = await open.listEntry.findUnique({ where: { id } })
      return row === null ? null : toEntry(row)
    },

    async change(id, { expiresAt, ...rest }, at) {
      const row = await open.listEntry.update({
        where: { id },
        data: {
          ...rest,
          ...(expiresAt !== undefined && { expiresAt: expiresAt === null ? null : toDate(expiresAt) }),
          changedAt: toDate(at),
        },
      })
      return toEntry(row)
    },

    async remove(id) {
      await open.listEntry.delete({ where: { id } })
    },
  }
}
