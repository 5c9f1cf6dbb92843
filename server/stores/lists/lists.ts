/** List entries: those in force for a session, and their keeping. The history of an entry is the audit's. */
import type { AuditEvent } from '../../domain/auditEvent.ts'
import { toId } from '../../domain/ids.ts'
import type { ListEntry, ListEntryChange, ListEntryId, ListKind } from '../../domain/listEntry.ts'
import type { Outcome } from '../../domain/sessions/decision.ts'
import type { ListMatch } from '../../domain/sessions/facts.ts'
import { fromDate, type Instant, toDate } from '../../domain/time.ts'
import type { AuditStore } from '../database/audit.ts'
import type { Prisma, PrismaWithin } from '../database/connection.ts'
import type { ListEntryModel } from '../database/generated/models.ts'
import { shortPseudonym } from '../queue/queueReadModel.ts'

export type ListPage = {
  kind: ListKind | null
  effect: Outcome | null
  /** Only entries in force at this event time. */
  inForceAt: Instant | null
  before: ListEntryId | null
  limit: number
}

function toEntry(row: ListEntryModel): ListEntry {
  return {
    id: toId<'listEntry'>(row.id),
    kind: row.kind,
    valueKey: row.valueKey,
    effect: row.effect,
    reason: row.reason,
    author: row.authorId === null ? null : toId<'consoleUser'>(row.authorId),
    expiresAt: row.expiresAt === null ? null : fromDate(row.expiresAt),
    createdAt: fromDate(row.createdAt),
    changedAt: fromDate(row.changedAt),
  }
}

const activeAt = (at: Instant) => ({ OR: [{ expiresAt: null }, { expiresAt: { gt: toDate(at) } }] })

export function createListStore(prisma: Prisma, audit: AuditStore) {
  /** The entry, locked until the transaction ends. */
  async function lock(id: ListEntryId, within: PrismaWithin): Promise<ListEntry | null> {
    await within.$queryRaw`SELECT 1 FROM list_entries WHERE id = ${id}::uuid FOR UPDATE`
    const row = await within.listEntry.findUnique({ where: { id } })
    return row === null ? null : toEntry(row)
  }

  return {
    /** Entries in force at `at` for any of these pairs of kind and keyed digest. */
    async matches(
      values: readonly { kind: ListKind; valueKey: string }[],
      at: Instant,
    ): Promise<ListMatch[]> {
      if (values.length === 0) return []
      const rows = await prisma.listEntry.findMany({
        where: {
          AND: [{ OR: values.map(({ kind, valueKey }) => ({ kind, valueKey })) }, activeAt(at)],
        },
      })
      return rows.map((row) => ({ listKind: row.kind, effect: row.effect, entryId: row.id }))
    },

    /** The newest first, older than the one given. */
    async list(page: ListPage): Promise<ListEntry[]> {
      const rows = await prisma.listEntry.findMany({
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

    /** What may be shown of people and relying parties on lists: a short pseudonym, a name. By valueKey. */
    async namesOf(entries: readonly ListEntry[]): Promise<Map<string, string>> {
      const keys = (kind: ListKind) =>
        entries.filter((entry) => entry.kind === kind).map((entry) => entry.valueKey)
      const [subjects, relyingParties] = await Promise.all([
        prisma.subject.findMany({
          where: { id: { in: keys('subject') } },
          select: { id: true, pseudonym: true },
        }),
        prisma.relyingParty.findMany({
          where: { id: { in: keys('relyingParty') } },
          select: { id: true, name: true },
        }),
      ])
      return new Map([
        ...subjects.map(({ id, pseudonym }) => [id, shortPseudonym(pseudonym)] as const),
        ...relyingParties.map(({ id, name }) => [id, name] as const),
      ])
    },

    /**
     * An expired entry for the same thing makes room.
     * @returns the entry in force that stands in the way; null where this one was written.
     */
    async add(
      entry: ListEntry & { authorName: string },
      event: AuditEvent,
      at: Instant,
    ): Promise<ListEntry | null> {
      const { author, authorName, expiresAt, createdAt, changedAt, ...rest } = entry
      return await prisma.$transaction(async (within) => {
        const { kind, valueKey } = entry
        await within.listEntry.deleteMany({ where: { kind, valueKey, expiresAt: { lte: toDate(at) } } })
        const { count } = await within.listEntry.createMany({
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
        if (count === 1) {
          await audit.append(event, within)
          return null
        }
        return toEntry(
          await within.listEntry.findUniqueOrThrow({ where: { kind_valueKey: { kind, valueKey } } }),
        )
      })
    },

    /** @returns the entry as it is now; null where there is none. */
    async change(
      id: ListEntryId,
      change: ListEntryChange,
      at: Instant,
      toEvent: (before: ListEntry) => AuditEvent,
    ): Promise<ListEntry | null> {
      return await prisma.$transaction(async (within) => {
        const before = await lock(id, within)
        if (before === null) return null
        const { expiresAt, ...rest } = change
        const row = await within.listEntry.update({
          where: { id },
          data: {
            ...rest,
            ...(expiresAt !== undefined && { expiresAt: expiresAt === null ? null : toDate(expiresAt) }),
            changedAt: toDate(at),
          },
        })
        await audit.append(toEvent(before), within)
        return toEntry(row)
      })
    },

    /** @returns false where there is none. */
    async remove(id: ListEntryId, toEvent: (before: ListEntry) => AuditEvent): Promise<boolean> {
      return await prisma.$transaction(async (within) => {
        const before = await lock(id, within)
        if (before === null) return false
        await within.listEntry.delete({ where: { id } })
        await audit.append(toEvent(before), within)
        return true
      })
    },
  }
}

export type ListStore = ReturnType<typeof createListStore>
