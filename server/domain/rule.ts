/** Rules are data: a named condition over features, with what follows from it, in versions that never change. */

import type { ConsoleUserId, Id } from './ids.ts'
import type { Outcome, ScamType, Stage } from './sessions/decision.ts'
import type { Instant } from './time.ts'

/** The scams of the catalogue, A to H; `context` is evidence that fits several. */
export const PATTERNS = ['A', 'B', 'C', 'D', 'E', 'F', 'G', 'H', 'context'] as const
export type Pattern = (typeof PATTERNS)[number]

export const RULE_STATES = ['draft', 'shadow', 'live', 'retired'] as const
export type RuleState = (typeof RULE_STATES)[number]

/**
 * What follows when the condition holds.
 * `weight`: log-odds added. `curve`: log-odds read off straight lines between points [value, log-odds] of
 * a feature, flat beyond the ends; the points never fall (a feature can only add risk), or never rise.
 * `outcome`: at least this, whatever the score.
 */
export type Effect =
  | { kind: 'weight'; weight: number }
  | { kind: 'curve'; feature: string; points: readonly (readonly [number, number])[] }
  | { kind: 'outcome'; outcome: Outcome }

/** What a rule may set by itself, whatever the score. */
export const HARD_OUTCOMES = ['warn', 'hold', 'block'] as const satisfies readonly Outcome[]

export type Rule = {
  /** Stable, and a name that says the scam. */
  id: string
  /** One plain sentence for an analyst. */
  sentence: string
  pattern: Pattern
  /** CEL over the names of the feature registry. */
  condition: string
  effect: Effect
  reasonCode: string
  scamType: ScamType
  state: RuleState
  /** Only at this stage; both where absent. */
  stage?: Stage
}

/** Rules as they are written down, before they are checked. */
export type RuleSource = {
  /** Log-odds of fraud before anything is known of a session. */
  prior: number
  rules: readonly Rule[]
}

/** What an author writes; the id is the rule's, the state comes from what people do with it. */
export type RuleContent = Omit<Rule, 'id' | 'state'>

export type RuleVersionId = Id<'ruleVersion'>

/** What a rule said once. Only its state moves, and only forwards. */
export type RuleVersion = {
  id: RuleVersionId
  ruleId: string
  /** 1, 2, 3 … of its rule. */
  number: number
  content: RuleContent
  state: RuleState
  /** The version that it was made from. */
  basedOn: RuleVersionId | null
  /** Null: the program, which ships rules. */
  author: ConsoleUserId | null
  note: string | null
  createdAt: Instant
}

export const PROPOSED_CHANGES = ['publish', 'retire'] as const
export type ProposedChange = (typeof PROPOSED_CHANGES)[number]

/** One person asks; another one does it. At most one is open for a rule. */
export type RuleProposal = {
  id: Id<'ruleProposal'>
  ruleId: string
  versionId: RuleVersionId
  change: ProposedChange
  by: ConsoleUserId
  at: Instant
}

/** A version went from one state to another. `from` null: it was made. `by` null: the program. */
export type RuleChange = {
  id: Id<'ruleChange'>
  ruleId: string
  versionId: RuleVersionId
  from: RuleState | null
  to: RuleState
  by: ConsoleUserId | null
  at: Instant
}

/** A rule set as it is stored: whole, and never changed. The one of the highest number is in force. */
export type StoredRuleSet = RuleSource & {
  number: number
  version: string
  by: ConsoleUserId | null
  at: Instant
}

export const SUPPRESSION_KINDS = ['subject', 'account', 'relyingParty', 'address', 'network'] as const
export type SuppressionKind = (typeof SUPPRESSION_KINDS)[number]

/** One rule does not count for one entity. */
export type SuppressionRecord = {
  id: Id<'suppression'>
  ruleId: string
  kind: SuppressionKind
  /** The id or keyed digest that facts carry for it. */
  key: string
  reason: string
  author: ConsoleUserId
  /** Event time from which on the rule counts again; null: until somebody ends it. */
  until: Instant | null
  createdAt: Instant
  ended: { by: ConsoleUserId; at: Instant } | null
}
