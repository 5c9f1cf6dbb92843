/**
 * The outbox: a row is written with the change that makes the work, and removed with the change that is
 * the work's effect. Until then the relay sends it again, so losing all of Redis loses no job.
 */

import { z } from 'zod'
import { toDate } from '../../domain/time.ts'
import type { Outbox } from '../../flow/enqueue.ts'
import type { NewOutboxRow, OutboxWrites } from '../../flow/transact.ts'
import type { Prisma, PrismaWithin } from './connection.ts'

const dueRow = z.object({ id: z.string(), job: z.string(), payload: z.looseObject({}) })

export function createOutboxStore(prisma: Prisma): Outbox {
  return {
    async takeDue(now, againMs, limit) {
      const rows = await prisma.$queryRaw<unknown[]>`
        UPDATE outbox SET not_before = ${toDate(now)}::timestamptz + make_interval(secs => ${againMs / 1000}::float8),
                          sent_count = sent_count + 1
        WHERE id IN (SELECT id FROM outbox WHERE not_before <= ${toDate(now)}::timestamptz
                     ORDER BY not_before LIMIT ${limit} FOR UPDATE SKIP LOCKED)
        RETURNING id::text, job, payload`
      return rows.map((row) => dueRow.parse(row))
    },

    async remove(id) {
      await prisma.outbox.deleteMany({ where: { id } })
    },
  }
}

export function toOutboxRow(row: NewOutboxRow) {
  return { ...row, notBefore: toDate(row.notBefore) }
}

/** The outbox inside an open transaction. */
export function createOutboxWrites(open: PrismaWithin): OutboxWrites {
  const appended: NewOutboxRow[] = []
  return {
    async append(rows) {
      if (rows.length === 0) return
      await open.outbox.createMany({ data: rows.map(toOutboxRow) })
      appended.push(...rows)
    },
    appended: () => appended,
    async remove(id) {
      await open.outbox.deleteMany({ where: { id } })
    },
  }
}
