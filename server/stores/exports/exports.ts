/** Exports: what was asked for, how far it is, and the rows that go into the file. */

import { z } from 'zod'
import type { AuditEvent } from '../../domain/auditEvent.ts'
import type { ExportOrder, ExportRecord } from '../../domain/export.ts'
import { type ConsoleUserId, type ExportId, type SessionId, toId } from '../../domain/ids.ts'
import { DECIDERS, OUTCOMES, STAGES } from '../../domain/sessions/decision.ts'
import { REVIEW_ACTIONS } from '../../domain/sessions/review.ts'
import {
  API_VERSIONS,
  END_RESULTS,
  FLOWS,
  SESSION_KINDS,
  SESSION_STATES,
} from '../../domain/sessions/session.ts'
import { DAY_MS, fromDate, type Instant, toDate } from '../../domain/time.ts'
import type { NewOutboxRow } from '../../flow/transact.ts'
import type { AuditStore } from '../database/audit.ts'
import type { Prisma } from '../database/connection.ts'
import type { ExportModel } from '../database/generated/models.ts'
import { type OutboxStore, toOutboxRow } from '../database/outbox.ts'
import { reasons } from '../sessions/readModelJson.ts'
import { createExportCounts } from './exportCounts.ts'
import { toOrder, toOrderColumns } from './exportOrder.ts'

function toRecord(row: ExportModel): ExportRecord {
  return {
    id: toId<'export'>(row.id),
    requestedBy: toId<'consoleUser'>(row.requestedBy),
    order: toOrder(row),
    state: row.state,
    rowsDone: row.rowsDone,
    rowsTotal: row.rowsTotal,
    file: row.file,
    createdAt: fromDate(row.createdAt),
    finishedAt: row.finishedAt === null ? null : fromDate(row.finishedAt),
  }
}

const instant = z.date().transform(fromDate)
const exportedDecision = z.object({
  stage: z.enum(STAGES),
  outcome: z.enum(OUTCOMES),
  decidedBy: z.enum(DECIDERS),
  score: z.number(),
  reasons,
  ruleSetVersion: z.string(),
  modelVersion: z.string().nullable(),
  decidedAt: instant,
  tookMs: z.number(),
})
const exportedSession = z.object({
  id: z.string().transform(toId<'session'>),
  occurredAt: instant,
  apiVersion: z.enum(API_VERSIONS),
  kind: z.enum(SESSION_KINDS),
  flow: z.enum(FLOWS).nullable(),
  relyingParty: z.string(),
  pseudonym: z.instanceof(Uint8Array).nullable(),
  state: z.enum(SESSION_STATES),
  endResult: z.enum(END_RESULTS).nullable(),
  deliveredAt: instant.nullable(),
  shownAt: instant.nullable(),
  endedAt: instant.nullable(),
  reportedAt: instant.nullable(),
  review: z.object({ action: z.enum(REVIEW_ACTIONS), reviewedAt: instant }).nullable(),
  decisions: z.array(exportedDecision),
})
export type ExportedSession = z.infer<typeof exportedSession>

