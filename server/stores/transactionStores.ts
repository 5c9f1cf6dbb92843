/** The stores that work inside an open transaction. Making all of them costs some microseconds. */
import { createEnrolmentWrites } from './accounts/enrolments.ts'
import { createKeyWrites } from './accounts/keys.ts'
import { createProofingWrites } from './accounts/proofings.ts'
import { createAuditWrites } from './database/audit.ts'
import type { PrismaWithin } from './database/connection.ts'
import { createOutboxWrites } from './database/outbox.ts'
import type { Vault } from './database/vault.ts'
import { createPendingReviewWrites } from './queue/pendingReviews.ts'
import { createLabelWrites } from './sessions/labels.ts'
import { createSessionWrites } from './sessions/sessionWrites.ts'

export function createTransactionStores(open: PrismaWithin, vault: Vault) {
  return {
    audit: createAuditWrites(open),
    outbox: createOutboxWrites(open),
    sessionWrites: createSessionWrites(open, vault),
    labelWrites: createLabelWrites(open),
    pendingReviewWrites: createPendingReviewWrites(open),
    keyWrites: createKeyWrites(open, vault),
    enrolmentWrites: createEnrolmentWrites(open, vault),
    proofingWrites: createProofingWrites(open, vault),
  }
}

export type TransactionStores = ReturnType<typeof createTransactionStores>
