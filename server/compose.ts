/** The composition root: every port gets its adapter here, for the API and for the workers alike. */

import { createAddressDescriber } from './adapters/addresses.ts'
import { loadAuthority } from './adapters/authority.ts'
import { createChangeNotifications } from './adapters/changeNotifications.ts'
import { wallClock } from './adapters/clock.ts'
import { createExportFiles } from './adapters/exportFiles.ts'
import { openGeo } from './adapters/geo.ts'
import { createMailer } from './adapters/mail.ts'
import { openNetworks } from './adapters/networks.ts'
import { createPasswords } from './adapters/passwords.ts'
import { createRandom } from './adapters/random.ts'
import { createTimers } from './adapters/timers.ts'
import type { Config } from './config.ts'
import { SECOND_MS } from './domain/time.ts'
import { createServiceMeter } from './flow/dashboard/serviceMeter.ts'
import type { Dependencies, Settings } from './flow/dependencies.ts'
import { startEngineSource } from './flow/models/engineSource.ts'
import { loadModels } from './flow/models/loadModels.ts'
import type { Log } from './flow/ports.ts'
import { installPresets } from './flow/rules/installPresets.ts'
import { createProducer } from './jobQueue/producer.ts'
import { PRESET } from './risk/rules/preset.ts'
import { DEFAULT_RISK_SETTINGS } from './risk/settings.ts'
import { createAccountStore } from './stores/accounts/accounts.ts'
import { createDeviceStore } from './stores/accounts/devices.ts'
import { createEnrolmentStore } from './stores/accounts/enrolments.ts'
import { createKeyStore } from './stores/accounts/keys.ts'
import { createProofingStore } from './stores/accounts/proofings.ts'
import { createCaseArtefacts } from './stores/cases/caseArtefacts.ts'
import { createCaseContents } from './stores/cases/caseContents.ts'
import { createCasePages } from './stores/cases/casePages.ts'
import { createCaseReads } from './stores/cases/cases.ts'
import { createLinkRows } from './stores/cases/linkGraph.ts'
import { createCountsReadModel } from './stores/dashboard/countsReadModel.ts'
import { createDashboardCounts } from './stores/dashboard/dashboardCounts.ts'
import { createDashboardHours } from './stores/dashboard/dashboardHours.ts'
import { createDashboardMinutes } from './stores/dashboard/dashboardMinutes.ts'
import { createDashboardNow } from './stores/dashboard/dashboardNow.ts'
import { createPrisma } from './stores/database/connection.ts'
import { createOutboxStore } from './stores/database/outbox.ts'
import { createTransactions } from './stores/database/transact.ts'
import { createVault } from './stores/database/vault.ts'
import { createExportCounts } from './stores/exports/exportCounts.ts'
import { createExportSource } from './stores/exports/exportSource.ts'
import { openRedisHistory } from './stores/history/redisHistory.ts'
import { createListReads } from './stores/lists/lists.ts'
import { createModelComparison } from './stores/models/modelComparison.ts'
import { createModelDriftReads } from './stores/models/modelDrift.ts'
import { createModelReads } from './stores/models/models.ts'
import { createTrainingSource } from './stores/models/trainingSource.ts'
import { createPersonPageStore } from './stores/persons/personPage.ts'
import { createPersonSearchReads } from './stores/persons/personSearches.ts'
import { createRevealReads } from './stores/persons/reveals.ts'
import { createClaimReads } from './stores/queue/claims.ts'
import { createPendingReviewStore } from './stores/queue/pendingReviews.ts'
import { createQueueChanges } from './stores/queue/queueChanges.ts'
import { createQueueReadModel } from './stores/queue/queueReadModel.ts'
import { createSavedFilters } from './stores/queue/savedFilters.ts'
import { createSearchReads } from './stores/queue/searches.ts'
import { createRelyingPartyStore } from './stores/relyingParties/relyingParties.ts'
import { createReplayReportReads } from './stores/replays/replayReports.ts'
import { createRuleFigures } from './stores/rules/ruleFigures.ts'
import { createRuleHitReads } from './stores/rules/ruleHits.ts'
import { createRuleReads } from './stores/rules/rules.ts'
import { createSuppressionReads } from './stores/rules/suppressions.ts'
import { createRunReads } from './stores/runs/runs.ts'
import { createDeviceLinkStore } from './stores/sessions/deviceLinks.ts'
import { createLabelStore } from './stores/sessions/labels.ts'
import { createRelatedReads } from './stores/sessions/relatedSessions.ts'
import { createRetention } from './stores/sessions/retention.ts'
import { createSessionPageStore } from './stores/sessions/sessionPage.ts'
import { createSessionStore } from './stores/sessions/sessions.ts'
import { createConsoleUserReads } from './stores/team/consoleUsers.ts'
import { createHandoverReads } from './stores/team/handover.ts'
import { createQualitySample } from './stores/team/qualitySample.ts'
import { createWorkloadStore } from './stores/team/workload.ts'
import { createTransactionStores } from './stores/transactionStores.ts'

export type Composed = { deps: Dependencies; close(): Promise<void> }

/**
 * Opens every connection.
 * @throws where Postgres cannot be reached, the authority's folder is not complete or no rules can be put in force.
 */
