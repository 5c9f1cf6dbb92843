/** Requests to see who a person is. The identity is opened here for these requests and nowhere else in the console. */

import { toId } from '../../domain/ids.ts'
import { fromDate, fromDateOrNull, toDate } from '../../domain/time.ts'
import type { Reveal, RevealReads, RevealWrites } from '../../flow/persons/ports.ts'
import type { Vault } from '../../flow/ports.ts'
import { openIdentity } from '../accounts/proofings.ts'
import { userOrNull } from '../cases/caseRow.ts'
import type { Prisma, PrismaWithin } from '../database/connection.ts'
import type { RevealRequestModel } from '../database/generated/models.ts'
import { shortPseudonym } from '../queue/queueReadModel.ts'

function toReveal(row: RevealRequestModel): Reveal {
  return {
    id: toId<'reveal'>(row.id),
    subjectId: toId<'subject'>(row.subjectId),
    policy: row.policy,
    reason: row.reason,
    requestedBy: toId<'consoleUser'>(row.requestedBy),
    requestedAt: fromDate(row.requestedAt),
    expiresAt: fromDate(row.expiresAt),
    approvedBy: userOrNull(row.approvedBy),
    refusedBy: userOrNull(row.refusedBy),
    decidedAt: fromDateOrNull(row.decidedAt),
    shownUntil: fromDateOrNull(row.shownUntil),
  }
}

export function createRevealReads(prisma: Prisma): RevealReads {
  return {
    async find(id) {
      const row = await prisma.revealRequest.findUnique({ where: { id } })
      return row === null ? null : toReveal(row)
    },

    async waiting(now) {
      const rows = await prisma.revealRequest.findMany({
        where: { decidedAt: null, expiresAt: { gt: toDate(now) } },
        orderBy: { requestedAt: 'asc' },
        take: 200,
      })
      const subjects = await prisma.subject.findMany({
        where: { id: { in: rows.map((row) => row.subjectId) } },
        select: { id: true, pseudonym: true },
      })
      const nameOf = new Map(subjects.map((subject) => [subject.id, shortPseudonym(subject.pseudonym)]))
      return rows.map((row) => ({ ...toReveal(row), person: nameOf.get(row.subjectId) ?? '' }))
    },
  }
}

export function createRevealWrites(open: PrismaWithin, vault: Vault): RevealWrites {
  return {
    async request({ requestedAt, expiresAt, decidedAt, shownUntil, ...plain }) {
      await open.revealRequest.create({
        data: {
          ...plain,
          requestedAt: toDate(requestedAt),
          expiresAt: toDate(expiresAt),
          decidedAt: decidedAt === null ? null : toDate(decidedAt),
          shownUntil: shownUntil === null ? null : toDate(shownUntil),
        },
      })
    },

    async decide(id, { by, at, shownUntil }) {
      const { count } = await open.revealRequest.updateMany({
        where: { id, decidedAt: null, expiresAt: { gt: toDate(at) } },
        data: {
          decidedAt: toDate(at),
          ...(shownUntil === null ? { refusedBy: by } : { approvedBy: by, shownUntil: toDate(shownUntil) }),
        },
      })
      return count > 0
    },

    async identityOf(subjectId) {
      const row = await open.subject.findUniqueOrThrow({
        where: { id: subjectId },
        select: { identity: true },
      })
      return openIdentity(vault, row.identity)
    },
  }
}
