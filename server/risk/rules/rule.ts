/** Rules that were checked and can run; how they are written down are words of the domain. */

import type { FeatureName } from '../../domain/features/feature.ts'
import type { Rule } from '../../domain/rule.ts'
import type { FeatureValue } from '../../domain/sessions/decision.ts'

export type { Effect, Pattern, Rule, RuleSource, RuleState } from '../../domain/rule.ts'
export { RULE_STATES } from '../../domain/rule.ts'

export type CompiledRule = Rule & {
  /** Features that the condition and the effect read. While one is missing, the rule does not fire. */
  reads: FeatureName[]
  /** Called only with every feature of `reads` present. */
  holds(values: Readonly<Record<string, FeatureValue | undefined>>): boolean
}

/** Rules that were checked and can run. */
export type RuleSet = {
  version: string
  /** Log-odds of fraud before anything is known of a session. */
  prior: number
  rules: CompiledRule[]
}
