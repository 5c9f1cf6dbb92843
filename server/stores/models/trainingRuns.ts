/**
 * Training runs. Whoever works on one holds a lease and says so again and again; a run whose lease has run out is
 * taken up by another, so that none stays `running` for ever. Every write is fenced by the id of the attempt.
 */

import { z } from 'zod'
import type { AuditEvent } from '../../domain/auditEvent.ts'
import { type ConsoleUserId, type ModelId, type TrainingRunId, toId } from '../../domain/ids.ts'
import {
  type ModelSummary,
  TRAINING_STEPS,
  type TrainingError,
  type TrainingOptions,
  type TrainingProgress,
  type TrainingRun,
} from '../../domain/model.ts'
import { fromDate, type Instant, toDate, toInstant } from '../../domain/time.ts'
import type { NewOutboxRow } from '../../flow/transact.ts'
import type { AuditStore } from '../database/audit.ts'
import type { Prisma } from '../database/connection.ts'
import { Prisma as PrismaSql } from '../database/generated/client.ts'
import type { TrainingRunModel } from '../database/generated/models.ts'
import { toOutboxRow } from '../database/outbox.ts'

const instant = z.int().transform(toInstant)
const options = z.object({
  from: instant,
  to: instant,
  labelDelayDays: z.number(),
  validationDays: z.number(),
  unlabelledShare: z.number(),
  minFrauds: z.int(),
})
const error = z
  .discriminatedUnion('code', [
    z.object({ code: z.literal('notEnoughSessions'), sessions: z.int(), needed: z.int() }),
    z.object({ code: z.literal('noRows'), training: z.int(), validation: z.int() }),
    z.object({ code: z.literal('processEnded') }),
    z.object({ code: z.literal('internal') }),
  ])
  .nullable()
const step = z.enum(TRAINING_STEPS)

export type NewModel = Omit<ModelSummary, 'id' | 'status' | 'trainingRunId' | 'trainedBy' | 'createdAt'> & {
  id: ModelId
  artifact: object
}

/** One attempt at a run: whoever holds it may write. */
export type Attempt = { runId: TrainingRunId; worker: string }

type Row = TrainingRunModel & { model: { id: string } | null }
const WITH_MODEL = { model: { select: { id: true } } } as const

function toRun(row: Row): TrainingRun {
  return {
    id: toId<'trainingRun'>(row.id),
    state: row.state,
    step: step.parse(row.step),
    done: row.done,
    total: row.total,
    error: error.parse(row.error),
    options: options.parse(row.options),
    requestedBy: row.requestedBy === null ? null : toId<'consoleUser'>(row.requestedBy),
    backend: row.backend,
    attempts: row.attempts,
    modelId: row.model === null ? null : toId<'model'>(row.model.id),
    createdAt: fromDate(row.createdAt),
    startedAt: row.startedAt === null ? null : fromDate(row.startedAt),
    finishedAt: row.finishedAt === null ? null : fromDate(row.finishedAt),
  }
}

