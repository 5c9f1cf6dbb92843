/** The server's own compiler, in the browser: the same answer without a round trip. */

import type { Effect } from '../../../../server/contract/rules.ts'
import { checkRule, type RuleProblem } from '../../../../server/risk/rules/compileRules.ts'

export type RuleCheck = { problems: RuleProblem[]; reads: string[] }

/** While a condition is typed, nothing of its rule but the effect needs to be there. */
export function checkCondition(condition: string, effect: Effect): RuleCheck {
  return checkRule({
    id: 'draft',
    sentence: '',
    pattern: 'context',
    condition,
    // Which outcome follows makes no difference to what is checked.
    effect: effect.kind === 'outcome' ? { kind: 'outcome', outcome: 'hold' } : effect,
    reasonCode: '',
    scamType: 'unknown',
    state: 'draft',
  })
}
