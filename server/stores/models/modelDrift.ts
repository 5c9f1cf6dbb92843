/** Drift reports: one a day and model, with the alerts that it raised. */
import { z } from 'zod'
import { toId } from '../../domain/ids.ts'
import { fromDate, toDate } from '../../domain/time.ts'
import type { DriftReport, ModelDriftReads, ModelDriftWrites } from '../../flow/models/ports.ts'
import type { PrismaWithin } from '../database/connection.ts'
import type { DriftReportModel } from '../database/generated/models.ts'

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

export function createModelDriftReads(db: PrismaWithin): ModelDriftReads {
  return {
    async isReported(modelId, day) {
      const found = await db.driftReport.findUnique({
        where: { modelId_day: { modelId, day: toDate(day) } },
        select: { id: true },
      })
      return found !== null
    },

    async latest(modelId) {
      const row = await db.driftReport.findFirst({
        where: { modelId },
        orderBy: { day: 'desc' },
        include: ALERTS,
      })
      return row === null ? null : toReport(row)
    },

    async list(page) {
      const rows = await db.driftReport.findMany({
        ...(page.after === null ? {} : { where: { id: { lt: page.after } } }),
        orderBy: { id: 'desc' },
        take: page.limit,
        include: ALERTS,
      })
      return rows.map(toReport)
    },
  }
}

export function createModelDriftWrites(open: PrismaWithin): ModelDriftWrites {
  return {
    async add({ id, modelId, day, referenceRows, currentRows, figures, alerts }, alertIds) {
      const { count } = await open.driftReport.createMany({
        data: { id, modelId, day: toDate(day), figures, referenceRows, currentRows },
        skipDuplicates: true,
      })
      if (count === 0) return false
      await open.driftAlert.createMany({
        data: figures
          .filter(({ name }) => alerts.includes(name))
          .map((figure) => ({ id: alertIds(), reportId: id, ...figure })),
      })
      return true
    },
  }
}
