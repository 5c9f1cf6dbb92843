/** Requests to see who a person is. The identity is opened here for these requests and nowhere else in the console. */

import type { Identity } from '../../domain/accounts/proofing.ts'
import type { AuditEvent } from '../../domain/auditEvent.ts'
import { type ConsoleUserId, type RevealId, type SubjectId, toId } from '../../domain/ids.ts'
import type { RevealPolicy } from '../../domain/person.ts'
import { fromDate, type Instant, toDate } from '../../domain/time.ts'
import type { Vault } from '../../flow/ports.ts'
import { openIdentity } from '../accounts/proofings.ts'
import { userOrNull } from '../cases/caseRow.ts'
import type { AuditStore } from '../database/audit.ts'
import type { Prisma } from '../database/connection.ts'
import type { RevealRequestModel } from '../database/generated/models.ts'
import { shortPseudonym } from '../queue/queueReadModel.ts'

export type Reveal = {
  id: RevealId
  subjectId: SubjectId
  policy: RevealPolicy
  reason: string
  requestedBy: ConsoleUserId
  /** Wall times. */
  requestedAt: Instant
  /** Until then it may be approved. */
  expiresAt: Instant
  approvedBy: ConsoleUserId | null
  refusedBy: ConsoleUserId | null
  decidedAt: Instant | null
  /** Until then who asked may read it. */
  shownUntil: Instant | null
}

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
    decidedAt: row.decidedAt === null ? null : fromDate(row.decidedAt),
    shownUntil: row.shownUntil === null ? null : fromDate(row.shownUntil),
  }
}

export function createRevealStore(prisma: Prisma, vault: Vault, audit: AuditStore) {
  return {
    async ask(reveal: Reveal, event: AuditEvent): Promise<void> {
      const { requestedAt, expiresAt, decidedAt, shownUntil, ...plain } = reveal
      await prisma.$transaction(async (within) => {
        await within.revealRequest.create({
          data: {
            ...plain,
            requestedAt: toDate(requestedAt),
            expiresAt: toDate(expiresAt),
            decidedAt: decidedAt === null ? null : toDate(decidedAt),
            shownUntil: shownUntil === null ? null : toDate(shownUntil),
          },
        })
        await audit.append(event, within)
      })
    },

    async find(id: RevealId): Promise<Reveal | null> {
      const row = await prisma.revealRequest.findUnique({ where: { id } })
      return row === null ? null : toReveal(row)
    },

    /** @returns false where it was decided before, or its time is over; nothing was written then. */
    async decide(
      id: RevealId,
      decision: { by: ConsoleUserId; at: Instant; shownUntil: Instant | null },
      event: AuditEvent,
    ): Promise<boolean> {
      const { by, at, shownUntil } = decision
      return await prisma.$transaction(async (within) => {
        const { count } = await within.revealRequest.updateMany({
          where: { id, decidedAt: null, expiresAt: { gt: toDate(at) } },
          data: {
            decidedAt: toDate(at),
            ...(shownUntil === null ? { refusedBy: by } : { approvedBy: by, shownUntil: toDate(shownUntil) }),
          },
        })
        if (count === 0) return false
        await audit.append(event, within)
        return true
      })
    },

    /** Those that wait for somebody's word, with the person's short name; the oldest first. */
    async waiting(now: Instant): Promise<(Reveal & { person: string })[]> {
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

    /** Opens the identity, with its audit event first. */
    async identityOf(subjectId: SubjectId, event: AuditEvent): Promise<Identity> {
      await audit.append(event)
      const row = await prisma.subject.findUniqueOrThrow({
        where: { id: subjectId },
        select: { identity: true },
      })
      return openIdentity(vault, row.identity)
    },
  }
}

export type RevealStore = ReturnType<typeof createRevealStore>
