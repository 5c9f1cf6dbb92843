/** Appends audit events. A trigger refuses every change of what was appended. */
import type { AuditEvent } from '../../domain/auditEvent.ts'
import { toDate } from '../../domain/time.ts'
import type { AuditWrites } from '../../flow/transact.ts'
import type { PrismaWithin } from './connection.ts'

function toAuditRow(event: AuditEvent) {
  return {
    id: event.id,
    actorKind: event.actor.kind,
    actorId: event.actor.id,
    action: event.action,
    objectKind: event.object.kind,
    objectId: event.object.id,
    details: event.details,
    occurredAt: toDate(event.occurredAt),
  }
}

/** The audit log inside an open transaction. */
export function createAuditWrites(open: PrismaWithin): AuditWrites {
  return {
    async append(events) {
      if (events.length > 0) await open.auditEvent.createMany({ data: events.map(toAuditRow) })
    },
  }
}
