/** What flows about rules need of the database. */
import type { ConsoleUserId, Id, SessionId, SubjectId } from '../../domain/ids.ts'
import type {
  RuleChange,
  RuleProposal,
  RuleState,
  RuleVersion,
  RuleVersionId,
  StoredRuleSet,
  SuppressionRecord,
} from '../../domain/rule.ts'
import type { FeatureValue, Stage } from '../../domain/sessions/decision.ts'
import type { Instant } from '../../domain/time.ts'
import type { CoreStores, Transaction } from '../transact.ts'

/** A rule in a list: what of it is in use or being written, else the newest version. */
export type RuleSummary = { id: string; versions: RuleVersion[]; proposal: RuleProposal | null }

export type RuleRecord = RuleSummary & {
  /** Newest first, as the versions are. */
  changes: RuleChange[]
}

export interface RuleReads {
  /** By id, after the one given. */
  list(page: { after: string | null; limit: number }): Promise<RuleSummary[]>
  /** Everything of one rule; null where there is none. */
  find(id: string): Promise<RuleRecord | null>
  /** Versions by their ids; an id that is none is left out. */
  findVersions(ids: readonly RuleVersionId[]): Promise<RuleVersion[]>
  /** The rule set in force; null in an empty database. */
  inForce(): Promise<StoredRuleSet | null>
  /** What decisions were made with: a rule set each for those of the versions that are ours. */
  findSets(versions: readonly string[]): Promise<StoredRuleSet[]>
  /** The newest first, of lower numbers than the one given. */
  sets(page: { before: number | null; limit: number }): Promise<StoredRuleSet[]>
}

/** Who did it, when, and the id of the record of it. `by` null: the program. */
export type Attribution = { id: Id<'ruleChange'>; by: ConsoleUserId | null; at: Instant }

/** A rule as somebody who wants to change it must see it. */
export type RuleHead = {
  newest: RuleVersion
  draft: RuleVersion | null
  shadow: RuleVersion | null
  live: RuleVersion | null
  proposal: RuleProposal | null
  lastChange: RuleChange | null
}

/** Inside a transaction. */
export interface RuleWrites {
  /** Whoever changes rules waits for whoever does so already, until the transaction ends. */
  lock(): Promise<void>
  /** Null where there is no such rule. */
  head(ruleId: string): Promise<RuleHead | null>
  version(ruleId: string, id: RuleVersionId): Promise<RuleVersion | null>
  /** The newest version of each rule that the program wrote. */
  presets(): Promise<RuleVersion[]>
  createRules(ids: readonly string[]): Promise<void>
  /** Drafts, each with the record of its making. */
  addDrafts(drafts: readonly { version: RuleVersion; made: Attribution }[]): Promise<void>
  /** Moves a version on, with the record of it. */
  move(version: RuleVersion, to: RuleState, attribution: Attribution): Promise<void>
  /** As move, for many of one state at once. */
  moveAll(moves: readonly { version: RuleVersion; attribution: Attribution }[], to: RuleState): Promise<void>
  propose(proposal: RuleProposal): Promise<void>
  endProposal(
    id: RuleProposal['id'],
    end: 'accepted' | 'withdrawn' | 'superseded',
    by: { by: ConsoleUserId | null; at: Instant },
  ): Promise<void>
  /** The versions that are live, then those in shadow, each in the order of their rules. */
  inUse(): Promise<RuleVersion[]>
  /** The rule set in force; null: there was none yet. */
  active(): Promise<StoredRuleSet | null>
  activate(set: StoredRuleSet): Promise<void>
}

export type SuppressionPage = {
  ruleId: string | null
  standingAt: Instant | null
  before: string | null
  limit: number
}

export interface SuppressionReads {
  /** Those that nobody ended and whose time lies after `at`. */
  activeAt(at: Instant): Promise<SuppressionRecord[]>
  /** The newest first, older than the one given. */
  list(page: SuppressionPage): Promise<SuppressionRecord[]>
}

/** Inside a transaction. */
export interface SuppressionWrites {
  create(record: Omit<SuppressionRecord, 'ended'>): Promise<void>
  /** @returns false where there is none that still stands. */
  end(id: SuppressionRecord['id'], by: { by: ConsoleUserId; at: Instant }): Promise<boolean>
}

export type RuleStores = CoreStores & { rules: RuleWrites; suppressions: SuppressionWrites }
export type RuleTransaction = Transaction<RuleStores>

/** What one rule did within some time. A session counts once a rule. */
export type RuleTotal = {
  ruleId: string
  /** Sessions in which the rule counted, and in which it held in shadow only. */
  hits: number
  shadowHits: number
  /** Distinct people of both kinds of hits, as confirmed, refuted and unlabelled are sessions of both. */
  people: number
  confirmed: number
  refuted: number
  unlabelled: number
  /** Sessions that were interrupted, and would have been allowed without this rule. */
  alone: number
}

/** `day`: its start; a session counts on that of its first decision in which the rule held. */
export type RuleDay = RuleTotal & { day: Instant }

/** `totals`: of the whole period, in which a person counts once. */
export type RuleFiguresOfPeriod = { days: RuleDay[]; totals: RuleTotal[] }

export type FiguresQuestion = {
  /** Event times, from included and to not. */
  from: Instant
  to: Instant
  /** Null: every rule. */
  ruleId: string | null
  /** For decisions that did not keep their own. */
  thresholds: { warnAt: number; holdAt: number; blockAt: number; releaseBlockAt: number }
}

export interface RuleFigures {
  /**
   * Alone: the share of the rule taken out of the score's log-odds leaves the score below the first
   * threshold, and nothing else asked for more than allow: no list, no other rule with a hard outcome, no
   * fallback that always warns. Where calibration bends, the share is the one that the decision states.
   */
  read(question: FiguresQuestion): Promise<RuleFiguresOfPeriod>
}

export type HitBatchQuestion = {
  from: Instant
  to: Instant
  stage: Stage | null
  features: readonly string[]
  /** The last session of the batch before. */
  before: SessionId | null
  limit: number
  withinMs: number
}

export type SessionVectors = {
  id: SessionId
  occurredAt: Instant
  subjectId: SubjectId | null
  /** One a stage that was decided; a feature that is missing has no member. */
  vectors: Record<string, FeatureValue>[]
}

export interface RuleHitReads {
  /** Null where it took longer than it may. */
  batch(question: HitBatchQuestion): Promise<SessionVectors[] | null>
  /** Fraud or not, by session, of those that have a label. */
  labels(ids: readonly SessionId[]): Promise<Map<string, boolean>>
}
