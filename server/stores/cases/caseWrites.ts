/** Changes of cases inside an open transaction. A note stays as it was written; triggers guard the steps of a case. */
import { z } from 'zod'
import { type CaseId, toId } from '../../domain/ids.ts'
import { addMs, DAY_MS, fromDateOrNull, toDate } from '../../domain/time.ts'
import type { CaseWrites } from '../../flow/cases/ports.ts'
import type { PrismaWithin } from '../database/connection.ts'
import { toCase, toClosedColumns, toEventRow } from './caseRow.ts'

const caseRow = z.object({ caseId: z.string().transform(toId<'case'>) })
const sessionRow = z.object({ sessionId: z.string().transform(toId<'session'>) })

export function createCaseWrites(open: PrismaWithin): CaseWrites {
  return {
    async lock(ids) {
      await open.$queryRaw`SELECT 1 FROM cases WHERE id = ANY(${[...ids]}::uuid[]) ORDER BY id FOR UPDATE`
      const rows = await open.case.findMany({ where: { id: { in: [...ids] } } })
      return new Map(rows.map((row) => [toId<'case'>(row.id), toCase(row)]))
    },

    async lockPerson(subjectId) {
      await open.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`case ${subjectId}`}, 0))`
    },

    async insert({ openedAt, dueAt, ...plain }) {
      const at = toDate(openedAt)
      await open.case.create({
        data: { ...plain, openedAt: at, dueAt: toDate(dueAt), changedAt: at, changedBy: plain.openedBy },
      })
    },

    async update(id, { dueAt, closed, ...plain }, { by, at }) {
      const row = await open.case.update({
        where: { id },
        data: {
          ...plain,
          ...(dueAt !== undefined && { dueAt: toDate(dueAt) }),
          ...(closed !== undefined && toClosedColumns(closed)),
          version: { increment: 1 },
          changedAt: toDate(at),
          changedBy: by,
        },
      })
      return toCase(row)
    },

    async addEvent(event) {
      await open.caseEvent.create({ data: toEventRow(event) })
    },

    async addSessions(id, sessionIds, { by, at }) {
      const rows = await open.$queryRaw<unknown[]>`
        INSERT INTO case_sessions (case_id, session_id, added_at, added_by)
        SELECT ${id}::uuid, id, ${toDate(at)}::timestamptz, ${by}::uuid FROM unnest(${[...sessionIds]}::uuid[]) AS id
        ON CONFLICT (case_id, session_id) DO NOTHING
        RETURNING session_id::text AS "sessionId"`
      return rows.map((row) => sessionRow.parse(row).sessionId)
    },

    async countSessions(id) {
      return await open.caseSession.count({ where: { caseId: id } })
    },

    async setSessionsOpen(id, isOpen) {
      await open.caseSession.updateMany({ where: { caseId: id }, data: { isOpen } })
    },

    async moveSessions({ from, to, sessionIds }) {
      const { count } = await open.caseSession.updateMany({
        where: { caseId: from, ...(sessionIds !== null && { sessionId: { in: [...sessionIds] } }) },
        data: { caseId: to, movedFromId: from },
      })
      return count
    },

    async moveContents(from, to) {
      const data = { caseId: to, movedFromId: from }
      await open.caseNote.updateMany({ where: { caseId: from }, data })
      await open.caseFile.updateMany({ where: { caseId: from }, data })
      await open.$executeRaw`
        INSERT INTO case_tags (case_id, tag) SELECT ${to}::uuid, tag FROM case_tags WHERE case_id = ${from}::uuid
        ON CONFLICT DO NOTHING`
    },

    async restoreMoved(origin, from) {
      const where = { caseId: from, movedFromId: origin }
      const data = { caseId: origin, movedFromId: null }
      const { count } = await open.caseSession.updateMany({ where, data })
      await open.caseNote.updateMany({ where, data })
      await open.caseFile.updateMany({ where, data })
      return count
    },

    async ofSession(sessionId) {
      const rows = await open.caseSession.findMany({
        where: { sessionId },
        include: { case: { select: { closedAt: true } } },
      })
      return rows.map((row) => ({
        caseId: toId<'case'>(row.caseId),
        isOpen: row.isOpen,
        closedAt: fromDateOrNull(row.case.closedAt),
      }))
    },

    /** An id is of wall time and no event lies after its session's id, so a day before bounds the read. */
    async openCaseNear({ subjectId, occurredAt, nearMs }): Promise<CaseId | null> {
      const from = addMs(occurredAt, -nearMs)
      const to = addMs(occurredAt, nearMs)
      const rows = await open.$queryRaw<unknown[]>`
        SELECT cs.case_id::text AS "caseId" FROM sessions s
        JOIN case_sessions cs ON cs.session_id = s.id AND cs.is_open
        WHERE s.subject_id = ${subjectId}::uuid
          AND s.id >= uuid_v7_floor(${toDate(addMs(from, -DAY_MS))}::timestamptz)
          AND s.occurred_at BETWEEN ${toDate(from)}::timestamptz AND ${toDate(to)}::timestamptz
        ORDER BY s.id DESC LIMIT 1`
      return rows[0] === undefined ? null : caseRow.parse(rows[0]).caseId
    },
  }
}
