/** One change of a session's state, with the decision, review and notice behind it. */

import { Overtaken } from '../../domain/conflicts.ts'
import { type Instant, toDate } from '../../domain/time.ts'
import type { Vault } from '../../flow/ports.ts'
import type { SessionMove } from '../../flow/request/moveSession.ts'
import type { PrismaWithin } from '../database/connection.ts'
import { isUniqueViolation } from '../database/errorCodes.ts'
import { toDecisionRow } from './decisionRow.ts'

/** @throws Overtaken where the session is no longer in that state and attempt, or was decided at that stage. */
export async function writeMove(open: PrismaWithin, vault: Vault, move: SessionMove): Promise<void> {
  const { id, decision, review, notice, endsHold } = move
  if (endsHold !== undefined) await takePendingReview(open, id, endsHold.pendingReviewId)
  if (decision !== undefined) {
    // The primary key (session, stage) refuses a second decision: somebody decided first.
    await open.decision.create({ data: toDecisionRow(id, decision) }).catch((error: unknown) => {
      throw isUniqueViolation(error) ? new Overtaken() : error
    })
  }
  if (review !== undefined) {
    await open.review.create({ data: { ...review, sessionId: id, reviewedAt: toDate(review.reviewedAt) } })
  }
  const { count } = await open.session.updateMany({
    where: { id, state: move.from, attempt: move.attempt },
    data: { state: move.to, attempt: { increment: 1 }, ...toColumns(move, vault) },
  })
  if (count === 0) throw new Overtaken()
  if (notice !== undefined) {
    await open.notice.create({
      data: { ...notice, sessionId: id, channel: 'email', deadlineAt: toDate(notice.deadlineAt) },
    })
  }
  if (move.to === 'COMPLETE' || move.to === 'BLOCKED')
    await open.deviceLink.deleteMany({ where: { sessionId: id } })
}

async function takePendingReview(
  open: PrismaWithin,
  sessionId: string,
  expected: string | null,
): Promise<void> {
  const isAsExpected =
    expected === null
      ? (await open.pendingReview.count({ where: { sessionId } })) === 0
      : (await open.pendingReview.deleteMany({ where: { sessionId, id: expected } })).count > 0
  if (!isAsExpected) throw new Overtaken()
}

function toColumns(move: SessionMove, vault: Vault) {
  switch (move.to) {
    case 'AWAITING_CLAIM':
      return {}
    case 'RECEIVED': {
      const { dueAt, phoneAddress, ...plain } = move.set
      return { ...plain, dueAt: toDate(dueAt), phoneAddress: vault.seal(phoneAddress) }
    }
    case 'HELD':
      return { holdUntil: toDate(move.set.holdUntil), dueAt: toDate(move.set.dueAt) }
    case 'DELIVERED': {
      const { deliveredAt, dueAt, ...plain } = move.set
      return { ...plain, deliveredAt: toDate(deliveredAt), dueAt: toDate(dueAt) }
    }
    case 'COMPLETE': {
      const { endResult, certificate, signature, ...ending } = move.set
      return {
        ...toEndColumns(ending, vault),
        endResult,
        ...(certificate !== null && { certificate: vault.seal(certificate) }),
        ...(signature !== null && { signature: Uint8Array.from(signature) }),
      }
    }
    case 'BLOCKED':
      return toEndColumns(move.set, vault)
  }
}

function toEndColumns<Ending extends { endedAt: Instant; visibleAt: Instant; phoneAddress?: string }>(
  { endedAt, visibleAt, phoneAddress, ...plain }: Ending,
  vault: Vault,
) {
  return {
    ...plain,
    endedAt: toDate(endedAt),
    visibleAt: toDate(visibleAt),
    dueAt: null,
    ...(phoneAddress !== undefined && { phoneAddress: vault.seal(phoneAddress) }),
  }
}
