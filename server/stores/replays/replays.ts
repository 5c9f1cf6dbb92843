/**
 * Replays that the console asked for. Whoever works on one holds a lease, as with training runs, and every write is
 * fenced by the id of the attempt.
 */

import { z } from 'zod'
import type { AuditEvent } from '../../domain/auditEvent.ts'
import { toId } from '../../domain/ids.ts'
import type { Replay, ReplayError, ReplayId, ReplayProgress, ReplayRequest } from '../../domain/replay.ts'
import { fromDate, type Instant, toDate, toInstant } from '../../domain/time.ts'
import type { NewOutboxRow } from '../../flow/transact.ts'
import type { AuditStore } from '../database/audit.ts'
import type { Prisma } from '../database/connection.ts'
import type { ReplayModel } from '../database/generated/models.ts'
import { toOutboxRow } from '../database/outbox.ts'

const instant = z.int().transform(toInstant)
const threshold = z.number().exactOptional()
const requestSchema = z.object({
  from: instant,
  to: instant,
  ruleSetVersion: z.string().nullable(),
  versionIds: z.array(z.string().transform(toId<'ruleVersion'>)),
  modelId: z.union([z.literal('none'), z.string().transform(toId<'model'>)]).nullable(),
  thresholds: z.object({ warnAt: threshold, holdAt: threshold, blockAt: threshold }),
  paceMinutesPerCase: z.number(),
  analysts: z.number(),
  hoursPerDay: z.number(),
}) satisfies z.ZodType<ReplayRequest>
const error = z.object({ code: z.enum(['cannotRun', 'processEnded']) }).nullable()

/** One attempt at a replay: whoever holds it may write. */
export type ReplayAttempt = { replayId: ReplayId; worker: string }
type End = { at: Instant; outboxId: string }

const WITHOUT_REPORT = { report: true } as const

function toReplay(row: Omit<ReplayModel, 'report'>): Replay {
  return {
    id: toId<'replay'>(row.id),
    state: row.state,
    done: row.done,
    total: row.total,
    error: error.parse(row.error),
    request: requestSchema.parse(row.question),
    requestedBy: toId<'consoleUser'>(row.requestedBy),
    attempts: row.attempts,
    createdAt: fromDate(row.createdAt),
    startedAt: row.startedAt === null ? null : fromDate(row.startedAt),
    finishedAt: row.finishedAt === null ? null : fromDate(row.finishedAt),
  }
}

export function createReplayStore(prisma: Prisma, audit: AuditStore) {
  const held = ({ replayId, worker }: ReplayAttempt) => ({ id: replayId, worker, state: 'running' as const })

  /** Ends what this attempt holds, and forgets its outbox row; false where it holds it no more. */
  async function end(attempt: ReplayAttempt, { at, outboxId }: End, data: object): Promise<boolean> {
    return await prisma.$transaction(async (within) => {
      const { count } = await within.replay.updateMany({
        where: held(attempt),
        data: { ...data, leaseUntil: null, finishedAt: toDate(at) },
      })
      if (count > 0) await within.outbox.deleteMany({ where: { id: outboxId } })
      return count > 0
    })
  }

  return {
    /** The replay, its job and its audit event, all or nothing. */
    async create(
      order: Pick<Replay, 'id' | 'request' | 'requestedBy'> & { job: NewOutboxRow },
      event: AuditEvent,
    ): Promise<Replay> {
      return await prisma.$transaction(async (within) => {
        const row = await within.replay.create({
          data: { id: order.id, question: order.request, requestedBy: order.requestedBy },
        })
        await within.outbox.create({ data: toOutboxRow(order.job) })
        await audit.append(event, within)
        return toReplay(row)
      })
    },

    async find(id: ReplayId): Promise<Replay | null> {
      const row = await prisma.replay.findUnique({ where: { id }, omit: WITHOUT_REPORT })
      return row === null ? null : toReplay(row)
    },

    /** What came of it, as JSON to be checked by who reads it; null while there is nothing. */
    async report(id: ReplayId): Promise<unknown> {
      const row = await prisma.replay.findUnique({ where: { id }, select: { report: true } })
      return row?.report ?? null
    },

    /** Newest first. */
    async list(page: { before: ReplayId | null; limit: number }): Promise<Replay[]> {
      const rows = await prisma.replay.findMany({
        ...(page.before === null ? {} : { where: { id: { lt: page.before } } }),
        orderBy: { id: 'desc' },
        take: page.limit,
        omit: WITHOUT_REPORT,
      })
      return rows.map(toReplay)
    },

    /** Takes one that is queued, or whose lease has run out. False where another holds it, or it has ended. */
    async claim({ replayId, worker }: ReplayAttempt, now: Instant, leaseUntil: Instant): Promise<boolean> {
      const { count } = await prisma.replay.updateMany({
        where: {
          id: replayId,
          OR: [{ state: 'queued' }, { state: 'running', leaseUntil: { lte: toDate(now) } }],
        },
        data: {
          state: 'running',
          worker,
          leaseUntil: toDate(leaseUntil),
          startedAt: toDate(now),
          attempts: { increment: 1 },
          done: 0,
          total: null,
        },
      })
      return count > 0
    },

    /** Lengthens the lease and tells how far it is. False where it is no longer this attempt's: stop. */
    async heartbeat(attempt: ReplayAttempt, leaseUntil: Instant, progress: ReplayProgress): Promise<boolean> {
      const { count } = await prisma.replay.updateMany({
        where: held(attempt),
        data: { ...progress, leaseUntil: toDate(leaseUntil) },
      })
      return count > 0
    },

    /** The effect of the job. */
    async finish(
      attempt: ReplayAttempt,
      { report, progress }: { report: object; progress: ReplayProgress },
      at: End,
    ): Promise<boolean> {
      return await end(attempt, at, { state: 'done', report, ...progress })
    },

    async fail(attempt: ReplayAttempt, failure: ReplayError, at: End): Promise<boolean> {
      return await end(attempt, at, { state: 'failed', error: failure })
    },

    /**
     * Gives it back before its lease is over: the next delivery of its job takes it up at once.
     * @param counts whether this was an attempt, or a worker that had to stop.
     */
    async release(attempt: ReplayAttempt, { counts }: { counts: boolean }): Promise<void> {
      await prisma.replay.updateMany({
        where: held(attempt),
        data: {
          state: 'queued',
          worker: null,
          leaseUntil: null,
          ...(counts ? {} : { attempts: { decrement: 1 } }),
        },
      })
    },

    /** False where it has ended already. Whoever works on it hears of it at the next heartbeat. */
    async cancel(id: ReplayId, at: Instant, event: AuditEvent): Promise<boolean> {
      return await prisma.$transaction(async (within) => {
        const { count } = await within.replay.updateMany({
          where: { id, state: { in: ['queued', 'running'] } },
          data: { state: 'cancelled', leaseUntil: null, finishedAt: toDate(at) },
        })
        if (count > 0) await audit.append(event, within)
        return count > 0
      })
    },
  }
}

export type ReplayStore = ReturnType<typeof createReplayStore>
