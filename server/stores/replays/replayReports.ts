/** What replays came to. Written once, with the run that ends. */
import type { ReplayReportReads, ReplayReportWrites } from '../../flow/replays/ports.ts'
import type { PrismaWithin } from '../database/connection.ts'

export function createReplayReportReads(db: PrismaWithin): ReplayReportReads {
  return {
    async find(runId) {
      return (await db.replayReport.findUnique({ where: { runId } }))?.report ?? null
    },
  }
}

export function createReplayReportWrites(open: PrismaWithin): ReplayReportWrites {
  return {
    async add(runId, report) {
      await open.replayReport.create({ data: { runId, report } })
    },
  }
}
