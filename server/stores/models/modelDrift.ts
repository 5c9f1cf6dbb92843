/** Drift reports: one a day and model, with the alerts that it raised. */
import { z } from 'zod'
import { type Id, type ModelId, toId } from '../../domain/ids.ts'
import type { DriftFigure } from '../../domain/model.ts'
import { fromDate, type Instant, toDate } from '../../domain/time.ts'
import type { Prisma } from '../database/connection.ts'
import type { DriftReportModel } from '../database/generated/models.ts'

export type DriftReport = {
  id: Id<'driftReport'>
  modelId: ModelId
  /** Midnight (UTC) that begins the day. */
  day: Instant
  figures: DriftFigure[]
  referenceRows: number
  currentRows: number
  /** Names of those past their limit. */
  alerts: string[]
}

const figures = z.array(z.object({ name: z.string(), psi: z.number(), limit: z.number() }))

const ALERTS = { alerts: { select: { name: true }, orderBy: { name: 'asc' } } } as const

function toReport(row: DriftReportModel & { alerts: { name: string }[] }): DriftReport {
  return {
    id: toId<'driftReport'>(row.id),
    modelId: toId<'model'>(row.modelId),
    day: fromDate(row.day),
    figures: figures.parse(row.figures),
    referenceRows: row.referenceRows,
    currentRows: row.currentRows,
    alerts: row.alerts.map(({ name }) => name),
  }
}

export function createModelDriftStore(prisma: Prisma) {
  return {
    async isReported(modelId: ModelId, day: Instant): Promise<boolean> {
      const found = await prisma.driftReport.findUnique({
        where: { modelId_day: { modelId, day: toDate(day) } },
        select: { id: true },
      })
      return found !== null
    },

    /**
     * The report and its alerts, all or nothing.
     * @returns false where that day was reported before; nothing was written then.
     */
    async add(report: DriftReport, alertIds: () => string): Promise<boolean> {
      const { id, modelId, day, referenceRows, currentRows } = report
      return await prisma.$transaction(async (within) => {
        const { count } = await within.driftReport.createMany({
          data: { id, modelId, day: toDate(day), figures: report.figures, referenceRows, currentRows },
          skipDuplicates: true,
        })
        if (count === 0) return false
        await within.driftAlert.createMany({
          data: report.figures
            .filter(({ name }) => report.alerts.includes(name))
            .map((figure) => ({ id: alertIds(), reportId: id, ...figure })),
        })
        return true
      })
    },

    /** The last report of a model; null: none yet. */
    async latest(modelId: ModelId): Promise<DriftReport | null> {
      const row = await prisma.driftReport.findFirst({
        where: { modelId },
        orderBy: { day: 'desc' },
        include: ALERTS,
      })
      return row === null ? null : toReport(row)
    },

    /** Newest first. */
    async list(page: { after: Id<'driftReport'> | null; limit: number }): Promise<DriftReport[]> {
      const rows = await prisma.driftReport.findMany({
        ...(page.after === null ? {} : { where: { id: { lt: page.after } } }),
        orderBy: { id: 'desc' },
        take: page.limit,
        include: ALERTS,
      })
      return rows.map(toReport)
    },
  }
}

export type ModelDriftStore = ReturnType<typeof createModelDriftStore>
