/** The stores that work inside an open transaction. Making all of them costs some microseconds. */
import { createAuditWrites } from './database/audit.ts'
import type { PrismaWithin } from './database/connection.ts'
import { createOutboxWrites } from './database/outbox.ts'
import { createModelDriftWrites } from './models/modelDrift.ts'
import { createModelWrites } from './models/models.ts'
import { createReplayReportWrites } from './replays/replayReports.ts'
import { createRunWrites } from './runs/runs.ts'

export function createTransactionStores(open: PrismaWithin) {
  return {
    audit: createAuditWrites(open),
    modelDrift: createModelDriftWrites(open),
    models: createModelWrites(open),
    outbox: createOutboxWrites(open),
    replayReports: createReplayReportWrites(open),
    runs: createRunWrites(open),
  }
}

export type TransactionStores = ReturnType<typeof createTransactionStores>
