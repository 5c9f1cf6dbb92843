/** The stores that work inside an open transaction. Making all of them costs some microseconds. */
import { createAuditWrites } from './database/audit.ts'
import type { PrismaWithin } from './database/connection.ts'
import { createOutboxWrites } from './database/outbox.ts'
import { createListWrites } from './lists/lists.ts'
import { createPersonSearchWrites } from './persons/personSearches.ts'
import { createLoginWrites } from './team/consoleUsers.ts'
import { createHandoverWrites } from './team/handover.ts'

export function createTransactionStores(open: PrismaWithin) {
  return {
    audit: createAuditWrites(open),
    outbox: createOutboxWrites(open),
    lists: createListWrites(open),
    logins: createLoginWrites(open),
    handover: createHandoverWrites(open),
    personSearches: createPersonSearchWrites(open),
  }
}

export type TransactionStores = ReturnType<typeof createTransactionStores>
