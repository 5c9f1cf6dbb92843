/**
 * The outbox: a row is written with the change that makes the work, and removed with the change that is
 * the work's effect. Until then the relay sends it again, so losing all of Redis loses no job.
 */
import type { Instant } from '../../domain/time.ts'
import { toDate } from '../../domain/time.ts'
import type { NewOutboxRow, OutboxWrites } from '../../flow/transact.ts'
import type { Prisma, PrismaWithin } from './connection.ts'

export type OutboxRow = { id: string; job: string; payload: unknown }

export function createOutboxStore(prisma: Prisma) {
  return {
    async append(
      row: { id: string; job: string; payload: object },
      within: PrismaWithin = prisma,
    ): Promise<void> {
      await within.outbox.create({ data: row })
    },

    /**
     * Takes rows whose time has come and puts their next time `againMs` later, so that two relays never
     * send the same row at once and a row whose job died is sent again.
     */
    async takeDue(now: Instant, againMs: number, limit: number): Promise<OutboxRow[]> {
      return await prisma.$queryRaw<OutboxRow[]>`
        UPDATE outbox SET not_before = ${toDate(now)}::timestamptz + make_interval(secs => ${againMs / 1000}::float8),
                          sent_count = sent_count + 1
        WHERE id IN (SELECT id FROM outbox WHERE not_before <= ${toDate(now)}::timestamptz
                     ORDER BY not_before LIMIT ${limit} FOR UPDATE SKIP LOCKED)
        RETURNING id::text, job, payload`
    },

    /** The job's effect is committed elsewhere, or there is nothing to do: forget it. */
    async remove(id: string, within: PrismaWithin = prisma): Promise<void> {
      await within.outbox.deleteMany({ where: { id } })
    },
  }
}

export type OutboxStore = ReturnType<typeof createOutboxStore>

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
