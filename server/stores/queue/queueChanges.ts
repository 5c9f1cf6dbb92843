/**
 * The numbered changes of the queue's rows (trigger announce_session and its like), by which a console that lost
 * its connection catches up. Numbers are given before their transactions commit, so a later number may be seen
 * first: reading begins a little before the number asked for, and telling a row twice does no harm.
 */
import { z } from 'zod'
import { type SessionId, toId } from '../../domain/ids.ts'
import { SECOND_MS } from '../../domain/time.ts'
import type { Prisma } from '../database/connection.ts'

/** Longer than a transaction may last (Prisma ends one after 5 s). */
const OVERLAP_MS = 10 * SECOND_MS

const changed = z.object({ session_id: z.string().transform(toId<'session'>) })
const numberRow = z.object({ number: z.bigint() })

export function createQueueChangeStore(prisma: Prisma) {
  return {
    /** The last number given so far; 0 where there is none. */
    async last(): Promise<bigint> {
      const rows = await prisma.$queryRaw<unknown[]>`
        SELECT number FROM queue_changes ORDER BY number DESC LIMIT 1`
      return rows.map((row) => numberRow.parse(row))[0]?.number ?? 0n
    },

    /** Sessions whose rows changed since that number. Null: too many or too long ago, read everything again. */
    async since(number: bigint, most: number): Promise<SessionId[] | null> {
      const known = await prisma.queueChange.findUnique({ where: { number } })
      if (known === null) return null
      const from = new Date(known.at.getTime() - OVERLAP_MS)
      const rows = await prisma.$queryRaw<unknown[]>`
        SELECT session_id::text FROM queue_changes WHERE at >= ${from}::timestamptz
        GROUP BY session_id ORDER BY max(number) LIMIT ${most + 1}`
      return rows.length > most ? null : rows.map((row) => changed.parse(row).session_id)
    },
  }
}

export type QueueChangeStore = ReturnType<typeof createQueueChangeStore>
