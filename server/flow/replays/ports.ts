/** What replays need of the stores. */
import type { ModelId, ReplayId } from '../../domain/ids.ts'
import type { ModelSummary } from '../../domain/model.ts'
import type { RuleVersion, RuleVersionId, StoredRuleSet } from '../../domain/rule.ts'
import type { Instant } from '../../domain/time.ts'
import type { StoredSession } from '../../risk/replay/storedSession.ts'

type Period = { from: Instant; to: Instant }

/** Decisions of the past, read in batches. */
export interface ReplaySource {
  /** Versions of rule sets that decided in the period. */
  ruleSetVersions(period: Period): Promise<string[]>
  /** Every model with its weights, to be checked and made ready by who runs it. */
  models(): Promise<{ version: string; artifact: unknown }[]>
  countSessions(period: Period): Promise<number>
  /** Sessions with a decision whose event time is in [from, to), in the order of their ids. */
  sessions(period: Period): AsyncGenerator<StoredSession>
}

export interface ReplayReportReads {
  /** As JSON, to be checked by who reads it; null while there is none. */
  find(id: ReplayId): Promise<unknown>
}

export interface ReplayReportWrites {
  /** Before the run is done: one that is done has its report. */
  add(id: ReplayId, report: object): Promise<void>
}

/** Rules that were in force, and versions that may be. */
export interface ReplayedRules {
  /** One a version; those that are none of ours are left out. */
  findSets(versions: readonly string[]): Promise<StoredRuleSet[]>
  findVersions(ids: readonly RuleVersionId[]): Promise<RuleVersion[]>
  inForce(): Promise<StoredRuleSet | null>
}

export interface ReplayedModels {
  find(id: ModelId): Promise<Pick<ModelSummary, 'version'> | null>
}
