/** What the console API answers about rules: times are ISO 8601 in UTC; people are names, `null` the program. */

import type { Effect, Pattern, ProposedChange, RuleState, SuppressionKind } from '../../domain/rule.ts'
import type { Stage } from '../../domain/sessions/decision.ts'

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

/** One rule within some time: sessions, and people among them, each once. */
export type RuleTotalWire = {
  ruleId: string
  hits: number
  shadowHits: number
  people: number
  confirmed: number
  refuted: number
  unlabelled: number
  /** Of hits and shadow hits together, 0 to 1; null where there are none. */
  confirmedShare: number | null
  refutedShare: number | null
  alone: number
}

/** One rule on one day (UTC, event time). */
export type RuleDayWire = RuleTotalWire & { day: string }

/** Newest first; the whole history of the rule. `total`: of the period of the figures; null without any hit. */
export type RulePageWire = RuleSummaryWire & {
  changes: RuleChangeWire[]
  figures: RuleDayWire[]
  total: RuleTotalWire | null
}

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

/** What a condition would have hit among the newest sessions of the period. */
export type RuleHitsWire = {
  /** Not every session of the period was looked at: there was no time for more. */
  sampled: boolean
  lookedAt: { sessions: number; from: string | null }
  /** Sessions looked at that lack a feature which the condition reads: it cannot hold there. */
  withoutFeatures: number
  hits: number
  people: number
  fraud: number
  genuine: number
  unknown: number
  /** Of the hits, 0 to 1; null without hits. */
  fraudShare: number | null
  genuineShare: number | null
  /** Days (UTC) with sessions that were looked at, oldest first. */
  days: { day: string; sessions: number; hits: number }[]
  /** Ids of the newest hits. */
  examples: string[]
  reads: string[]
}
