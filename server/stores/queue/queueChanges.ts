/**
 * The numbered changes of the queue's rows (trigger announce_session and its like), by which a console that lost
 * its connection catches up. Numbers are given before their transactions commit, so a later number may be seen
 * first: reading begins a little before the number asked for, and telling a row twice does no harm.
 */
import { z } from 'zod'
import { toId } from '../../domain/ids.ts'
import { SECOND_MS } from '../../domain/time.ts'
import type { QueueChanges } from '../../flow/review/queuePorts.ts'
import type { Prisma } from '../database/connection.ts'

/** Longer than a transaction may last (Prisma ends one after 5 s). */
const OVERLAP_MS = 10 * SECOND_MS

const changed = z.object({ sessionId: z.string().transform(toId<'session'>) })
const numberRow = z.object({ number: z.bigint() })

export function createQueueChanges(prisma: Prisma): QueueChanges {
  return {
    async last() {
      const rows = await prisma.$queryRaw<unknown[]>`
        SELECT number FROM queue_changes ORDER BY number DESC LIMIT 1`
      return rows.map((row) => numberRow.parse(row))[0]?.number ?? 0n
    },

    async since(number, most) {
      const known = await prisma.queueChange.findUnique({ where: { number } })
      if (known === null) return null
      const from = new Date(known.at.getTime() - OVERLAP_MS)
      const rows = await prisma.$queryRaw<unknown[]>`
        SELECT session_id::text AS "sessionId" FROM queue_changes WHERE at >= ${from}::timestamptz
        GROUP BY session_id ORDER BY max(number) LIMIT ${most + 1}`
      return rows.length > most ? null : rows.map((row) => changed.parse(row).sessionId)
    },
  }
}
