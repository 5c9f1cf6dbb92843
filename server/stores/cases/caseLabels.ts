/** The disposition of a case becomes a label of each of its sessions, in the transaction that closes the case. */
import type { AuditEvent } from '../../domain/auditEvent.ts'
import { type CaseId, type ConsoleUserId, type SessionId, toId } from '../../domain/ids.ts'
import type { Disposition } from '../../domain/sessions/label.ts'
import type { SessionState } from '../../domain/sessions/session.ts'
import { fromDate, type Instant, toDate } from '../../domain/time.ts'
import { toAuditRow } from '../database/audit.ts'
import type { PrismaWithin } from '../database/connection.ts'
import { type NewOutboxRow, toOutboxRow } from '../database/outbox.ts'

export type SessionOfCase = {
  id: SessionId
  state: SessionState
  /** Event time, and how far the wall is ahead of it. */
  occurredAt: Instant
  wallOffsetMs: number
}

/** What is said of one session; `fraud` null: the disposition says neither. */
export type SaidOfSession = {
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
      said: readonly SaidOfSession[],
      userId: ConsoleUserId,
      follows: (
        one: SaidOfSession,
        before: Disposition | null,
      ) => { audit: AuditEvent; outbox: NewOutboxRow[] },
    ): Promise<number> {
      const ids = said.map((one) => one.sessionId).toSorted()
      // As stores/labels: who speaks of a session waits for who speaks of it now.
      await within.$executeRaw`
        SELECT pg_advisory_xact_lock(hashtextextended(id, 0)) FROM unnest(${ids}::text[]) AS id`
      const spoken = await within.sessionDisposition.findMany({ where: { sessionId: { in: ids } } })
      const before = new Map(spoken.map((row) => [row.sessionId, row.disposition]))
      const news = said.filter((one) => before.get(one.sessionId) !== one.disposition)
      await writeDispositions(within, news, userId)
      await writeLabels(within, news, userId)
      const following = news.map((one) => follows(one, before.get(one.sessionId) ?? null))
      await within.outbox.createMany({ data: following.flatMap(({ outbox }) => outbox.map(toOutboxRow)) })
      await within.auditEvent.createMany({ data: following.map(({ audit }) => toAuditRow(audit)) })
      return news.length
    },
  }
}

export type CaseLabelStore = ReturnType<typeof createCaseLabelStore>

async function writeDispositions(
  within: PrismaWithin,
  news: readonly SaidOfSession[],
  userId: ConsoleUserId,
): Promise<void> {
  await within.$executeRaw`
    INSERT INTO session_dispositions (session_id, disposition, user_id, disposed_at, updated_at)
    SELECT session_id, disposition, ${userId}::uuid, disposed_at, now()
    FROM unnest(${news.map((one) => one.sessionId)}::uuid[], ${news.map((one) => one.disposition)}::disposition[],
                ${news.map((one) => toDate(one.at))}::timestamptz[]) AS said (session_id, disposition, disposed_at)
    ON CONFLICT (session_id) DO UPDATE
      SET disposition = excluded.disposition, user_id = excluded.user_id, disposed_at = excluded.disposed_at,
          updated_at = excluded.updated_at`
}

async function writeLabels(
  within: PrismaWithin,
  news: readonly SaidOfSession[],
  userId: ConsoleUserId,
): Promise<void> {
  const silent = news.filter((one) => one.fraud === null).map((one) => one.sessionId)
  await within.label.deleteMany({ where: { sessionId: { in: silent }, source: 'disposition' } })
  const telling = news.filter((one) => one.fraud !== null)
  await within.$executeRaw`
    INSERT INTO labels (id, session_id, fraud, source, occurred_at, labelled_at, user_id)
    SELECT id, session_id, fraud, 'disposition', occurred_at, labelled_at, ${userId}::uuid
    FROM unnest(${telling.map((one) => one.labelId)}::uuid[], ${telling.map((one) => one.sessionId)}::uuid[],
                ${telling.map((one) => one.fraud === true)}::boolean[],
                ${telling.map((one) => toDate(one.occurredAt))}::timestamptz[],
                ${telling.map((one) => toDate(one.at))}::timestamptz[])
      AS said (id, session_id, fraud, occurred_at, labelled_at)
    ON CONFLICT (session_id, source) DO UPDATE
      SET fraud = excluded.fraud, occurred_at = excluded.occurred_at, labelled_at = excluded.labelled_at,
          user_id = excluded.user_id`
}
