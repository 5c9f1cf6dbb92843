/** Dispositions and labels of all sessions of a case, in the transaction that closes it. */
import { type ConsoleUserId, toId } from '../../domain/ids.ts'
import { fromDate, toDate } from '../../domain/time.ts'
import type { CaseLabelWrites, SessionDisposition } from '../../flow/cases/ports.ts'
import type { PrismaWithin } from '../database/connection.ts'

export function createCaseLabelWrites(open: PrismaWithin): CaseLabelWrites {
  return {
    async sessionsOf(id) {
      const links = await open.caseSession.findMany({ where: { caseId: id }, select: { sessionId: true } })
      const rows = await open.session.findMany({
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

    /** The lock of a session's labels (stores/sessions/labels), in one order. */
    async lockDispositions(sessionIds) {
      const ids = sessionIds.toSorted()
      await open.$executeRaw`
        SELECT pg_advisory_xact_lock(hashtextextended(id, 0)) FROM unnest(${ids}::text[]) AS id`
      const rows = await open.sessionDisposition.findMany({ where: { sessionId: { in: ids } } })
      return new Map(rows.map((row) => [toId<'session'>(row.sessionId), row.disposition]))
    },

    async putDispositions(dispositions, userId) {
      await writeDispositions(open, dispositions, userId)
      await writeLabels(open, dispositions, userId)
    },
  }
}

async function writeDispositions(
  open: PrismaWithin,
  changed: readonly SessionDisposition[],
  userId: ConsoleUserId,
): Promise<void> {
  await open.$executeRaw`
    INSERT INTO session_dispositions (session_id, disposition, user_id, disposed_at, updated_at)
    SELECT session_id, disposition, ${userId}::uuid, disposed_at, now()
    FROM unnest(${changed.map((one) => one.sessionId)}::uuid[], ${changed.map((one) => one.disposition)}::disposition[],
                ${changed.map((one) => toDate(one.at))}::timestamptz[]) AS said (session_id, disposition, disposed_at)
    ON CONFLICT (session_id) DO UPDATE
      SET disposition = excluded.disposition, user_id = excluded.user_id, disposed_at = excluded.disposed_at,
          updated_at = excluded.updated_at`
}

async function writeLabels(
  open: PrismaWithin,
  changed: readonly SessionDisposition[],
  userId: ConsoleUserId,
): Promise<void> {
  const unlabelled = changed.filter((one) => one.fraud === null).map((one) => one.sessionId)
  await open.label.deleteMany({ where: { sessionId: { in: unlabelled }, source: 'disposition' } })
  const labelled = changed.filter((one) => one.fraud !== null)
  await open.$executeRaw`
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
