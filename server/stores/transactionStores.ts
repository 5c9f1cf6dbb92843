/** The stores that work inside an open transaction. Making all of them costs some microseconds. */
import { createAuditWrites } from './database/audit.ts'
import type { PrismaWithin } from './database/connection.ts'
import { createOutboxWrites } from './database/outbox.ts'

export function createTransactionStores(open: PrismaWithin) {
  return {
    audit: createAuditWrites(open),
    outbox: createOutboxWrites(open),
  }
}

export type TransactionStores = ReturnType<typeof createTransactionStores>
