/** Refusals that say who stands in the way, and since when. */
import type { ConsoleUserId } from '../../domain/ids.ts'
import type { RuleVersion } from '../../domain/rule.ts'
import type { Instant } from '../../domain/time.ts'
import { AppError } from '../../errors.ts'
import type { RuleDependencies, RuleOrder } from './changeRules.ts'
import type { RuleHead, RuleTransaction } from './ports.ts'

type Names = Pick<RuleDependencies, 'consoleUsers'>

export async function nameOf(deps: Names, id: ConsoleUserId | null): Promise<string> {
  if (id === null) return 'The program'
  return (await deps.consoleUsers.displayNames([id])).get(id) ?? 'Somebody'
}

export function inWords(at: Instant): string {
  return new Date(at).toISOString()
}

/** Somebody changed the rule since the caller looked. */
export async function changedMeanwhile(deps: Names, head: RuleHead): Promise<AppError> {
  const { by, at } = head.lastChange ?? { by: head.newest.author, at: head.newest.createdAt }
  return new AppError(
    'conflict',
    `${await nameOf(deps, by)} changed this rule at ${inWords(at)}: version ${head.newest.number} is the newest, ` +
      `and it is ${head.newest.state}. Look at it first.`,
  )
}

/** @throws AppError notFound where the rule has no such version. */
export async function findVersion(
  tx: RuleTransaction,
  order: Pick<RuleOrder, 'ruleId' | 'versionId'>,
): Promise<{ head: RuleHead; version: RuleVersion }> {
  const head = await tx.rules.head(order.ruleId)
  const version = await tx.rules.version(order.ruleId, order.versionId)
  if (head === null || version === null)
    throw new AppError('notFound', 'There is no such version of this rule')
  return { head, version }
}
