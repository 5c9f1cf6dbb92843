/** Makes the rule set of the versions in use, and puts it in force: a new row, the old ones stay. */
import type { Rule, RuleVersion } from '../../domain/rule.ts'
import { AppError } from '../../errors.ts'
import { compileRules } from '../../risk/rules/compileRules.ts'
import type { RuleTransaction } from './ports.ts'
import type { Act } from './ruleAudit.ts'

export function toRule({ ruleId, content, state }: RuleVersion): Rule {
  return { id: ruleId, ...content, state }
}

/** @throws AppError conflict where the features have changed since a rule in use was checked. */
export async function activateRuleSet(
  tx: RuleTransaction,
  { by, at }: Act,
  emptyPrior: number,
): Promise<void> {
  const before = await tx.rules.active()
  const source = { prior: before?.prior ?? emptyPrior, rules: (await tx.rules.inUse()).map(toRule) }
  const compiled = compileRules(source)
  if (!compiled.ok) {
    const wrong = compiled.problems.map(({ ruleId, message }) => `${ruleId}: ${message}`).join('; ')
    throw new AppError('conflict', `These rules cannot run together: ${wrong}`)
  }
  await tx.rules.activate({
    ...source,
    number: (before?.number ?? 0) + 1,
    version: compiled.ruleSet.version,
    by,
    at,
  })
}