export function createExportStore(prisma: Prisma, outbox: OutboxStore, audit: AuditStore) {
  /** An id is of wall time and no event lies after its session's id: a day before `from` bounds the read. */
  const within = ({ from, to }: { from: Instant; to: Instant }) => ({
    id: { gte: uuidFloor(from - DAY_MS) },
    occurredAt: { gte: toDate(from), lt: toDate(to) },
  })

  return {
    counts: createExportCounts(prisma),

    /** The row, its job and its audit event, all or nothing. */
    async create(
      made: { id: ExportId; requestedBy: ConsoleUserId; order: ExportOrder; job: NewOutboxRow },
      event: AuditEvent,
    ): Promise<ExportRecord> {
      return await prisma.$transaction(async (transaction) => {
        const row = await transaction.export.create({
          data: { id: made.id, requestedBy: made.requestedBy, ...toOrderColumns(made.order) },
        })
        await transaction.outbox.create({ data: toOutboxRow(made.job) })
        await audit.append(event, transaction)
        return toRecord(row)
      })
    },

    async find(id: ExportId): Promise<ExportRecord | null> {
      const row = await prisma.export.findUnique({ where: { id } })
      return row === null ? null : toRecord(row)
    },

    /** Newest first. @param page.requestedBy null: everybody's. */
    async list(page: {
      after: ExportId | null
      limit: number
      requestedBy: ConsoleUserId | null
    }): Promise<ExportRecord[]> {
      const rows = await prisma.export.findMany({
        where: {
          ...(page.after !== null && { id: { lt: page.after } }),
          ...(page.requestedBy !== null && { requestedBy: page.requestedBy }),
        },
        orderBy: { id: 'desc' },
        take: page.limit,
      })
      return rows.map(toRecord)
    },

    async begin(id: ExportId, rowsTotal: number | null): Promise<void> {
      await prisma.export.updateMany({
        where: { id, state: { not: 'done' } },
        data: { state: 'running', rowsDone: 0, rowsTotal },
      })
    },

    async progress(id: ExportId, rowsDone: number): Promise<void> {
      await prisma.export.updateMany({ where: { id, state: 'running' }, data: { rowsDone } })
    },

    /** The effect of the job: done, and the outbox row forgotten. The first of two that finish wins. */
    async finish(
      id: ExportId,
      done: { file: string; rowsDone: number; finishedAt: Instant; outboxId: string | null },
    ) {
      await prisma.$transaction(async (transaction) => {
        await transaction.export.updateMany({
          where: { id, state: { not: 'done' } },
          data: {
            state: 'done',
            file: done.file,
            rowsDone: done.rowsDone,
            rowsTotal: done.rowsDone,
            finishedAt: toDate(done.finishedAt),
          },
        })
        if (done.outboxId !== null) await outbox.remove(done.outboxId, transaction)
      })
    },

    async countRows(period: { from: Instant; to: Instant }): Promise<number> {
      return await prisma.session.count({ where: within(period) })
    },

    /** The next rows in the order of their ids, after the one given. */
    async rows(
      period: { from: Instant; to: Instant },
      after: SessionId | null,
      limit: number,
    ): Promise<ExportedSession[]> {
      const bounds = within(period)
      const rows = await prisma.session.findMany({
        where: after === null ? bounds : { AND: [bounds, { id: { gt: after } }] },
        orderBy: { id: 'asc' },
        take: limit,
        include: { relyingParty: { select: { name: true } }, decisions: { orderBy: { stage: 'asc' } } },
      })
      const subjectIds = rows.flatMap((row) => (row.subjectId === null ? [] : [row.subjectId]))
      const [subjects, reviews] = await Promise.all([
        prisma.subject.findMany({
          where: { id: { in: [...new Set(subjectIds)] } },
          select: { id: true, pseudonym: true },
        }),
        prisma.review.findMany({ where: { sessionId: { in: rows.map((row) => row.id) } } }),
      ])
      const pseudonyms = new Map(subjects.map((subject) => [subject.id, subject.pseudonym]))
      const reviewOf = new Map(reviews.map((review) => [review.sessionId, review]))
      return rows.map((row) =>
        exportedSession.parse({
          ...row,
          relyingParty: row.relyingParty.name,
          pseudonym: row.subjectId === null ? null : (pseudonyms.get(row.subjectId) ?? null),
          review: reviewOf.get(row.id) ?? null,
        }),
      )
    },
  }
}

/** The least UUIDv7 of a millisecond. */
export function uuidFloor(ms: number): string {
  const time = Math.max(0, ms).toString(16).padStart(12, '0')
  return `${time.slice(0, 8)}-${time.slice(8)}-0000-0000-000000000000`
}

export type ExportStore = ReturnType<typeof createExportStore>
