/** Lists are kept: an entry is added, changed, taken out, each with its record in the same transaction. */

import type { Random } from '../../adapters/random.ts'
import type { AuditAction, AuditEvent } from '../../domain/auditEvent.ts'
import type { ConsoleUser } from '../../domain/consoleUser.ts'
import type { ListEntry, ListEntryChange, ListEntryId, ListKind } from '../../domain/listEntry.ts'
import type { Outcome } from '../../domain/sessions/decision.ts'
import type { Clock, Instant } from '../../domain/time.ts'
import { AppError } from '../../errors.ts'
import type { ListStore } from '../../stores/lists/lists.ts'
import type { ConsoleUserStore } from '../../stores/team/consoleUsers.ts'
import { type EntityDependencies, entityKey, type Named } from './entityKey.ts'

export type ListDependencies = EntityDependencies & {
  clock: Clock
  random: Random
  lists: ListStore
  consoleUsers: ConsoleUserStore
}

export type ListOrder = {
  user: ConsoleUser
  kind: ListKind
  named: Named
  effect: Outcome
  reason: string
  expiresAt: Instant | null
}

/** @throws AppError conflict where the thing is listed already, and by whom. */
export async function addListEntry(deps: ListDependencies, order: ListOrder): Promise<ListEntry> {
  const { user, kind, named, effect, reason, expiresAt } = order
  const at = deps.clock.now()
  const entry: ListEntry = {
    id: deps.random.id<'listEntry'>(),
    kind,
    valueKey: await entityKey(deps, kind, named),
    effect,
    reason,
    author: user.id,
    expiresAt,
    createdAt: at,
    changedAt: at,
  }
  const event = listEvent(deps, 'listEntry.added', user, entry, at)
  const inTheWay = await deps.lists.add({ ...entry, authorName: user.displayName }, event, at)
  if (inTheWay !== null) throw await alreadyListed(deps, inTheWay)
  return entry
}

/** Null where there is no such entry. */
export async function changeListEntry(
  deps: ListDependencies,
  order: { user: ConsoleUser; id: ListEntryId; change: ListEntryChange },
): Promise<ListEntry | null> {
  const at = deps.clock.now()
  return await deps.lists.change(order.id, order.change, at, (before) => {
    const after = { ...before, ...order.change }
    const event = listEvent(deps, 'listEntry.changed', order.user, after, at)
    const was = { effectBefore: before.effect, expiresAtBefore: before.expiresAt }
    return { ...event, details: { ...event.details, ...was } }
  })
}

/** False where there is no such entry. */
export async function removeListEntry(
  deps: ListDependencies,
  order: { user: ConsoleUser; id: ListEntryId },
): Promise<boolean> {
  const at = deps.clock.now()
  return await deps.lists.remove(order.id, (before) =>
    listEvent(deps, 'listEntry.removed', order.user, before, at),
  )
}

async function alreadyListed(
  deps: ListDependencies,
  { author, changedAt, effect }: ListEntry,
): Promise<AppError> {
  const names = await deps.consoleUsers.displayNames(author === null ? [] : [author])
  const who = author === null ? 'The program' : (names.get(author) ?? 'Somebody')
  return new AppError(
    'conflict',
    `${who} listed this at ${new Date(changedAt).toISOString()} with the effect ${effect}: change that entry`,
  )
}

/** What is listed stays out of the record; its kind and effect do not. */
function listEvent(
  deps: { random: Random },
  action: Extract<AuditAction, `listEntry.${string}`>,
  user: ConsoleUser,
  entry: ListEntry,
  occurredAt: Instant,
): AuditEvent {
  return {
    id: deps.random.id<'auditEvent'>(),
    actor: { kind: 'consoleUser', id: user.id },
    action,
    object: { kind: 'listEntry', id: entry.id },
    details: { kind: entry.kind, effect: entry.effect, expiresAt: entry.expiresAt },
    occurredAt,
  }
}
