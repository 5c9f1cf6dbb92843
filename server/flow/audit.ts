/** The one way in which an audit event is made: inside the transaction of what it records, so no deed is without it. */
import type { AuditAction, AuditEvent } from '../domain/auditEvent.ts'
import type { ConsoleUserId } from '../domain/ids.ts'
import type { Instant } from '../domain/time.ts'
import type { Transaction } from './transact.ts'

export type Actor = AuditEvent['actor']

export const SYSTEM: Actor = { kind: 'system', id: null }
export const NOBODY: Actor = { kind: 'nobody', id: null }

/** Null: the service itself. */
export function consoleUser(id: ConsoleUserId | null): Actor {
  return id === null ? SYSTEM : { kind: 'consoleUser', id }
}

/**
 * @param details codes and numbers, never identity or free text.
 * @param occurredAt event time where the deed has one, else now.
 * @returns the id of the event.
 */
export async function audit(
  tx: Transaction,
  actor: Actor,
  action: AuditAction,
  object: AuditEvent['object'],
  details: AuditEvent['details'] = {},
  occurredAt: Instant = tx.clock.now(),
): Promise<AuditEvent['id']> {
  const id = tx.random.id<'auditEvent'>()
  await tx.audit.append([{ id, actor, action, object, details, occurredAt }])
  return id
}

/** Many at once, in one statement. */
export async function auditAll(tx: Transaction, acts: readonly Omit<AuditEvent, 'id'>[]): Promise<void> {
  await tx.audit.append(acts.map((act) => ({ id: tx.random.id<'auditEvent'>(), ...act })))
}
