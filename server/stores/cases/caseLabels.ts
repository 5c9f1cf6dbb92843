/** The disposition of a case becomes a label of each of its sessions, in the transaction that closes the case. */

import type { AuditEvent } from '../../domain/auditEvent.ts'
import { type CaseId, type ConsoleUserId, type SessionId, toId } from '../../domain/ids.ts'
import type { Disposition } from '../../domain/sessions/label.ts'
import type { SessionState } from '../../domain/sessions/session.ts'
import { fromDate, type Instant, toDate } from '../../domain/time.ts'
import type { NewOutboxRow } from '../../flow/transact.ts'
import { toAuditRow } from '../database/audit.ts'
import type { PrismaWithin } from '../database/connection.ts'
import { toOutboxRow } from '../database/outbox.ts'

export type SessionOfCase = {
  id: SessionId
  state: SessionState
  /** Event time, and how far the wall is ahead of it. */
  occurredAt: Instant
  wallOffsetMs: number
}

/** What is said of one session; `fraud` null: the disposition says neither. */
export type SessionDisposition = {
  sessionId: SessionId
  labelId: string
  disposition: Disposition
  fraud: boolean | null
  /** Event times of the session and of the saying. */
  occurredAt: Instant
  at: Instant
}

export function createCaseLabelStore() {
  return {
    async sessionsOf(within: PrismaWithin, id: CaseId): Promise<SessionOfCase[]> {
      const links = await within.caseSession.findMany({ where: { caseId: id }, select: { sessionId: true } })
      const rows = await within.session.findMany({
        where: { id: { in: links.map((link) => link.sessionId) } },
        select: { id: true, state: true, occurredAt: true, wallOffsetMs: true },
        orderBy: { id: 'asc' },
      })
      return rows.map((row) => ({
        id: toId<'session'>(row.id),
        state: row.state,
        occurredAt: fromDate(row.occurredAt),
        wallOffsetMs: Number(row.wallOffsetMs),
      }))
    },

    /**
     * Dispositions and the labels that follow from them; a session of which the same was said before is left alone.
     * @param follows the audit event and the job of each news.
     * @returns how many were news.
     */
    async labelSessions(
      within: PrismaWithin,
      dispositions: readonly SessionDisposition[],
      userId: ConsoleUserId,
      follows: (
        one: SessionDisposition,
        before: Disposition | null,
      ) => { audit: AuditEvent; outbox: NewOutboxRow[] },
    ): Promise<number> {
      const ids = dispositions.map((one) => one.sessionId).toSorted()
      // As stores/labels: who speaks of a session waits for who speaks of it now.
      await within.$executeRaw`
        SELECT pg_advisory_xact_lock(hashtextextended(id, 0)) FROM unnest(${ids}::text[]) AS id`
      const earlier = await within.sessionDisposition.findMany({ where: { sessionId: { in: ids } } })
      const before = new Map(earlier.map((row) => [row.sessionId, row.disposition]))
      const changed = dispositions.filter((one) => before.get(one.sessionId) !== one.disposition)
      await writeDispositions(within, changed, userId)
      await writeLabels(within, changed, userId)
      const following = changed.map((one) => follows(one, before.get(one.sessionId) ?? null))
      await within.outbox.createMany({ data: following.flatMap(({ outbox }) => outbox.map(toOutboxRow)) })
      await within.auditEvent.createMany({ data: following.map(({ audit }) => toAuditRow(audit)) })
      return changed.length
    },
  }
}

export type CaseLabelStore = ReturnType<typeof createCaseLabelStore>

async function writeDispositions(
  within: PrismaWithin,
  changed: readonly SessionDisposition[],
  userId: ConsoleUserId,
): Promise<void> {
  await within.$executeRaw`
    INSERT INTO session_dispositions (session_id, disposition, user_id, disposed_at, updated_at)
    SELECT session_id, disposition, ${userId}::uuid, disposed_at, now()
    FROM unnest(${changed.map((one) => one.sessionId)}::uuid[], ${changed.map((one) => one.disposition)}::disposition[],
                ${changed.map((one) => toDate(one.at))}::timestamptz[]) AS said (session_id, disposition, disposed_at)
    ON CONFLICT (session_id) DO UPDATE
      SET disposition = excluded.disposition, user_id = excluded.user_id, disposed_at = excluded.disposed_at,
          updated_at = excluded.updated_at`
}

async function writeLabels(
  within: PrismaWithin,
  changed: readonly SessionDisposition[],
  userId: ConsoleUserId,
): Promise<void> {
  const unlabelled = changed.filter((one) => one.fraud === null).map((one) => one.sessionId)
  await within.label.deleteMany({ where: { sessionId: { in: unlabelled }, source: 'disposition' } })
  const labelled = changed.filter((one) => one.fraud !== null)
  await within.$executeRaw`
    INSERT INTO labels (id, session_id, fraud, source, occurred_at, labelled_at, user_id)
    SELECT id, session_id, fraud, 'disposition', occurred_at, labelled_at, ${userId}::uuid
    FROM unnest(${labelled.map((one) => one.labelId)}::uuid[], ${labelled.map((one) => one.sessionId)}::uuid[],
                ${labelled.map((one) => one.fraud === true)}::boolean[],
                ${labelled.map((one) => toDate(one.occurredAt))}::timestamptz[],
                ${labelled.map((one) => toDate(one.at))}::timestamptz[])
      AS said (id, session_id, fraud, occurred_at, labelled_at)
    ON CONFLICT (session_id, source) DO UPDATE
      SET fraud = excluded.fraud, occurred_at = excluded.occurred_at, labelled_at = excluded.labelled_at,
          user_id = excluded.user_id`
}
