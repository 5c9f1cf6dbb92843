/**
 * What an analyst decided and may still undo. The row is the only thing that undoing and taking effect touch
 * both: whoever deletes it first has its way. It becomes a review in the transaction that moves the session.
 */

import type { AuditEvent } from '../../domain/auditEvent.ts'
import { type ConsoleUserId, type SessionId, toId } from '../../domain/ids.ts'
import type { ReviewAction } from '../../domain/sessions/review.ts'
import { fromDate, type Instant, toDate } from '../../domain/time.ts'
import { toAuditRow } from '../database/audit.ts'
import type { Prisma } from '../database/connection.ts'
import { Prisma as PrismaSql } from '../database/generated/client.ts'
import { Overtaken } from '../sessions/sessionTransition.ts'

export type PendingReview = {
  id: string
  sessionId: SessionId
  action: ReviewAction
  userId: ConsoleUserId
  /** The analyst's display name. */
  by: string
  comment: string | null
  /** Event time. */
  reviewedAt: Instant
  /** Wall times. */
  enteredAt: Instant
  effectiveAt: Instant
}

type Fence = { sessionId: SessionId; attempt: number }

const WITH_USER = { user: { select: { displayName: true } } } as const

export function createPendingReviewStore(prisma: Prisma) {
  async function of(ids: readonly SessionId[]): Promise<PendingReview[]> {
    const rows = await prisma.pendingReview.findMany({
      where: { sessionId: { in: [...ids] } },
      include: WITH_USER,
    })
    return rows.map(({ user, ...row }) => ({
      id: row.id,
      sessionId: toId<'session'>(row.sessionId),
      action: row.action,
      userId: toId<'consoleUser'>(row.userId),
      by: user.displayName,
      comment: row.comment,
      reviewedAt: fromDate(row.reviewedAt),
      enteredAt: fromDate(row.enteredAt),
      effectiveAt: fromDate(row.effectiveAt),
    }))
  }

  return {
    of,

    async find(id: SessionId): Promise<PendingReview | null> {
      return (await of([id]))[0] ?? null
    },

    /**
     * Enters it, and has the sweeper look when it takes effect.
     * @returns false where the session is no longer held in that attempt, or somebody entered theirs first.
     */
    async enter(pending: Omit<PendingReview, 'by'>, fence: Fence, audit: AuditEvent): Promise<boolean> {
      const { reviewedAt, enteredAt, effectiveAt, ...plain } = pending
      try {
        await prisma.$transaction(async (within) => {
          await within.pendingReview.create({
            data: {
              ...plain,
              reviewedAt: toDate(reviewedAt),
              enteredAt: toDate(enteredAt),
              effectiveAt: toDate(effectiveAt),
            },
          })
          const { count } = await within.session.updateMany({
            where: { id: fence.sessionId, state: 'HELD', attempt: fence.attempt },
            data: { dueAt: toDate(effectiveAt) },
          })
          if (count === 0) throw new Overtaken()
          await within.auditEvent.create({ data: toAuditRow(audit) })
        })
        return true
      } catch (error) {
        if (error instanceof Overtaken || isTaken(error)) return false
        throw error
      }
    },

    /**
     * Takes it back: the hold goes on until its own deadline (wall time).
     * @returns false where it was not theirs, took effect or was undone before.
     */
    async undo(
      order: { sessionId: SessionId; userId: ConsoleUserId; dueAt: Instant; now: Instant },
      audit: AuditEvent,
    ): Promise<boolean> {
      const { sessionId, userId, dueAt, now } = order
      return await prisma.$transaction(async (within) => {
        const { count } = await within.pendingReview.deleteMany({
          where: { sessionId, userId, effectiveAt: { gt: toDate(now) } },
        })
        if (count === 0) return false
        await within.session.updateMany({
          where: { id: sessionId, state: 'HELD' },
          data: { dueAt: toDate(dueAt) },
        })
        await within.auditEvent.create({ data: toAuditRow(audit) })
        return true
      })
    },
  }
}

function isTaken(error: unknown): boolean {
  return error instanceof PrismaSql.PrismaClientKnownRequestError && error.code === 'P2002'
}

export type PendingReviewStore = ReturnType<typeof createPendingReviewStore>
