/** The model registry: what was trained, its status, and who moved it. What is written once is kept by triggers. */
import { z } from 'zod'
import { toId } from '../../domain/ids.ts'
import type { ModelStatusChange, ModelSummary } from '../../domain/model.ts'
import { fromDate, toDate } from '../../domain/time.ts'
import type { ModelReads, ModelWrites } from '../../flow/models/ports.ts'
import type { PrismaWithin } from '../database/connection.ts'
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

export function createModelReads(db: PrismaWithin): ModelReads {
  return {
    async find(id) {
      const row = await db.model.findUnique({ where: { id }, omit: SUMMARY })
      return row === null ? null : toSummary(row)
    },

    async list(page) {
      const found = await db.model.findMany({
        ...(page.after === null ? {} : { where: { id: { lt: page.after } } }),
        orderBy: { id: 'desc' },
        take: page.limit,
        omit: SUMMARY,
      })
      return found.map(toSummary)
    },

    async changes(id) {
      const found = await db.modelStatusChange.findMany({
        where: { modelId: id },
        orderBy: { id: 'asc' },
      })
      return found.map(toChange)
    },

    async champion() {
      const row = await db.model.findFirst({ where: { status: 'champion' }, omit: SUMMARY })
      return row === null ? null : toSummary(row)
    },

    async championBefore(current) {
      const promotion =
        current === null
          ? null
          : await db.modelStatusChange.findFirst({
              where: { modelId: current, step: 'promote' },
              orderBy: { id: 'desc' },
            })
      const left = await db.modelStatusChange.findFirst({
        where: {
          from: 'champion',
          model: { status: 'retired' },
          ...(promotion !== null && { id: { lt: promotion.id } }),
        },
        orderBy: { id: 'desc' },
      })
      return left === null ? null : toId<'model'>(left.modelId)
    },

    async inForce() {
      const found = await db.model.findMany({
        where: { status: { in: ['champion', 'challenger'] } },
        orderBy: { id: 'asc' },
      })
      const stored = found.map((row) => ({ ...toSummary(row), artifact: row.artifact }))
      return {
        champion: stored.find((model) => model.status === 'champion') ?? null,
        challengers: stored.filter((model) => model.status === 'challenger'),
      }
    },
  }
}

export function createModelWrites(open: PrismaWithin): ModelWrites {
  return {
    async create({ training, validation, ...rest }) {
      await open.model.create({
        data: {
          ...rest,
          trainingFrom: toDate(training.from),
          trainingTo: toDate(training.to),
          validationFrom: toDate(validation.from),
          validationTo: toDate(validation.to),
        },
      })
    },

    async lockMoves() {
      await open.$executeRaw`SELECT pg_advisory_xact_lock(${STATUS_LOCK}::bigint)`
    },

    async championId() {
      const row = await open.model.findFirst({ where: { status: 'champion' }, select: { id: true } })
      return row === null ? null : toId<'model'>(row.id)
    },

    async move({ changedAt, ...change }) {
      const { modelId, from, to } = change
      const held = await open.model.findUnique({ where: { id: modelId }, select: { status: true } })
      if (held?.status !== from) return false
      await open.modelStatusChange.create({ data: { ...change, changedAt: toDate(changedAt) } })
      await open.model.update({ where: { id: modelId }, data: { status: to } })
      return true
    },
  }
}
