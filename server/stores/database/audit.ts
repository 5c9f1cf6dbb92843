/** Appends audit events. A trigger refuses every change of what was appended. */
import type { AuditEvent } from '../../domain/auditEvent.ts'
import { toDate } from '../../domain/time.ts'
import type { AuditWrites } from '../../flow/transact.ts'
import type { Prisma, PrismaWithin } from './connection.ts'

export function createAuditStore(prisma: Prisma) {
  return {
    /** Inside the transaction of what it records, where there is one: no deed without its record. */
    async append(event: AuditEvent, within: PrismaWithin = prisma): Promise<void> {
      await within.auditEvent.create({ data: toAuditRow(event) })
    },
  }
}

export function toAuditRow(event: AuditEvent) {
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

export type AuditStore = ReturnType<typeof createAuditStore>

/** The audit log inside an open transaction. */
export function createAuditWrites(open: PrismaWithin): AuditWrites {
  return {
    async append(events) {
      if (events.length > 0) await open.auditEvent.createMany({ data: events.map(toAuditRow) })
    },
  }
}
