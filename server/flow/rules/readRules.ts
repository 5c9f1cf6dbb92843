/** What the console reads of rules: what they did, and what is wrong with one that is being written. */
import type { Effect } from '../../domain/rule.ts'
import type { Instant } from '../../domain/time.ts'
import type { EngineSource } from '../../risk/engine.ts'
import { checkRule } from '../../risk/rules/compileRules.ts'
import type { RuleFigures, RuleFiguresOfPeriod } from './ports.ts'

/** Decisions that did not keep their thresholds are held against those in force now. */
export async function readFigures(
  deps: { ruleFigures: RuleFigures; engines: EngineSource },
  question: { ruleId: string | null; from: Instant; to: Instant },
): Promise<RuleFiguresOfPeriod> {
  return await deps.ruleFigures.read({ ...question, thresholds: deps.engines.current().settings })
}

/** While a condition is typed, nothing else of its rule needs to be there. */
export function checkDraft({ condition, effect }: { condition: string; effect: Effect }) {
  const { problems, reads } = checkRule({
    id: 'draft',
    sentence: '',
    pattern: 'context',
    condition,
    effect,
    reasonCode: '',
    scamType: 'unknown',
    state: 'draft',
  })
  return { problems: problems.map(({ message, start, end }) => ({ message, start, end })), reads }
}
