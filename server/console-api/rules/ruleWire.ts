/** What the console API answers about rules: times are ISO 8601 in UTC; people are names, `null` the program. */
import type { Stage } from '../../domain/decision.ts'
import type { Effect, Pattern, ProposedChange, RuleState, SuppressionKind } from '../../domain/rule.ts'

export type RuleVersionWire = {
  id: string
  ruleId: string
  number: number
  state: RuleState
  sentence: string
  pattern: Pattern
  condition: string
  effect: Effect
  reasonCode: string
  scamType: string
  /** Null: both stages. */
  stage: Stage | null
  note: string | null
  basedOn: string | null
  author: string | null
  createdAt: string
}

export type RuleProposalWire = { versionId: string; change: ProposedChange; by: string; at: string }

export type RuleSummaryWire = {
  id: string
  /** The newest, and any other that is a draft, in shadow or live; newest first. */
  versions: RuleVersionWire[]
  proposal: RuleProposalWire | null
}

export type RuleChangeWire = {
  versionId: string
  from: RuleState | null
  to: RuleState
  by: string | null
  at: string
}

/** One rule on one day (UTC, event time): sessions, and people among them. */
export type RuleDayWire = {
  ruleId: string
  day: string
  hits: number
  shadowHits: number
  people: number
  confirmed: number
  refuted: number
  unlabelled: number
  /** Of hits and shadow hits together, 0 to 1; null on a day without any. */
  confirmedShare: number | null
  refutedShare: number | null
  alone: number
}

/** Newest first; the whole history of the rule. */
export type RulePageWire = RuleSummaryWire & { changes: RuleChangeWire[]; figures: RuleDayWire[] }

export type RuleSetWire = {
  number: number
  version: string
  prior: number
  live: number
  shadow: number
  by: string | null
  at: string
}

export type SuppressionWire = {
  id: string
  ruleId: string
  kind: SuppressionKind
  reason: string
  author: string
  until: string | null
  createdAt: string
  ended: { by: string; at: string } | null
}

export type RuleCheckWire = {
  problems: { message: string; start: number | null; end: number | null }[]
  /** Features that the condition and the effect read; empty where something is wrong. */
  reads: string[]
}
