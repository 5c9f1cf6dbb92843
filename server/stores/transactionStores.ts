/** The stores that work inside an open transaction. Making all of them costs some microseconds. */
import type { Vault } from '../flow/ports.ts'
import { createEnrolmentWrites } from './accounts/enrolments.ts'
import { createKeyWrites } from './accounts/keys.ts'
import { createProofingWrites } from './accounts/proofings.ts'
import { createCaseContentWrites } from './cases/caseContents.ts'
import { createCaseLabelWrites } from './cases/caseLabels.ts'
import { createCaseWrites } from './cases/caseWrites.ts'
import { createDashboardHourWrites } from './dashboard/dashboardHours.ts'
import { createAuditWrites } from './database/audit.ts'
import type { PrismaWithin } from './database/connection.ts'
import { createOutboxWrites } from './database/outbox.ts'
import { createListWrites } from './lists/lists.ts'
import { createModelDriftWrites } from './models/modelDrift.ts'
import { createModelWrites } from './models/models.ts'
import { createPersonSearchWrites } from './persons/personSearches.ts'
import { createRevealWrites } from './persons/reveals.ts'
import { createClaimWrites } from './queue/claims.ts'
import { createPendingReviewWrites } from './queue/pendingReviews.ts'
import { createSearchWrites } from './queue/searches.ts'
import { createReplayReportWrites } from './replays/replayReports.ts'
import { createRuleWrites } from './rules/ruleWrites.ts'
import { createSuppressionWrites } from './rules/suppressions.ts'
import { createRunWrites } from './runs/runs.ts'
import { createLabelWrites } from './sessions/labels.ts'
import { createNoticeWrites } from './sessions/notices.ts'
import { createRetentionWrites } from './sessions/retention.ts'
import { createSessionWrites } from './sessions/sessionWrites.ts'
import { createLoginWrites } from './team/consoleUsers.ts'
import { createHandoverWrites } from './team/handover.ts'
import { createQualityWrites } from './team/qualitySample.ts'

export function createTransactionStores(open: PrismaWithin, vault: Vault) {
  return {
    audit: createAuditWrites(open),
    modelDrift: createModelDriftWrites(open),
    models: createModelWrites(open),
    outbox: createOutboxWrites(open),
    replayReports: createReplayReportWrites(open),
    quality: createQualityWrites(open),
    reveals: createRevealWrites(open, vault),
    rules: createRuleWrites(open),
    runs: createRunWrites(open),
    suppressions: createSuppressionWrites(open),
    sessions: createSessionWrites(open, vault),
    labels: createLabelWrites(open),
    pendingReviews: createPendingReviewWrites(open),
    keys: createKeyWrites(open, vault),
    cases: createCaseWrites(open),
    caseContents: createCaseContentWrites(open, vault),
    caseLabels: createCaseLabelWrites(open),
    claims: createClaimWrites(open),
    notices: createNoticeWrites(open, vault),
    retention: createRetentionWrites(open),
    searches: createSearchWrites(open, vault),
    dashboardHours: createDashboardHourWrites(open),
    enrolments: createEnrolmentWrites(open, vault),
    proofings: createProofingWrites(open, vault),
    lists: createListWrites(open),
    logins: createLoginWrites(open),
    handover: createHandoverWrites(open),
    personSearches: createPersonSearchWrites(open),
  }
}

export type TransactionStores = ReturnType<typeof createTransactionStores>
