/** What the flows are given: ports as types, made in the composition root. */

import type { AddressFacts } from '../domain/sessions/facts.ts'
import type { Clock } from '../domain/time.ts'
import type { QueueHealth } from '../jobQueue/queueHealth.ts'
import type { CaseArtefactStore } from '../stores/cases/caseArtefacts.ts'
import type { CaseContentStore } from '../stores/cases/caseContents.ts'
import type { CaseLabelStore } from '../stores/cases/caseLabels.ts'
import type { CaseReadModel } from '../stores/cases/caseReadModel.ts'
import type { CaseStore } from '../stores/cases/cases.ts'
import type { LinkGraphStore } from '../stores/cases/linkGraph.ts'
import type { AuditStore } from '../stores/database/audit.ts'
import type { HistoryStore } from '../stores/history/history.ts'
import type { RevealStore } from '../stores/persons/reveals.ts'
import type { ClaimStore } from '../stores/queue/claims.ts'
import type { QueueChangeStore } from '../stores/queue/queueChanges.ts'
import type { SavedFilterStore } from '../stores/queue/savedFilters.ts'
import type { SearchStore } from '../stores/queue/searches.ts'
import type { RuleFigures } from '../stores/rules/ruleFigures.ts'
import type { RuleHitStore } from '../stores/rules/ruleHits.ts'
import type { RuleStore } from '../stores/rules/rules.ts'
import type { SuppressionStore } from '../stores/rules/suppressions.ts'
import type { NoticeStore } from '../stores/sessions/notices.ts'
import type { RelatedStore } from '../stores/sessions/relatedSessions.ts'
import type { RetentionStore } from '../stores/sessions/retention.ts'
import type { QualitySampleStore } from '../stores/team/qualitySample.ts'
import type { TransactionStores } from '../stores/transactionStores.ts'
import type {
  DashboardCounts,
  DashboardHours,
  DashboardMinutes,
  DashboardNow,
  LiveCounts,
} from './dashboard/ports.ts'
import type { ServiceMeter } from './dashboard/serviceMeter.ts'
import type { Outbox } from './enqueue.ts'
import type { Authority, EnrolmentReads, ProofingReads } from './enrolment/ports.ts'
import type { ExportCounts, ExportFiles, ExportSource } from './exports/ports.ts'
import type { ListReads } from './lists/ports.ts'
import type { ReloadedEngineSource } from './models/engineSource.ts'
import type { ModelComparison, ModelDriftReads, ModelReads, TrainingSource } from './models/ports.ts'
import type { PersonPages, PersonSearchReads } from './persons/ports.ts'
import type { DeviceLinks, Devices, KeyReads, Mailer } from './phone/ports.ts'
import type { Accounts, ChangeNotifications, Log, Random, RelyingParties, Timers, Vault } from './ports.ts'
import type { ReplayReportReads } from './replays/ports.ts'
import type { SessionReads } from './request/ports.ts'
import type { LabelReads, PendingReviewReads } from './review/ports.ts'
import type { QueueReads, SessionPages } from './review/sessionRecords.ts'
import type { RunReads } from './runs/ports.ts'
import type { ConsoleUserReads, HandoverReads, Passwords, Workloads } from './team/ports.ts'

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

import type { Producer } from './ports.ts'
export type CoreDependencies = {
  transactions: Transactions<TransactionStores>
  clock: Clock
  random: Random
  settings: Settings
  log: Log
  vault: Vault
  timers: Timers
  changeNotifications: ChangeNotifications
  sessions: SessionReads
  accounts: Accounts
  relyingParties: RelyingParties
  outbox: Outbox
  lists: ListReads
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
  keys: KeyReads
  enrolments: EnrolmentReads
  proofings: ProofingReads
  deviceLinks: DeviceLinks
  devices: Devices
  labels: LabelReads
  models: ModelReads
  trainingSource: TrainingSource
  modelDrift: ModelDriftReads
  modelComparison: ModelComparison
  audit: AuditStore
  consoleUsers: ConsoleUserReads
  passwords: Passwords
  liveCounts: LiveCounts
  /** The console's list of held and flagged sessions. */
  queue: QueueReads
  queueChanges: QueueChangeStore
  claims: ClaimStore
  pendingReviews: PendingReviewReads
  related: RelatedStore
  savedFilters: SavedFilterStore
  searches: SearchStore
  exportSource: ExportSource
  exportCounts: ExportCounts
  exportFiles: ExportFiles
  retention: RetentionStore
  sessionPages: SessionPages
  authority: Authority
  mailer: Mailer
  notices: NoticeStore
  cases: CaseStore
  caseLabels: CaseLabelStore
  caseContents: CaseContentStore
  caseArtefacts: CaseArtefactStore
  caseReads: CaseReadModel
  linkGraph: LinkGraphStore
  personPages: PersonPages
  personSearches: PersonSearchReads
  reveals: RevealStore
  dashboardHours: DashboardHours
  dashboardCounts: DashboardCounts
  dashboardMinutes: DashboardMinutes
  dashboardNow: DashboardNow
  serviceMeter: ServiceMeter
  /** Null: Redis does not tell. */
  queueHealth: { read(): Promise<QueueHealth[] | null> }
  workload: Workloads
  qualitySample: QualitySampleStore
  handover: HandoverReads
}
