/** What one shift leaves to the next, and who has read it. */
import type { AuditEvent } from '../../domain/auditEvent.ts'
import { type CaseId, type ConsoleUserId, type SessionId, toId } from '../../domain/ids.ts'
import type { HandoverNote, HandoverNoteId } from '../../domain/team.ts'
import { fromDate, type Instant, toDate } from '../../domain/time.ts'
import type { AuditStore } from '../database/audit.ts'
import type { Prisma } from '../database/connection.ts'
import type { HandoverAcknowledgementModel, HandoverNoteModel } from '../database/generated/models.ts'

export type NewHandoverNote = Omit<HandoverNote, 'cases' | 'acknowledged'> & { caseIds: CaseId[] }

type Row = HandoverNoteModel & { acknowledgements: HandoverAcknowledgementModel[] }
const WITH_READERS = { acknowledgements: { orderBy: { at: 'asc' } } } as const

export function createHandoverStore(prisma: Prisma, audit: AuditStore) {
  async function toNotes(rows: readonly Row[]): Promise<HandoverNote[]> {
    const cases = await prisma.case.findMany({
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

  async function find(id: HandoverNoteId): Promise<HandoverNote | null> {
    const row = await prisma.handoverNote.findUnique({ where: { id }, include: WITH_READERS })
    return row === null ? null : ((await toNotes([row]))[0] ?? null)
  }

  return {
    find,

    /** Newest first. */
    async list(page: { before: HandoverNoteId | null; limit: number }): Promise<HandoverNote[]> {
      const rows = await prisma.handoverNote.findMany({
        ...(page.before === null ? {} : { where: { id: { lt: page.before } } }),
        orderBy: { id: 'desc' },
        take: page.limit,
        include: WITH_READERS,
      })
      return await toNotes(rows)
    },

    /** Those of these ids that are no case and no session. */
    async unknown(links: {
      caseIds: readonly CaseId[]
      sessionIds: readonly SessionId[]
    }): Promise<Set<string>> {
      const [cases, sessions] = await Promise.all([
        prisma.case.findMany({ where: { id: { in: [...links.caseIds] } }, select: { id: true } }),
        prisma.session.findMany({ where: { id: { in: [...links.sessionIds] } }, select: { id: true } }),
      ])
      const known = new Set([...cases, ...sessions].map(({ id }) => id))
      return new Set([...links.caseIds, ...links.sessionIds].filter((id) => !known.has(id)))
    },

    async write({ shift, author, ...note }: NewHandoverNote, event: AuditEvent): Promise<void> {
      await prisma.$transaction(async (within) => {
        await within.handoverNote.create({
          data: {
            ...note,
            authorId: author,
            shiftFrom: toDate(shift.from),
            shiftTo: toDate(shift.to),
            writtenAt: toDate(note.writtenAt),
          },
        })
        await audit.append(event, within)
      })
    },

    /** Once a person; doing it again changes nothing. */
    async acknowledge(
      reading: { id: HandoverNoteId; userId: ConsoleUserId; at: Instant },
      event: AuditEvent,
    ): Promise<void> {
      const { id, userId, at } = reading
      await prisma.$transaction(async (within) => {
        const { count } = await within.handoverAcknowledgement.createMany({
          data: { noteId: id, userId, at: toDate(at) },
          skipDuplicates: true,
        })
        if (count > 0) await audit.append(event, within)
      })
    },
  }
}

export type HandoverStore = ReturnType<typeof createHandoverStore>
