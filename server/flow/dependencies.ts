/** What the flows are given: ports as types, made in the composition root. */

import type { Authority } from '../adapters/authority.ts'
import type { ExportFiles } from '../adapters/exportFiles.ts'
import type { Log } from '../adapters/log.ts'
import type { Mailer } from '../adapters/mail.ts'
import type { Passwords } from '../adapters/passwords.ts'
import type { Random } from '../adapters/random.ts'
import type { Timers } from '../adapters/timers.ts'
import type { Wake } from '../adapters/wake.ts'
import type { AddressFacts } from '../domain/sessions/facts.ts'
import type { Clock } from '../domain/time.ts'
import type { Job } from '../jobQueue/jobs.ts'
import type { QueueHealth } from '../jobQueue/queueHealth.ts'
import type { AccountStore } from '../stores/accounts.ts'
import type { AuditStore } from '../stores/audit.ts'
import type { CaseStore } from '../stores/cases.ts'
import type { CaseArtefactStore } from '../stores/casesArtefacts.ts'
import type { CaseContentStore } from '../stores/casesContent.ts'
import type { CaseLabelStore } from '../stores/casesLabels.ts'
import type { CaseReadModel } from '../stores/casesReadModel.ts'
import type { ClaimStore } from '../stores/claims.ts'
import type { ConsoleUserStore } from '../stores/consoleUsers.ts'
import type { CountsReadModel } from '../stores/countsReadModel.ts'
import type { DashboardCounts } from '../stores/dashboardCounts.ts'
import type { DashboardHours } from '../stores/dashboardHours.ts'
import type { DashboardMinutes } from '../stores/dashboardMinutes.ts'
import type { DashboardNow } from '../stores/dashboardNow.ts'
import type { DeviceLinkStore } from '../stores/deviceLinks.ts'
import type { DeviceStore } from '../stores/devices.ts'
import type { EnrolmentStore } from '../stores/enrolments.ts'
import type { ExportStore } from '../stores/exports.ts'
import type { HandoverStore } from '../stores/handover.ts'
import type { HistoryStore } from '../stores/history/history.ts'
import type { KeyStore } from '../stores/keys.ts'
import type { LabelStore } from '../stores/labels.ts'
import type { LinkGraphStore } from '../stores/linkGraph.ts'
import type { ListStore } from '../stores/lists.ts'
import type { ModelComparison } from '../stores/modelComparison.ts'
import type { ModelDriftStore } from '../stores/modelDrift.ts'
import type { ModelStore } from '../stores/models.ts'
import type { NoticeStore } from '../stores/notices.ts'
import type { OutboxStore } from '../stores/outbox.ts'
import type { PendingReviewStore } from '../stores/pendingReviews.ts'
import type { PersonPageStore } from '../stores/personPage.ts'
import type { PersonSearchStore } from '../stores/personSearches.ts'
import type { ProofingStore } from '../stores/proofings.ts'
import type { QualitySampleStore } from '../stores/qualitySample.ts'
import type { QueueChangeStore } from '../stores/queueChanges.ts'
import type { QueueReadModel } from '../stores/queueReadModel.ts'
import type { RelatedStore } from '../stores/related.ts'
import type { RelyingPartyStore } from '../stores/relyingParties.ts'
import type { ReplayStore } from '../stores/replays.ts'
import type { RetentionStore } from '../stores/retention.ts'
import type { RevealStore } from '../stores/reveals.ts'
import type { RuleFigures } from '../stores/ruleFigures.ts'
import type { RuleHitStore } from '../stores/ruleHits.ts'
import type { RuleStore } from '../stores/rules.ts'
import type { SavedFilterStore } from '../stores/savedFilters.ts'
import type { SearchStore } from '../stores/search.ts'
import type { SessionPageStore } from '../stores/sessionPage.ts'
import type { SessionStore } from '../stores/sessions.ts'
import type { SuppressionStore } from '../stores/suppressions.ts'
import type { TrainingRunStore } from '../stores/trainingRuns.ts'
import type { TrainingSource } from '../stores/trainingSource.ts'
import type { Vault } from '../stores/vault.ts'
import type { WorkloadStore } from '../stores/workload.ts'
import type { ServiceMeter } from './dashboard/serviceMeter.ts'
import type { ReloadedEngineSource } from './engineSource.ts'

