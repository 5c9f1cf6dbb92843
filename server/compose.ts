/** The composition root: every port gets its adapter here, for the API and for the workers alike. */

import { createAddressDescriber } from './adapters/addresses.ts'
import { loadAuthority } from './adapters/authority.ts'
import { wallClock } from './adapters/clock.ts'
import { createExportFiles } from './adapters/exportFiles.ts'
import { openGeo } from './adapters/geo.ts'
import type { Log } from './adapters/log.ts'
import { createMailer } from './adapters/mail.ts'
import { openNetworks } from './adapters/networks.ts'
import { createPasswords } from './adapters/passwords.ts'
import { createRandom } from './adapters/random.ts'
import { createTimers } from './adapters/timers.ts'
import { createWake } from './adapters/wake.ts'
import type { Config } from './config.ts'
import { SECOND_MS } from './domain/time.ts'
import { createServiceMeter } from './flow/dashboard/serviceMeter.ts'
import type { Dependencies, Settings } from './flow/dependencies.ts'
import { startEngineSource } from './flow/engineSource.ts'
import { loadModels } from './flow/models/loadModels.ts'
import { shipRules } from './flow/rules/shipRules.ts'
import { createProducer } from './jobQueue/producer.ts'
import { PRESET } from './risk/rules/preset.ts'
import { DEFAULT_RISK_SETTINGS } from './risk/settings.ts'
import { createAccountStore } from './stores/accounts.ts'
import { createAuditStore } from './stores/audit.ts'
import { createCaseStore } from './stores/cases.ts'
import { createCaseArtefactStore } from './stores/casesArtefacts.ts'
import { createCaseContentStore } from './stores/casesContent.ts'
import { createCaseLabelStore } from './stores/casesLabels.ts'
import { createCaseReadModel } from './stores/casesReadModel.ts'
import { createClaimStore } from './stores/claims.ts'
import { createConsoleUserStore } from './stores/consoleUsers.ts'
import { createCountsReadModel } from './stores/countsReadModel.ts'
import { createDashboardCounts } from './stores/dashboardCounts.ts'
import { createDashboardHours } from './stores/dashboardHours.ts'
import { createDashboardMinutes } from './stores/dashboardMinutes.ts'
import { createDashboardNow } from './stores/dashboardNow.ts'
import { createDeviceLinkStore } from './stores/deviceLinks.ts'
import { createDeviceStore } from './stores/devices.ts'
import { createEnrolmentStore } from './stores/enrolments.ts'
import { createExportStore } from './stores/exports.ts'
import { createHandoverStore } from './stores/handover.ts'
import { openRedisHistory } from './stores/history/redisHistory.ts'
import { createKeyStore } from './stores/keys.ts'
import { createLabelStore } from './stores/labels.ts'
import { createLinkGraphStore } from './stores/linkGraph.ts'
import { createListStore } from './stores/lists.ts'
import { createModelComparison } from './stores/modelComparison.ts'
import { createModelDriftStore } from './stores/modelDrift.ts'
import { createModelStore } from './stores/models.ts'
import { createNoticeStore } from './stores/notices.ts'
import { createOutboxStore } from './stores/outbox.ts'
import { createPendingReviewStore } from './stores/pendingReviews.ts'
import { createPersonPageStore } from './stores/personPage.ts'
import { createPersonSearchStore } from './stores/personSearches.ts'
import { createPrisma } from './stores/prisma.ts'
import { createProofingStore } from './stores/proofings.ts'
import { createQualitySampleStore } from './stores/qualitySample.ts'
import { createQueueChangeStore } from './stores/queueChanges.ts'
import { createQueueReadModel } from './stores/queueReadModel.ts'
import { createRelatedStore } from './stores/related.ts'
import { createRelyingPartyStore } from './stores/relyingParties.ts'
import { createReplayStore } from './stores/replays.ts'
import { createRetentionStore } from './stores/retention.ts'
import { createRevealStore } from './stores/reveals.ts'
import { createRuleFigures } from './stores/ruleFigures.ts'
import { createRuleHitStore } from './stores/ruleHits.ts'
import { createRuleStore } from './stores/rules.ts'
import { createSavedFilterStore } from './stores/savedFilters.ts'
import { createSearchStore } from './stores/search.ts'
import { createSessionPageStore } from './stores/sessionPage.ts'
import { createSessionStore } from './stores/sessions.ts'
import { createSuppressionStore } from './stores/suppressions.ts'
import { createTrainingRunStore } from './stores/trainingRuns.ts'
import { createTrainingSource } from './stores/trainingSource.ts'
import { createVault } from './stores/vault.ts'
import { createWorkloadStore } from './stores/workload.ts'

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
  const wake = createWake(config.DATABASE_URL, log)
  const producer = createProducer(config.REDIS_URL, config.REDIS_PREFIX, log)
  const history = openRedisHistory(config.REDIS_URL, config.REDIS_PREFIX, log)
  const audit = createAuditStore(prisma)
  const outbox = createOutboxStore(prisma)
  const geo = openGeo()
  const networks = openNetworks(
    { directory: config.NETWORK_LISTS_DIR ?? null, maxAgeDays: config.NETWORK_LISTS_MAX_AGE_DAYS },
    wallClock,
    log,
  )
  const random = createRandom()
  const rules = createRuleStore(prisma, audit)
  const suppressions = createSuppressionStore(prisma, audit)
  const models = createModelStore(prisma, audit)
  const dashboardMinutes = createDashboardMinutes(prisma)
  async function close() {
    timers.cancelAll()
    await wake.close()
    await producer.close()
    await history.close()
    await prisma.$disconnect()
  }
  async function startEngines() {
    await wake.start()
    await shipRules({ rules, random, clock: wallClock, log }, PRESET)
    return await startEngineSource({
      rules,
      suppressions,
      wake,
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
    clock: wallClock,
    random,
    settings: toSettings(config),
    log,
    vault,
    timers,
    wake,
    producer,
    history: history.store,
    engines,
    rules,
    ruleFigures: createRuleFigures(prisma),
    ruleHits: createRuleHitStore(prisma),
    replays: createReplayStore(prisma, audit),
    suppressions,
    describeAddress: createAddressDescriber({ geo, networks, vault }),
    authority: await loadAuthority(config.AUTHORITY_DIR, config.OCSP_URL),
    passwords: createPasswords(),
    mailer: createMailer(config.SMTP_URL, config.MAIL_FROM, log),
    sessions: createSessionStore(prisma, vault),
    accounts: createAccountStore(prisma, vault),
    relyingParties: createRelyingPartyStore(prisma),
    outbox,
    lists: createListStore(prisma, audit),
    keys: createKeyStore(prisma, vault),
    enrolments: createEnrolmentStore(prisma, vault),
    proofings: createProofingStore(prisma, vault, audit),
    deviceLinks: createDeviceLinkStore(prisma, vault),
    devices: createDeviceStore(prisma),
    labels: createLabelStore(prisma, audit),
    models,
    trainingRuns: createTrainingRunStore(prisma, audit),
    trainingSource: createTrainingSource(prisma),
    modelDrift: createModelDriftStore(prisma),
    modelComparison: createModelComparison(prisma),
    notices: createNoticeStore(prisma, vault),
    audit,
    consoleUsers: createConsoleUserStore(prisma),
    counts: createCountsReadModel(prisma),
    queue: createQueueReadModel(prisma, vault),
    queueChanges: createQueueChangeStore(prisma),
    claims: createClaimStore(prisma),
    pendingReviews: createPendingReviewStore(prisma),
    related: createRelatedStore(prisma),
    savedFilters: createSavedFilterStore(prisma),
    searches: createSearchStore(prisma, vault),
    sessionPages: createSessionPageStore(prisma, vault),
    exports: createExportStore(prisma, outbox, audit),
    exportFiles: createExportFiles(config.EXPORT_DIR),
    retention: createRetentionStore(prisma),
    cases: createCaseStore(prisma, audit),
    caseLabels: createCaseLabelStore(),
    caseContents: createCaseContentStore(prisma, vault),
    caseArtefacts: createCaseArtefactStore(prisma),
    caseReads: createCaseReadModel(prisma),
    linkGraph: createLinkGraphStore(prisma),
    personPages: createPersonPageStore(prisma),
    personSearches: createPersonSearchStore(prisma),
    reveals: createRevealStore(prisma, vault, audit),
    dashboardHours: createDashboardHours(prisma),
    dashboardCounts: createDashboardCounts(prisma),
    dashboardMinutes,
    dashboardNow: createDashboardNow(prisma, vault),
    serviceMeter: createServiceMeter({ clock: wallClock, random, log, dashboardMinutes }),
    queueHealth: { read: () => producer.health() },
    workload: createWorkloadStore(prisma),
    qualitySample: createQualitySampleStore(prisma, audit, vault),
    handover: createHandoverStore(prisma, audit),
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
