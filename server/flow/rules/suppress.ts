/** One rule is told not to count for one entity, for a reason and a time; and to count again. */
import type { ConsoleUser } from '../../domain/consoleUser.ts'
import type { SuppressionKind, SuppressionRecord } from '../../domain/rule.ts'
import type { Instant } from '../../domain/time.ts'
import { AppError } from '../../errors.ts'
import { audit, consoleUser } from '../audit.ts'
import { type EntityDependencies, entityKey, type Named } from '../lists/entityKey.ts'
import type { ReloadedEngineSource } from '../models/engineSource.ts'
import { type TransactDependencies, transact } from '../transact.ts'
import type { RuleReads, RuleStores } from './ports.ts'

export type SuppressDependencies = TransactDependencies<RuleStores> & {
  engines: Pick<ReloadedEngineSource, 'reload'>
}

export type SuppressionOrder = {
  user: ConsoleUser
  ruleId: string
  kind: SuppressionKind
  named: Named
  reason: string
  /** Event time; null: until somebody ends it. */
  until: Instant | null
}

/** @throws AppError notFound where there is no such rule. */
export async function suppress(
  deps: SuppressDependencies & EntityDependencies & { rules: Pick<RuleReads, 'find'> },
  { user, ruleId, kind, named, reason, until }: SuppressionOrder,
): Promise<SuppressionRecord> {
  if ((await deps.rules.find(ruleId)) === null) throw new AppError('notFound', 'There is no such rule')
  const at = deps.clock.now()
  const made = {
    id: deps.random.id<'suppression'>(),
    ruleId,
    kind,
    key: await entityKey(deps, kind, named),
    reason,
    author: user.id,
    until,
    createdAt: at,
  }
  await transact(deps, async (tx) => {
    await tx.suppressions.create(made)
    const object = { kind: 'suppression', id: made.id } as const
    await audit(tx, consoleUser(user.id), 'suppression.created', object, { ruleId, kind, until }, at)
  })
  await deps.engines.reload()
  return { ...made, ended: null }
}

/** False where there is none that still stands. */
export async function endSuppression(
  deps: SuppressDependencies,
  { user, id }: { user: ConsoleUser; id: SuppressionRecord['id'] },
): Promise<boolean> {
  const at = deps.clock.now()
  const ended = await transact(deps, async (tx) => {
    if (!(await tx.suppressions.end(id, { by: user.id, at }))) return false
    await audit(tx, consoleUser(user.id), 'suppression.ended', { kind: 'suppression', id }, {}, at)
    return true
  })
  if (ended) await deps.engines.reload()
  return ended
}
