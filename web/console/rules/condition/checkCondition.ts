/** The server's own compiler, in the browser: the same answer without a round trip. */

import { knownEffectOf, type WrittenEffect } from '../../../../server/contract/rules.ts'
import { checkRule, type RuleProblem } from '../../../../server/risk/rules/compileRules.ts'

export type RuleCheck = { problems: RuleProblem[]; reads: string[] }

/** While a condition is typed, nothing of its rule but the effect needs to be there. */
export function checkCondition(condition: string, written: WrittenEffect): RuleCheck {
  const effect = knownEffectOf(written)
  return checkRule({
    id: 'draft',
    sentence: '',
    pattern: 'context',
    condition,
    // Which outcome follows makes no difference to what is checked, and what is not known cannot be.
    effect: effect === null || effect.kind === 'outcome' ? { kind: 'outcome', outcome: 'hold' } : effect,
    reasonCode: '',
    scamType: 'unknown',
    state: 'draft',
  })
}