export function createTrainingRunStore(prisma: Prisma, audit: AuditStore) {
  const held = ({ runId, worker }: Attempt) => ({ id: runId, worker, state: 'running' as const })

  return {
    /**
     * The run, its job and its audit event, all or nothing.
     * @param order.slot the moment of the schedule that asks; the same moment asks once.
     * @returns false where this slot has its run already.
     */
    async create(
      order: {
        id: TrainingRunId
        options: TrainingOptions
        requestedBy: ConsoleUserId | null
        slot: Instant | null
        job: NewOutboxRow
      },
      event: AuditEvent,
    ): Promise<boolean> {
      return await prisma.$transaction(async (within) => {
        const { count } = await within.trainingRun.createMany({
          data: {
            id: order.id,
            options: order.options,
            requestedBy: order.requestedBy,
            slot: order.slot === null ? null : toDate(order.slot),
          },
          skipDuplicates: true,
        })
        if (count === 0) return false
        await within.outbox.create({ data: toOutboxRow(order.job) })
        await audit.append(event, within)
        return true
      })
    },

    async find(id: TrainingRunId): Promise<TrainingRun | null> {
      const row = await prisma.trainingRun.findUnique({ where: { id }, include: WITH_MODEL })
      return row === null ? null : toRun(row)
    },

    /** Newest first. */
    async list(page: { after: TrainingRunId | null; limit: number }): Promise<TrainingRun[]> {
      const rows = await prisma.trainingRun.findMany({
        ...(page.after === null ? {} : { where: { id: { lt: page.after } } }),
        orderBy: { id: 'desc' },
        take: page.limit,
        include: WITH_MODEL,
      })
      return rows.map(toRun)
    },

    async isAnyOpen(): Promise<boolean> {
      const open = await prisma.trainingRun.findFirst({
        where: { state: { in: ['queued', 'running'] } },
        select: { id: true },
      })
      return open !== null
    },

    /** Takes a run that is queued, or whose lease has run out. False where another holds it, or it has ended. */
    async claim({ runId, worker }: Attempt, now: Instant, leaseUntil: Instant): Promise<boolean> {
      const { count } = await prisma.trainingRun.updateMany({
        where: {
          id: runId,
          OR: [{ state: 'queued' }, { state: 'running', leaseUntil: { lte: toDate(now) } }],
        },
        data: {
          state: 'running',
          worker,
          leaseUntil: toDate(leaseUntil),
          startedAt: toDate(now),
          attempts: { increment: 1 },
          step: 'reading' satisfies TrainingProgress['step'],
          done: 0,
          total: null,
        },
      })
      return count > 0
    },

    /** Lengthens the lease and tells how far it is. False where the run is no longer this attempt's: stop. */
    async heartbeat(attempt: Attempt, leaseUntil: Instant, progress: TrainingProgress): Promise<boolean> {
      const { count } = await prisma.trainingRun.updateMany({
        where: held(attempt),
        data: { ...progress, leaseUntil: toDate(leaseUntil) },
      })
      return count > 0
    },

    /** The effect of the job: the model as candidate, the run done, the outbox row forgotten. */
    async finish(
      attempt: Attempt,
      model: NewModel,
      end: { at: Instant; outboxId: string; audit: AuditEvent },
    ): Promise<boolean> {
      return await prisma.$transaction(async (within) => {
        const { count } = await within.trainingRun.updateMany({
          where: held(attempt),
          data: {
            state: 'done',
            step: 'ended',
            backend: model.backend,
            leaseUntil: null,
            finishedAt: toDate(end.at),
          },
        })
        if (count === 0) return false
        const run = await within.trainingRun.findUniqueOrThrow({ where: { id: attempt.runId } })
        const { training, validation, ...rest } = model
        await within.model.create({
          data: {
            ...rest,
            trainingFrom: toDate(training.from),
            trainingTo: toDate(training.to),
            validationFrom: toDate(validation.from),
            validationTo: toDate(validation.to),
            trainingRunId: attempt.runId,
            trainedBy: run.requestedBy,
          },
        })
        await audit.append(end.audit, within)
        await within.outbox.deleteMany({ where: { id: end.outboxId } })
        return true
      })
    },

    async fail(
      attempt: Attempt,
      failure: TrainingError,
      end: { at: Instant; outboxId: string },
    ): Promise<boolean> {
      const [{ count }] = await prisma.$transaction([
        prisma.trainingRun.updateMany({
          where: held(attempt),
          data: { state: 'failed', error: failure, leaseUntil: null, finishedAt: toDate(end.at) },
        }),
        prisma.outbox.deleteMany({ where: { id: end.outboxId } }),
      ])
      return count > 0
    },

    /**
     * Gives a run back before its lease is over: the next delivery of its job takes it up at once.
     * @param counts whether this was an attempt, or a worker that had to stop.
     */
    async release(attempt: Attempt, { counts }: { counts: boolean }): Promise<void> {
      await prisma.trainingRun.updateMany({
        where: held(attempt),
        data: {
          state: 'queued',
          step: 'waiting',
          worker: null,
          leaseUntil: null,
          ...(counts ? {} : { attempts: { decrement: 1 } }),
        },
      })
    },

    /** False where it has ended already. Whoever works on it hears of it at its next heartbeat. */
    async cancel(id: TrainingRunId, at: Instant, event: AuditEvent): Promise<boolean> {
      return await prisma.$transaction(async (within) => {
        const { count } = await within.trainingRun.updateMany({
          where: { id, state: { in: ['queued', 'running'] } },
          data: { state: 'cancelled', leaseUntil: null, finishedAt: toDate(at), error: PrismaSql.DbNull },
        })
        if (count > 0) await audit.append(event, within)
        return count > 0
      })
    },
  }
}

export type TrainingRunStore = ReturnType<typeof createTrainingRunStore>
