/** What the flows are given: ports as types, made in the composition root. */

import type { Authority } from '../adapters/authority.ts'
import type { ChangeNotifications } from '../adapters/changeNotifications.ts'
import type { Log } from '../adapters/log.ts'
import type { Mailer } from '../adapters/mail.ts'
import type { Passwords } from '../adapters/passwords.ts'
import type { Random } from '../adapters/random.ts'
import type { Timers } from '../adapters/timers.ts'
import type { AddressFacts } from '../domain/sessions/facts.ts'
import type { Clock } from '../domain/time.ts'
import type { Job } from '../jobQueue/jobs.ts'
import type { QueueHealth } from '../jobQueue/queueHealth.ts'
import type { AccountStore } from '../stores/accounts/accounts.ts'
import type { DeviceStore } from '../stores/accounts/devices.ts'
import type { EnrolmentStore } from '../stores/accounts/enrolments.ts'
import type { KeyStore } from '../stores/accounts/keys.ts'
import type { ProofingStore } from '../stores/accounts/proofings.ts'
import type { CaseArtefactStore } from '../stores/cases/caseArtefacts.ts'
import type { CaseContentStore } from '../stores/cases/caseContents.ts'
import type { CaseLabelStore } from '../stores/cases/caseLabels.ts'
import type { CaseReadModel } from '../stores/cases/caseReadModel.ts'
import type { CaseStore } from '../stores/cases/cases.ts'
import type { LinkGraphStore } from '../stores/cases/linkGraph.ts'
import type { CountsReadModel } from '../stores/dashboard/countsReadModel.ts'
import type { DashboardCounts } from '../stores/dashboard/dashboardCounts.ts'
import type { DashboardHours } from '../stores/dashboard/dashboardHours.ts'
import type { DashboardMinutes } from '../stores/dashboard/dashboardMinutes.ts'
import type { DashboardNow } from '../stores/dashboard/dashboardNow.ts'
import type { AuditStore } from '../stores/database/audit.ts'
import type { OutboxStore } from '../stores/database/outbox.ts'
import type { Vault } from '../stores/database/vault.ts'
import type { HistoryStore } from '../stores/history/history.ts'
import type { ListStore } from '../stores/lists/lists.ts'
import type { PersonPageStore } from '../stores/persons/personPage.ts'
import type { PersonSearchStore } from '../stores/persons/personSearches.ts'
import type { RevealStore } from '../stores/persons/reveals.ts'
import type { ClaimStore } from '../stores/queue/claims.ts'
import type { PendingReviewStore } from '../stores/queue/pendingReviews.ts'
import type { QueueChangeStore } from '../stores/queue/queueChanges.ts'
import type { QueueReadModel } from '../stores/queue/queueReadModel.ts'
import type { SavedFilterStore } from '../stores/queue/savedFilters.ts'
import type { SearchStore } from '../stores/queue/searches.ts'
import type { RelyingPartyStore } from '../stores/relyingParties/relyingParties.ts'
import type { RuleFigures } from '../stores/rules/ruleFigures.ts'
import type { RuleHitStore } from '../stores/rules/ruleHits.ts'
import type { RuleStore } from '../stores/rules/rules.ts'
import type { SuppressionStore } from '../stores/rules/suppressions.ts'
import type { DeviceLinkStore } from '../stores/sessions/deviceLinks.ts'
import type { LabelStore } from '../stores/sessions/labels.ts'
import type { NoticeStore } from '../stores/sessions/notices.ts'
import type { RelatedStore } from '../stores/sessions/relatedSessions.ts'
import type { RetentionStore } from '../stores/sessions/retention.ts'
import type { SessionPageStore } from '../stores/sessions/sessionPage.ts'
import type { SessionStore } from '../stores/sessions/sessions.ts'
import type { ConsoleUserStore } from '../stores/team/consoleUsers.ts'
import type { HandoverStore } from '../stores/team/handover.ts'
import type { QualitySampleStore } from '../stores/team/qualitySample.ts'
import type { WorkloadStore } from '../stores/team/workload.ts'
import type { TransactionStores } from '../stores/transactionStores.ts'
import type { ServiceMeter } from './dashboard/serviceMeter.ts'
import type { ExportCounts, ExportFiles, ExportSource } from './exports/ports.ts'
import type { ModelComparison, ModelDriftReads, ModelReads, TrainingSource } from './models/ports.ts'
import type { ReplayReportReads } from './replays/ports.ts'
import type { ReloadedEngineSource } from './request/engineSource.ts'
import type { RunReads } from './runs/ports.ts'
import type { Transactions } from './transact.ts'

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
  transactions: Transactions<TransactionStores>
  clock: Clock
  random: Random
  settings: Settings
  log: Log
  vault: Vault
  timers: Timers
  changeNotifications: ChangeNotifications
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
  runs: RunReads
  replayReports: ReplayReportReads
  suppressions: SuppressionStore
  keys: KeyStore
  enrolments: EnrolmentStore
  proofings: ProofingStore
  deviceLinks: DeviceLinkStore
  devices: DeviceStore
  labels: LabelStore
  models: ModelReads
  trainingSource: TrainingSource
  modelDrift: ModelDriftReads
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
  exportSource: ExportSource
  exportCounts: ExportCounts
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
