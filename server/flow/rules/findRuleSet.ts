/** The rules that a decision was made with, ready to run again. */
import type { RuleSet } from '../../risk/rules/rule.ts'
import { loadRuleSet } from '../../risk/rules/ruleSet.ts'
import type { RuleStore } from '../../stores/rules.ts'

/**
 * Null where no rule set of ours has this version.
 * @throws RangeError that names its rules which no longer fit the features.
 */
export async function findRuleSet(
  deps: { rules: Pick<RuleStore, 'findSet'> },
  version: string,
): Promise<RuleSet | null> {
  const stored = await deps.rules.findSet(version)
  if (stored === null) return null
  return { ...loadRuleSet({ prior: stored.prior, rules: stored.rules }), version: stored.version }
}
