/**
 * One change of a session's state, and all that is written with it: the decision, review and audit event
 * behind it, the notice and outbox rows that follow.
 */

import type { AuditEvent } from '../../domain/auditEvent.ts'
import type { ConsoleUserId, SessionId } from '../../domain/ids.ts'
import type { ReviewAction } from '../../domain/review.ts'
import type { EndResult, Flow, InteractionType, SessionState } from '../../domain/sessions/session.ts'
import { type Instant, toDate } from '../../domain/time.ts'
import type { NewOutboxRow } from '../../flow/transact.ts'
import { toAuditRow } from '../database/audit.ts'
import type { PrismaWithin } from '../database/connection.ts'
import { Prisma as PrismaSql } from '../database/generated/client.ts'
import { toOutboxRow } from '../database/outbox.ts'
import type { Vault } from '../database/vault.ts'
import { type TakenDecision, toDecisionRow } from './decisionRow.ts'

export type Transition = {
  id: SessionId
  from: SessionState
  attempt: number
  to: SessionState
  set?: {
    flow?: Flow
    subjectId?: string
    accountId?: string
    holdUntil?: Instant
    deliveredAt?: Instant
    endedAt?: Instant
    visibleAt?: Instant
    dueAt?: Instant | null
    endResult?: EndResult
    interactionUsed?: InteractionType
    signature?: Uint8Array<ArrayBuffer>
    /** DER; sealed on the way in. */
    certificate?: Uint8Array
    phoneAddress?: string
    phoneNetworkKey?: string
  }
  decision?: TakenDecision
  review?: {
    action: ReviewAction
    userId: ConsoleUserId | null
    comment: string | null
    reviewedAt: Instant
  }
  /**
   * A hold ends: by the pending review of this id, or (null) by none. Where another one was entered, the
   * session is overtaken.
   */
  endsHold?: { pendingReviewId: string | null }
  /** Written with what it records, or not at all. */
  audit?: AuditEvent
  notice?: { id: string; template: string; deadlineAt: Instant }
  outbox?: NewOutboxRow[]
  /** An outbox row whose effect this transition is. */
  settles?: string
}

/** Somebody else moved the session first: the transaction must be rolled back. */
export class Overtaken extends Error {}

/** @throws Overtaken where the session is no longer in that state and attempt. */
export async function writeTransition(within: PrismaWithin, vault: Vault, change: Transition): Promise<void> {
  const { decision, review, notice, endsHold } = change
  if (endsHold !== undefined) {
    const { id } = change
    const pending = await within.$queryRaw<{ id: string }[]>`
      DELETE FROM pending_reviews WHERE session_id = ${id}::uuid RETURNING id::text`
    if ((pending[0]?.id ?? null) !== endsHold.pendingReviewId) throw new Overtaken()
  }
  if (decision !== undefined) {
    await within.decision.create({ data: toDecisionRow(change.id, decision) })
  }
  if (review !== undefined) {
    await within.review.create({
      data: { ...review, sessionId: change.id, reviewedAt: toDate(review.reviewedAt) },
    })
  }
  const { count } = await within.session.updateMany({
    where: { id: change.id, state: change.from, attempt: change.attempt },
    data: { state: change.to, attempt: { increment: 1 }, ...toColumns(change.set ?? {}, vault) },
  })
  if (count === 0) throw new Overtaken()
  if (change.audit !== undefined) await within.auditEvent.create({ data: toAuditRow(change.audit) })
  if (notice !== undefined) {
    await within.notice.create({
      data: { ...notice, sessionId: change.id, channel: 'email', deadlineAt: toDate(notice.deadlineAt) },
    })
  }
  if (change.outbox !== undefined && change.outbox.length > 0) {
    await within.outbox.createMany({ data: change.outbox.map(toOutboxRow) })
  }
  if (change.settles !== undefined) await within.outbox.deleteMany({ where: { id: change.settles } })
  if (change.set?.endedAt !== undefined)
    await within.deviceLink.deleteMany({ where: { sessionId: change.id } })
}

/** The primary key (session, stage) of decisions refused a second one: somebody decided first. */
export function isDuplicateDecision(error: unknown): boolean {
  return error instanceof PrismaSql.PrismaClientKnownRequestError && error.code === 'P2002'
}

function toColumns(set: NonNullable<Transition['set']>, vault: Vault) {
  const { holdUntil, deliveredAt, endedAt, visibleAt, dueAt, certificate, phoneAddress, ...plain } = set
  return {
    ...plain,
    ...(holdUntil !== undefined && { holdUntil: toDate(holdUntil) }),
    ...(deliveredAt !== undefined && { deliveredAt: toDate(deliveredAt) }),
    ...(endedAt !== undefined && { endedAt: toDate(endedAt) }),
    ...(visibleAt !== undefined && { visibleAt: toDate(visibleAt) }),
    ...(dueAt !== undefined && { dueAt: dueAt === null ? null : toDate(dueAt) }),
    ...(certificate !== undefined && { certificate: vault.seal(certificate) }),
    ...(phoneAddress !== undefined && { phoneAddress: vault.seal(phoneAddress) }),
  }
}
