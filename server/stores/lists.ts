/** List entries in force. */
import type { ListMatch } from '../domain/facts.ts'
import { type Instant, toDate } from '../domain/time.ts'
import type { ListKind } from './generated/enums.ts'
import type { Prisma } from './prisma.ts'

export function createListStore(prisma: Prisma) {
  return {
    /** Entries in force at `at` for any of these pairs of kind and keyed digest. */
    async matches(
      values: readonly { kind: ListKind; valueKey: string }[],
      at: Instant,
    ): Promise<ListMatch[]> {
      if (values.length === 0) return []
      const rows = await prisma.listEntry.findMany({
        where: {
          AND: [
            { OR: values.map(({ kind, valueKey }) => ({ kind, valueKey })) },
            { OR: [{ expiresAt: null }, { expiresAt: { gt: toDate(at) } }] },
          ],
        },
      })
      return rows.map((row) => ({ listKind: row.kind, effect: row.effect, entryId: row.id }))
    },
  }
}

export type ListStore = ReturnType<typeof createListStore>
