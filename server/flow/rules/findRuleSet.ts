/** The rules that decisions were made with, ready to run again. */
import type { RuleSet } from '../../risk/rules/rule.ts'
import { loadRuleSet } from '../../risk/rules/ruleSet.ts'
import type { RuleReads } from './ports.ts'

type Needs = { rules: Pick<RuleReads, 'findSets'> }

/**
 * By version; one that is no version of ours is left out.
 * @throws RangeError that names the rules which no longer fit the features.
 */
export async function findRuleSets(deps: Needs, versions: readonly string[]): Promise<Map<string, RuleSet>> {
  const stored = await deps.rules.findSets(versions)
  return new Map(
    stored.map(({ version, prior, rules }) => [version, { ...loadRuleSet({ prior, rules }), version }]),
  )
}

/** Null where no rule set of ours has this version. @throws RangeError as findRuleSets. */
export async function findRuleSet(deps: Needs, version: string): Promise<RuleSet | null> {
  return (await findRuleSets(deps, [version])).get(version) ?? null
}