/** The part of the configuration that flows and doors read, in their own units. */
export type Settings = {
  testMode: boolean
  maintenance: boolean
  sessionMs: number
  holdMs: number
  holdPolicy: 'block' | 'release'
  /** How long a review may be undone before it takes effect. */
  reviewUndoMs: number
  scoreDeadlineMs: number
  blockDelayMs: { min: number; max: number }
  deduplicationMs: number
  resultMs: number
  schemeName: string
  deviceLinkBase: string
  qrFreshnessSeconds: number
  keyBits: 2048 | 3072 | 4096
  /** Whether held, blocked and reported sessions open cases by themselves. */
  opensCases: boolean
  /** Whether a second person must agree before an identity is shown. */
  revealPolicy: 'single' | 'second'
  /** Share (0 to 1) of analysts' decisions that somebody else looks at again. */
  qualitySampleShare: number
}

/** Hands a job to Redis now; the outbox row sends it again should this fail. */
export interface Producer {
  enqueue(outboxId: string, job: Job): Promise<void>
}

export type CoreDependencies = {
  clock: Clock
  random: Random
  settings: Settings
  log: Log
  vault: Vault
  timers: Timers
  wake: Wake
  sessions: SessionStore
  accounts: AccountStore
  relyingParties: RelyingPartyStore
  outbox: OutboxStore
  lists: ListStore
  producer: Producer
  /** Where an address is and what networks hold it; the address itself stays behind. */
  describeAddress(ip: string): AddressFacts
}

/** Everything; a flow asks for the part it needs where that part is small. */
export type Dependencies = CoreDependencies & {
  history: HistoryStore
  /** What decides now: rules, models, thresholds. */
  engines: ReloadedEngineSource
  rules: RuleStore
  ruleFigures: RuleFigures
  ruleHits: RuleHitStore
  replays: ReplayStore
  suppressions: SuppressionStore
  keys: KeyStore
  enrolments: EnrolmentStore
  proofings: ProofingStore
  deviceLinks: DeviceLinkStore
  devices: DeviceStore
  labels: LabelStore
  models: ModelStore
  trainingRuns: TrainingRunStore
  trainingSource: TrainingSource
  modelDrift: ModelDriftStore
  modelComparison: ModelComparison
  audit: AuditStore
  consoleUsers: ConsoleUserStore
  passwords: Passwords
  counts: CountsReadModel
  /** The console's list of held and flagged sessions. */
  queue: QueueReadModel
  queueChanges: QueueChangeStore
  claims: ClaimStore
  pendingReviews: PendingReviewStore
  related: RelatedStore
  savedFilters: SavedFilterStore
  searches: SearchStore
  exports: ExportStore
  exportFiles: ExportFiles
  retention: RetentionStore
  sessionPages: SessionPageStore
  authority: Authority
  mailer: Mailer
  notices: NoticeStore
  cases: CaseStore
  caseLabels: CaseLabelStore
  caseContents: CaseContentStore
  caseArtefacts: CaseArtefactStore
  caseReads: CaseReadModel
  linkGraph: LinkGraphStore
  personPages: PersonPageStore
  personSearches: PersonSearchStore
  reveals: RevealStore
  dashboardHours: DashboardHours
  dashboardCounts: DashboardCounts
  dashboardMinutes: DashboardMinutes
  dashboardNow: DashboardNow
  serviceMeter: ServiceMeter
  /** Null: Redis does not tell. */
  queueHealth: { read(): Promise<QueueHealth[] | null> }
  workload: WorkloadStore
  qualitySample: QualitySampleStore
  handover: HandoverStore
}
