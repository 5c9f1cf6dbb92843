/** What the flows are given: ports as types, made in the composition root. */

import type { AddressFacts } from '../domain/sessions/facts.ts'
import type { Clock } from '../domain/time.ts'
import type { QueueHealth } from '../jobQueue/queueHealth.ts'
import type { HistoryStore } from '../stores/history/history.ts'
import type { TransactionStores } from '../stores/transactionStores.ts'
import type { CaseContents } from './cases/contentPorts.ts'
import type { CaseArtefacts, CasePages, CaseReads, LinkRows } from './cases/ports.ts'
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
import type { PersonPages, PersonSearchReads, RevealReads } from './persons/ports.ts'
import type { DeviceLinks, Devices, KeyReads, Mailer } from './phone/ports.ts'
import type {
  Accounts,
  ChangeNotifications,
  Log,
  Producer,
  Random,
  RelyingParties,
  Timers,
  Vault,
} from './ports.ts'
import type { ReplayReportReads } from './replays/ports.ts'
import type { SessionReads } from './request/ports.ts'
import type { Retention } from './request/retain.ts'
import type { LabelReads, PendingReviewReads } from './review/ports.ts'
import type {
  ClaimReads,
  QueueChanges,
  RelatedReads,
  SavedFilters,
  SearchReads,
} from './review/queuePorts.ts'
import type { QueueReads, SessionPages } from './review/sessionRecords.ts'
import type { RuleFigures, RuleHitReads, RuleReads, SuppressionReads } from './rules/ports.ts'
import type { RunReads } from './runs/ports.ts'
import type { ConsoleUserReads, HandoverReads, Passwords, QualitySample, Workloads } from './team/ports.ts'

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

/** What the way of a request is given. */
export type RequestDependencies = CoreDependencies &
  Pick<Dependencies, 'history' | 'engines' | 'labels' | 'pendingReviews'>

/** What a phone's part of that way is given. */
export type PhoneDependencies = RequestDependencies & Pick<Dependencies, 'keys' | 'deviceLinks'>

/** What an analyst's part of it is given. */
export type ReviewDependencies = RequestDependencies & Pick<Dependencies, 'claims' | 'sessionPages'>

/** Everything. A flow asks for the part that it needs. */
export type Dependencies = CoreDependencies & {
  history: HistoryStore
  /** What decides now: rules, models, thresholds. */
  engines: ReloadedEngineSource
  rules: RuleReads
  ruleFigures: RuleFigures
  ruleHits: RuleHitReads
  runs: RunReads
  replayReports: ReplayReportReads
  suppressions: SuppressionReads
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
  consoleUsers: ConsoleUserReads
  passwords: Passwords
  liveCounts: LiveCounts
  /** The console's list of held and flagged sessions. */
  queue: QueueReads
  queueChanges: QueueChanges
  claims: ClaimReads
  pendingReviews: PendingReviewReads
  related: RelatedReads
  savedFilters: SavedFilters
  searches: SearchReads
  exportSource: ExportSource
  exportCounts: ExportCounts
  exportFiles: ExportFiles
  retention: Retention
  sessionPages: SessionPages
  authority: Authority
  mailer: Mailer
  cases: CaseReads
  caseContents: CaseContents
  caseArtefacts: CaseArtefacts
  casePages: CasePages
  linkRows: LinkRows
  personPages: PersonPages
  personSearches: PersonSearchReads
  reveals: RevealReads
  dashboardHours: DashboardHours
  dashboardCounts: DashboardCounts
  dashboardMinutes: DashboardMinutes
  dashboardNow: DashboardNow
  serviceMeter: ServiceMeter
  /** Null: Redis does not tell. */
  queueHealth: { read(): Promise<QueueHealth[] | null> }
  workload: Workloads
  qualitySample: QualitySample
  handover: HandoverReads
}
