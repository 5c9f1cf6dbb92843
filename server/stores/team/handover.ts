/** What one shift leaves to the next, and who has read it. */
import { toId } from '../../domain/ids.ts'
import type { HandoverNote } from '../../domain/team.ts'
import { fromDate, toDate } from '../../domain/time.ts'
import type { HandoverReads, HandoverWrites } from '../../flow/team/ports.ts'
import type { PrismaWithin } from '../database/connection.ts'
import type { HandoverAcknowledgementModel, HandoverNoteModel } from '../database/generated/models.ts'

type Row = HandoverNoteModel & { acknowledgements: HandoverAcknowledgementModel[] }
const WITH_READERS = { acknowledgements: { orderBy: { at: 'asc' } } } as const

export function createHandoverReads(db: PrismaWithin): HandoverReads {
  async function toNotes(rows: readonly Row[]): Promise<HandoverNote[]> {
    const cases = await db.case.findMany({
      where: { id: { in: rows.flatMap(({ caseIds }) => caseIds) } },
      select: { id: true, title: true, state: true },
    })
    return rows.map((row) => ({
      id: toId<'handoverNote'>(row.id),
      author: toId<'consoleUser'>(row.authorId),
      text: row.text,
      shift: { from: fromDate(row.shiftFrom), to: fromDate(row.shiftTo) },
      cases: row.caseIds.flatMap((id) =>
        cases
          .filter((one) => one.id === id)
          .map(({ title, state }) => ({ id: toId<'case'>(id), title, state })),
      ),
      sessionIds: row.sessionIds.map(toId<'session'>),
      writtenAt: fromDate(row.writtenAt),
      acknowledged: row.acknowledgements.map(({ userId, at }) => ({
        by: toId<'consoleUser'>(userId),
        at: fromDate(at),
      })),
    }))
  }

  return {
    async find(id) {
      const row = await db.handoverNote.findUnique({ where: { id }, include: WITH_READERS })
      return row === null ? null : ((await toNotes([row]))[0] ?? null)
    },

    async list(page) {
      const rows = await db.handoverNote.findMany({
        ...(page.before === null ? {} : { where: { id: { lt: page.before } } }),
        orderBy: { id: 'desc' },
        take: page.limit,
        include: WITH_READERS,
      })
      return await toNotes(rows)
    },

    async unknown(links) {
      const [cases, sessions] = await Promise.all([
        db.case.findMany({ where: { id: { in: [...links.caseIds] } }, select: { id: true } }),
        db.session.findMany({ where: { id: { in: [...links.sessionIds] } }, select: { id: true } }),
      ])
      const known = new Set([...cases, ...sessions].map(({ id }) => id))
      return new Set([...links.caseIds, ...links.sessionIds].filter((id) => !known.has(id)))
    },
  }
}

export function createHandoverWrites(open: PrismaWithin): HandoverWrites {
  return {
    async add({ shift, author, ...note }) {
      await open.handoverNote.create({
        data: {
          ...note,
          authorId: author,
          shiftFrom: toDate(shift.from),
          shiftTo: toDate(shift.to),
          writtenAt: toDate(note.writtenAt),
        },
      })
    },

    async acknowledge({ id, userId, at }) {
      const { count } = await open.handoverAcknowledgement.createMany({
        data: { noteId: id, userId, at: toDate(at) },
        skipDuplicates: true,
      })
      return count > 0
    },
  }
}