export async function compose(config: Config, log: Log): Promise<Composed> {
  const vault = createVault(
    Buffer.from(config.VAULT_KEY, 'base64'),
    Buffer.from(config.PSEUDONYM_KEY, 'base64'),
  )
  const prisma = createPrisma(config.DATABASE_URL)
  const timers = createTimers()
  const changeNotifications = createChangeNotifications(config.DATABASE_URL, log)
  const producer = createProducer(config.REDIS_URL, config.REDIS_PREFIX, log)
  const history = openRedisHistory(config.REDIS_URL, config.REDIS_PREFIX, log)
  const transactions = createTransactions(prisma, (open) => createTransactionStores(open, vault))
  const outbox = createOutboxStore(prisma)
  const geo = openGeo()
  const networks = openNetworks(
    { directory: config.NETWORK_LISTS_DIR ?? null, maxAgeDays: config.NETWORK_LISTS_MAX_AGE_DAYS },
    wallClock,
    log,
  )
  const random = createRandom()
  const rules = createRuleReads(prisma)
  const suppressions = createSuppressionReads(prisma)
  const models = createModelReads(prisma)
  const dashboardMinutes = createDashboardMinutes(prisma)
  async function close() {
    timers.cancelAll()
    await changeNotifications.close()
    await producer.close()
    await history.close()
    await prisma.$disconnect()
  }
  async function startEngines() {
    await changeNotifications.start()
    await installPresets({ transactions, producer, random, clock: wallClock, log }, PRESET)
    return await startEngineSource({
      rules,
      suppressions,
      changeNotifications,
      clock: wallClock,
      log,
      loadModels: () => loadModels({ log, models }),
      settings: { ...DEFAULT_RISK_SETTINGS, explorationShare: config.EXPLORATION_SHARE },
    })
  }
  const engines = await startEngines().catch(async (error: unknown) => {
    await close()
    throw error
  })
  const deps: Dependencies = {
    transactions,
    clock: wallClock,
    random,
    settings: toSettings(config),
    log,
    vault,
    timers,
    changeNotifications,
    producer,
    history: history.store,
    engines,
    rules,
    ruleFigures: createRuleFigures(prisma),
    ruleHits: createRuleHitReads(prisma),
    runs: createRunReads(prisma),
    replayReports: createReplayReportReads(prisma),
    suppressions,
    describeAddress: createAddressDescriber({ geo, networks, vault }),
    authority: await loadAuthority(config.AUTHORITY_DIR, config.OCSP_URL),
    passwords: createPasswords(),
    mailer: createMailer(config.SMTP_URL, config.MAIL_FROM, log),
    sessions: createSessionStore(prisma, vault),
    accounts: createAccountStore(prisma, vault),
    relyingParties: createRelyingPartyStore(prisma),
    outbox,
    lists: createListReads(prisma),
    keys: createKeyStore(prisma, vault),
    enrolments: createEnrolmentStore(prisma, vault),
    proofings: createProofingStore(prisma, vault),
    deviceLinks: createDeviceLinkStore(prisma, vault),
    devices: createDeviceStore(prisma),
    labels: createLabelStore(prisma),
    models,
    trainingSource: createTrainingSource(prisma),
    modelDrift: createModelDriftReads(prisma),
    modelComparison: createModelComparison(prisma),
    consoleUsers: createConsoleUserReads(prisma),
    liveCounts: createCountsReadModel(prisma),
    queue: createQueueReadModel(prisma, vault),
    queueChanges: createQueueChanges(prisma),
    claims: createClaimReads(prisma),
    pendingReviews: createPendingReviewStore(prisma),
    related: createRelatedReads(prisma),
    savedFilters: createSavedFilters(prisma),
    searches: createSearchReads(prisma, vault),
    sessionPages: createSessionPageStore(prisma, vault),
    exportSource: createExportSource(prisma),
    exportCounts: createExportCounts(prisma),
    exportFiles: createExportFiles(config.EXPORT_DIR),
    retention: createRetention(prisma),
    cases: createCaseReads(prisma),
    caseContents: createCaseContents(prisma, vault),
    caseArtefacts: createCaseArtefacts(prisma),
    casePages: createCasePages(prisma),
    linkRows: createLinkRows(prisma),
    personPages: createPersonPageStore(prisma),
    personSearches: createPersonSearchReads(prisma),
    reveals: createRevealReads(prisma),
    dashboardHours: createDashboardHours(prisma),
    dashboardCounts: createDashboardCounts(prisma),
    dashboardMinutes,
    dashboardNow: createDashboardNow(prisma, vault),
    serviceMeter: createServiceMeter({ clock: wallClock, random, log, dashboardMinutes }),
    queueHealth: { read: () => producer.health() },
    workload: createWorkloadStore(prisma),
    qualitySample: createQualitySample(prisma, vault),
    handover: createHandoverReads(prisma),
  }
  return {
    deps,
    async close() {
      engines.stop()
      await close()
    },
  }
}

function toSettings(config: Config): Settings {
  return {
    testMode: config.TEST_MODE,
    maintenance: config.MAINTENANCE,
    sessionMs: config.SESSION_SECONDS * SECOND_MS,
    holdMs: config.HOLD_SECONDS * SECOND_MS,
    holdPolicy: config.HOLD_POLICY,
    reviewUndoMs: config.REVIEW_UNDO_SECONDS * SECOND_MS,
    scoreDeadlineMs: config.SCORE_DEADLINE_MS,
    blockDelayMs: { min: config.BLOCK_DELAY_MIN_MS, max: config.BLOCK_DELAY_MAX_MS },
    deduplicationMs: config.DEDUPLICATION_SECONDS * SECOND_MS,
    resultMs: config.RESULT_SECONDS * SECOND_MS,
    schemeName: config.SCHEME_NAME,
    deviceLinkBase: config.DEVICE_LINK_BASE,
    qrFreshnessSeconds: config.QR_FRESHNESS_SECONDS,
    keyBits: config.KEY_BITS,
    opensCases: config.AUTOMATIC_CASES,
    revealPolicy: config.REVEAL_POLICY,
    qualitySampleShare: config.QUALITY_SAMPLE_SHARE,
  }
}
