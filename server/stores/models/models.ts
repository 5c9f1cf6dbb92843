/** The model registry: what was trained, its status, and who moved it. What is written once is kept by triggers. */
import { z } from 'zod'
import type { AuditEvent } from '../../domain/auditEvent.ts'
import { type ConsoleUserId, type ModelId, toId } from '../../domain/ids.ts'
import type { ModelStatus, ModelStatusChange, ModelStep, ModelSummary } from '../../domain/model.ts'
import { fromDate, type Instant, toDate } from '../../domain/time.ts'
import type { AuditStore } from '../database/audit.ts'
import type { Prisma, PrismaWithin } from '../database/connection.ts'
import type { ModelModel, ModelStatusChangeModel } from '../database/generated/models.ts'

/** A number of our own among Postgres' advisory locks: one person at a time moves models. */
const STATUS_LOCK = 5_061_203_118

const share = z.number().nullable()
const scoreMetrics = z.object({
  auc: share,
  averagePrecision: share,
  truePositiveRateAt1Percent: share,
  calibrationError: share,
  brier: share,
})
const metrics = z.object({ candidate: scoreMetrics, rulesAlone: scoreMetrics })
const counted = z.object({ rows: z.int(), frauds: z.int(), assumed: z.int() })
const rows = z.object({ training: counted, gap: z.int(), validation: counted })

export type StoredModel = ModelSummary & { artifact: unknown }

/** One step of one model, and of the champion that it takes the place of. */
export type ModelMove = {
  id: string
  modelId: ModelId
  step: ModelStep
  from: ModelStatus
  to: ModelStatus
  audit: AuditEvent
}

const SUMMARY = { artifact: true } as const

function toSummary(row: Omit<ModelModel, 'artifact'>): ModelSummary {
  return {
    id: toId<'model'>(row.id),
    version: row.version,
    kind: row.kind,
    status: row.status,
    features: row.features,
    training: { from: fromDate(row.trainingFrom), to: fromDate(row.trainingTo) },
    validation: { from: fromDate(row.validationFrom), to: fromDate(row.validationTo) },
    rows: rows.parse(row.rows),
    dataDigest: row.dataDigest,
    ruleSetVersion: row.ruleSetVersion,
    metrics: metrics.parse(row.metrics),
    backend: row.backend,
    trainingRunId: toId<'trainingRun'>(row.trainingRunId),
    trainedBy: row.trainedBy === null ? null : toId<'consoleUser'>(row.trainedBy),
    createdAt: fromDate(row.createdAt),
  }
}

function toChange(row: ModelStatusChangeModel): ModelStatusChange {
  return {
    step: row.step,
    from: row.from,
    to: row.to,
    userId: toId<'consoleUser'>(row.userId),
    changedAt: fromDate(row.changedAt),
  }
}

/** Somebody moved a model first: the transaction must be rolled back. */
class Overtaken extends Error {}

export function createModelStore(prisma: Prisma, audit: AuditStore) {
  async function applyMove(within: PrismaWithin, move: ModelMove, userId: ConsoleUserId, at: Instant) {
    const { id, modelId, step, from, to } = move
    const held = await within.model.findUnique({ where: { id: modelId }, select: { status: true } })
    if (held?.status !== from) throw new Overtaken()
    await within.modelStatusChange.create({
      data: { id, modelId, step, from, to, userId, changedAt: toDate(at) },
    })
    await within.model.update({ where: { id: modelId }, data: { status: to } })
    await audit.append(move.audit, within)
  }

  return {
    async find(id: ModelId): Promise<ModelSummary | null> {
      const row = await prisma.model.findUnique({ where: { id }, omit: SUMMARY })
      return row === null ? null : toSummary(row)
    },

    /** Newest first. */
    async list(page: { after: ModelId | null; limit: number }): Promise<ModelSummary[]> {
      const found = await prisma.model.findMany({
        ...(page.after === null ? {} : { where: { id: { lt: page.after } } }),
        orderBy: { id: 'desc' },
        take: page.limit,
        omit: SUMMARY,
      })
      return found.map(toSummary)
    },

    /** The oldest first. */
    async changes(id: ModelId): Promise<ModelStatusChange[]> {
      const found = await prisma.modelStatusChange.findMany({
        where: { modelId: id },
        orderBy: { id: 'asc' },
      })
      return found.map(toChange)
    },

    async champion(): Promise<ModelSummary | null> {
      const row = await prisma.model.findFirst({ where: { status: 'champion' }, omit: SUMMARY })
      return row === null ? null : toSummary(row)
    },

    /**
     * The champion before the one in force was promoted, or, where none is in force, the last one that was. Null:
     * there is none to go back to. Who was rolled back from is never gone back to by rolling back again.
     */
    async championBefore(current: ModelId | null): Promise<ModelId | null> {
      const promotion =
        current === null
          ? null
          : await prisma.modelStatusChange.findFirst({
              where: { modelId: current, step: 'promote' },
              orderBy: { id: 'desc' },
            })
      const left = await prisma.modelStatusChange.findFirst({
        where: {
          from: 'champion',
          model: { status: 'retired' },
          ...(promotion !== null && { id: { lt: promotion.id } }),
        },
        orderBy: { id: 'desc' },
      })
      return left === null ? null : toId<'model'>(left.modelId)
    },

    /** What scores now, with its weights: the champion and every challenger, the oldest first. */
    async inForce(): Promise<{ champion: StoredModel | null; challengers: StoredModel[] }> {
      const found = await prisma.model.findMany({
        where: { status: { in: ['champion', 'challenger'] } },
        orderBy: { id: 'asc' },
      })
      const stored = found.map((row) => ({ ...toSummary(row), artifact: row.artifact }))
      return {
        champion: stored.find((model) => model.status === 'champion') ?? null,
        challengers: stored.filter((model) => model.status === 'challenger'),
      }
    },

    /**
     * Moves models one after the other in one transaction, each with its record and its audit event. The trigger
     * on `models` tells every process when it commits.
     * @returns false where one was no longer where it was thought to be; nothing was written then.
     */
    async move(moves: readonly ModelMove[], userId: ConsoleUserId, at: Instant): Promise<boolean> {
      try {
        await prisma.$transaction(async (within) => {
          await within.$executeRaw`SELECT pg_advisory_xact_lock(${STATUS_LOCK}::bigint)`
          const champion = await within.model.findFirst({
            where: { status: 'champion' },
            select: { id: true },
          })
          const crowns = moves.some((move) => move.to === 'champion')
          if (crowns && champion !== null && !moves.some((move) => move.modelId === champion.id))
            throw new Overtaken()
          for (const move of moves) await applyMove(within, move, userId, at)
        })
        return true
      } catch (error) {
        if (error instanceof Overtaken) return false
        throw error
      }
    },
  }
}

export type ModelStore = ReturnType<typeof createModelStore>
