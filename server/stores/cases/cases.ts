/** Reads of cases that flows make before they change them. */
import { toId } from '../../domain/ids.ts'
import type { CaseReads } from '../../flow/cases/ports.ts'
import type { Prisma } from '../database/connection.ts'
import { toCase } from './caseRow.ts'

export function createCaseReads(prisma: Prisma): CaseReads {
  return {
    async find(id) {
      const row = await prisma.case.findUnique({ where: { id } })
      return row === null ? null : toCase(row)
    },

    async openCasesOf(sessionIds) {
      const rows = await prisma.caseSession.findMany({
        where: { sessionId: { in: [...sessionIds] }, isOpen: true },
        select: { sessionId: true, caseId: true },
      })
      return new Map(rows.map((row) => [toId<'session'>(row.sessionId), toId<'case'>(row.caseId)]))
    },

    async existing(sessionIds) {
      const rows = await prisma.session.findMany({
        where: { id: { in: [...sessionIds] } },
        select: { id: true },
      })
      return rows.map(({ id }) => toId<'session'>(id))
    },
  }
}
