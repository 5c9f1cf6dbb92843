/** The server's own compiler, in the browser: the same answer without a round trip. */
import { checkRule, type RuleProblem } from '../../../../server/risk/rules/compileRules.ts'
import type { Effect } from '../../api/rulesWire.ts'

export type RuleCheck = { problems: RuleProblem[]; reads: string[] }

/** While a condition is typed, nothing of its rule but the effect needs to be there. */
export function checkCondition(condition: string, effect: Effect): RuleCheck {
  return checkRule({
    id: 'draft',
    sentence: '',
    pattern: 'context',
    condition,
    effect,
    reasonCode: '',
    scamType: 'unknown',
    state: 'draft',
  })
}
