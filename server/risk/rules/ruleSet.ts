/** The rule set that ships with the program, ready to run. */
import { compileRules } from './compileRules.ts'
import type { RuleSet, RuleSource } from './rule.ts'

/** @throws RangeError that names every problem: a program with wrong rules must not start. */
export function loadRuleSet(source: RuleSource): RuleSet {
  const compiled = compileRules(source)
  if (compiled.ok) return compiled.ruleSet
  throw new RangeError(
    compiled.problems.map(({ ruleId, message }) => `rule ${ruleId}: ${message}`).join('\n'),
  )
}
