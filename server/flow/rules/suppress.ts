/** One rule is told not to count for one entity, for a reason and a time; and to count again. */
import type { AuditEvent } from '../../domain/auditEvent.ts'
import type { ConsoleUser } from '../../domain/consoleUser.ts'
import type { SuppressionKind, SuppressionRecord } from '../../domain/rule.ts'
import type { Instant } from '../../domain/time.ts'
import { AppError } from '../../errors.ts'
import { type EntityDependencies, entityKey, type Named } from '../lists/entityKey.ts'
import type { RuleDependencies } from './dependencies.ts'

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
  deps: RuleDependencies & EntityDependencies,
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
  const event = suppressionEvent(deps, 'suppression.created', user, made.id, at)
  await deps.suppressions.create(made, { ...event, details: { ruleId, kind, until } })
  await deps.engines.reload()
  return { ...made, ended: null }
}

/** False where there is none that still stands. */
export async function endSuppression(
  deps: RuleDependencies,
  { user, id }: { user: ConsoleUser; id: SuppressionRecord['id'] },
): Promise<boolean> {
  const at = deps.clock.now()
  const event = suppressionEvent(deps, 'suppression.ended', user, id, at)
  const ended = await deps.suppressions.end(id, { by: user.id, at }, event)
  if (ended) await deps.engines.reload()
  return ended
}

function suppressionEvent(
  deps: RuleDependencies,
  action: 'suppression.created' | 'suppression.ended',
  user: ConsoleUser,
  id: SuppressionRecord['id'],
  occurredAt: Instant,
): AuditEvent {
  return {
    id: deps.random.id<'auditEvent'>(),
    actor: { kind: 'consoleUser', id: user.id },
    action,
    object: { kind: 'suppression', id },
    details: {},
    occurredAt,
  }
}
