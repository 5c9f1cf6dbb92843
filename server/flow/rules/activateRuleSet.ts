/** Makes the rule set of the versions in use, and puts it in force: a new row, the old ones stay. */
import type { ConsoleUserId } from '../../domain/ids.ts'
import type { Rule, RuleVersion } from '../../domain/rule.ts'
import type { Instant } from '../../domain/time.ts'
import { AppError } from '../../errors.ts'
import { compileRules } from '../../risk/rules/compileRules.ts'
import type { RuleBooks } from '../../stores/rules/ruleBooks.ts'

export function toRule({ ruleId, content, state }: RuleVersion): Rule {
  return { id: ruleId, ...content, state }
}

/** @throws AppError conflict where the features have changed since a rule in use was checked. */
export async function activateRuleSet(
  books: RuleBooks,
  { by, at }: { by: ConsoleUserId | null; at: Instant },
  emptyPrior: number,
): Promise<void> {
  const before = await books.active()
  const source = { prior: before?.prior ?? emptyPrior, rules: (await books.inUse()).map(toRule) }
  const compiled = compileRules(source)
  if (!compiled.ok) {
    const wrong = compiled.problems.map(({ ruleId, message }) => `${ruleId}: ${message}`).join('; ')
    throw new AppError('conflict', `These rules cannot run together: ${wrong}`)
  }
  await books.activate({
    ...source,
    number: (before?.number ?? 0) + 1,
    version: compiled.ruleSet.version,
    by,
    at,
  })
}
