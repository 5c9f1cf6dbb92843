/** Lists are kept: an entry is added, changed, taken out, each with its record in the same transaction. */
import type { AuditEvent } from '../../domain/auditEvent.ts'
import type { ConsoleUser } from '../../domain/consoleUser.ts'
import type { ListEntry, ListEntryChange, ListEntryId, ListKind } from '../../domain/listEntry.ts'
import type { Outcome } from '../../domain/sessions/decision.ts'
import type { Instant } from '../../domain/time.ts'
import { AppError } from '../../errors.ts'
import { audit, consoleUser } from '../audit.ts'
import type { DisplayNames } from '../team/ports.ts'
import { type CoreStores, type TransactDependencies, transact } from '../transact.ts'
import { type EntityDependencies, entityKey, type Named } from './entityKey.ts'
import type { ListWrites } from './ports.ts'

type ListTransactions = TransactDependencies<CoreStores & { lists: ListWrites }>

export type ListDependencies = EntityDependencies & ListTransactions & { consoleUsers: DisplayNames }

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
  const inTheWay = await transact(deps, async (tx) => {
    const standing = await tx.lists.add({ ...entry, authorName: user.displayName }, at)
    if (standing === null)
      await audit(tx, consoleUser(user.id), 'listEntry.added', objectOf(entry), detailsOf(entry))
    return standing
  })
  if (inTheWay !== null) throw await alreadyListed(deps, inTheWay)
  return entry
}

/** Null where there is no such entry. */
export async function changeListEntry(
  deps: ListTransactions,
  { user, id, change }: { user: ConsoleUser; id: ListEntryId; change: ListEntryChange },
): Promise<ListEntry | null> {
  return await transact(deps, async (tx) => {
    const before = await tx.lists.lock(id)
    if (before === null) return null
    const after = await tx.lists.change(id, change, deps.clock.now())
    await audit(tx, consoleUser(user.id), 'listEntry.changed', objectOf(after), {
      ...detailsOf(after),
      effectBefore: before.effect,
      expiresAtBefore: before.expiresAt,
    })
    return after
  })
}

/** False where there is no such entry. */
export async function removeListEntry(
  deps: ListTransactions,
  { user, id }: { user: ConsoleUser; id: ListEntryId },
): Promise<boolean> {
  return await transact(deps, async (tx) => {
    const before = await tx.lists.lock(id)
    if (before === null) return false
    await tx.lists.remove(id)
    await audit(tx, consoleUser(user.id), 'listEntry.removed', objectOf(before), detailsOf(before))
    return true
  })
}

async function alreadyListed(
  deps: { consoleUsers: DisplayNames },
  { author, changedAt, effect }: ListEntry,
): Promise<AppError> {
  const names = await deps.consoleUsers.displayNames(author === null ? [] : [author])
  const who = author === null ? 'The program' : (names.get(author) ?? 'Somebody')
  return new AppError(
    'conflict',
    `${who} listed this at ${new Date(changedAt).toISOString()} with the effect ${effect}: change that entry`,
  )
}

function objectOf({ id }: ListEntry): AuditEvent['object'] {
  return { kind: 'listEntry', id }
}

/** What is listed stays out of the record; its kind and effect do not. */
function detailsOf({ kind, effect, expiresAt }: ListEntry): AuditEvent['details'] {
  return { kind, effect, expiresAt }
}
