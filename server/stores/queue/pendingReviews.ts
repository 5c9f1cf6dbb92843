/**
 * What an analyst decided and may still undo. The row is the only thing that undoing and taking effect touch
 * both: whoever deletes it first has its way. It becomes a review in the transaction that moves the session.
 */
import { Overtaken } from '../../domain/conflicts.ts'
import { type SessionId, toId } from '../../domain/ids.ts'
import { fromDate, toDate } from '../../domain/time.ts'
import type { PendingReview, PendingReviewReads, PendingReviewWrites } from '../../flow/review/ports.ts'
import type { PrismaWithin } from '../database/connection.ts'

const WITH_USER = { user: { select: { displayName: true } } } as const

export function createPendingReviewStore(db: PrismaWithin): PendingReviewReads {
  async function of(ids: readonly SessionId[]): Promise<PendingReview[]> {
    const rows = await db.pendingReview.findMany({
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

  return { of, find: async (id) => (await of([id]))[0] ?? null }
}

export function createPendingReviewWrites(open: PrismaWithin): PendingReviewWrites {
  return {
    async enter({ reviewedAt, enteredAt, effectiveAt, ...plain }, { attempt }) {
      await open.pendingReview.create({
        data: {
          ...plain,
          reviewedAt: toDate(reviewedAt),
          enteredAt: toDate(enteredAt),
          effectiveAt: toDate(effectiveAt),
        },
      })
      const { count } = await open.session.updateMany({
        where: { id: plain.sessionId, state: 'HELD', attempt },
        data: { dueAt: toDate(effectiveAt) },
      })
      if (count === 0) throw new Overtaken()
    },

    async undo({ sessionId, userId, dueAt, now }) {
      const { count } = await open.pendingReview.deleteMany({
        where: { sessionId, userId, effectiveAt: { gt: toDate(now) } },
      })
      if (count === 0) return false
      await open.session.updateMany({
        where: { id: sessionId, state: 'HELD' },
        data: { dueAt: toDate(dueAt) },
      })
      return true
    },
  }
}
