/** What flows that change rules are given. */
import type { ConsoleUser } from '../../domain/consoleUser.ts'
import type { RuleVersionId } from '../../domain/rule.ts'
import type { DisplayNames } from '../team/ports.ts'
import { type TransactDependencies, transact } from '../transact.ts'
import type { RuleStores, RuleTransaction } from './ports.ts'

export type ChangeRulesDependencies = TransactDependencies<RuleStores>

/** A refusal says who was first. */
export type RuleDependencies = ChangeRulesDependencies & { consoleUsers: DisplayNames }

/** Somebody does something to a version of a rule. */
export type RuleOrder = { user: ConsoleUser; ruleId: string; versionId: RuleVersionId }

/** One transaction; whoever changes rules waits for whoever does so already. */
export async function changeRules<Result>(
  deps: ChangeRulesDependencies,
  work: (tx: RuleTransaction) => Promise<Result>,
): Promise<Result> {
  return await transact(deps, async (tx) => {
    await tx.rules.lock()
    return await work(tx)
  })
}
