/** Rules are data: a named condition over features, with what follows from it. */
import type { FeatureValue, Outcome, ScamType, Stage } from '../../domain/decision.ts'

/** The scams of the catalogue, A to H; `context` is evidence that fits several. */
export type Pattern = 'A' | 'B' | 'C' | 'D' | 'E' | 'F' | 'G' | 'H' | 'context'

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

export type CompiledRule = Rule & {
  /** Features that the condition and the effect read. While one is missing, the rule does not fire. */
  reads: string[]
  /** Called only with every feature of `reads` present. */
  holds(values: Readonly<Record<string, FeatureValue | undefined>>): boolean
}

/** Rules as they are written down, before they are checked. */
export type RuleSource = {
  /** Log-odds of fraud before anything is known of a session. */
  prior: number
  rules: readonly Rule[]
}

/** Rules that were checked and can run. */
export type RuleSet = {
  version: string
  /** Log-odds of fraud before anything is known of a session. */
  prior: number
  rules: CompiledRule[]
}
