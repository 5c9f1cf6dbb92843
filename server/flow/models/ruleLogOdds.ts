/** What the rules in force say of a stored vector, in log-odds: the prior and every contribution. */
import type { FeatureVector } from '../../domain/sessions/decision.ts'
import { score } from '../../risk/combineScores.ts'
import type { RuleSet } from '../../risk/rules/rule.ts'

/** Of the delivery stage: that is the one whose vectors training reads. */
export function ruleLogOddsOf(features: FeatureVector, ruleSet: RuleSet): number {
  const { reasons } = score(features, ruleSet, 'delivery')
  return reasons.reduce((sum, { contribution }) => sum + contribution, ruleSet.prior)
}
