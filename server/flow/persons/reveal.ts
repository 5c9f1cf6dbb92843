/**
 * reveal: who a person is, shown to whoever gave a reason, for five minutes; by policy only after a second person has
 * agreed within ten. Every step is in the audit, and nothing but the answer to who asked holds the identity.
 */

import type { Identity } from '../../domain/accounts/proofing.ts'
import type { AuditAction } from '../../domain/auditEvent.ts'
import type { ConsoleUser } from '../../domain/consoleUser.ts'
import type { RevealId, SubjectId } from '../../domain/ids.ts'
import type { RevealState } from '../../domain/person.ts'
import { addMs, type Instant, MINUTE_MS, toDate } from '../../domain/time.ts'
import { AppError } from '../../errors.ts'
import { audit, consoleUser } from '../audit.ts'
import type { Settings } from '../dependencies.ts'
import type { DisplayNames } from '../team/ports.ts'
import { type TransactDependencies, type Transaction, transact } from '../transact.ts'
import type { PersonPages, Reveal, RevealReads, RevealStores } from './ports.ts'

export const APPROVED_WITHIN_MS = 10 * MINUTE_MS
export const SHOWN_FOR_MS = 5 * MINUTE_MS

export type RevealDependencies = TransactDependencies<RevealStores> & {
  reveals: RevealReads
}

export function revealState(reveal: Reveal, now: Instant): RevealState {
  if (reveal.refusedBy !== null) return 'refused'
  if (reveal.shownUntil !== null) return now < reveal.shownUntil ? 'approved' : 'expired'
  return now < reveal.expiresAt ? 'waiting' : 'expired'
}

/** @throws AppError notFound. */
export async function requestReveal(
  deps: TransactDependencies<RevealStores> & {
    settings: Pick<Settings, 'revealPolicy'>
    personPages: Pick<PersonPages, 'find'>
  },
  order: { user: ConsoleUser; subjectId: SubjectId; reason: string },
): Promise<Reveal> {
  const { user, subjectId, reason } = order
  if ((await deps.personPages.find(subjectId)) === null)
    throw new AppError('notFound', 'There is no such person')
  const now = deps.clock.now()
  const policy = deps.settings.revealPolicy
  const isAlone = policy === 'single'
  const reveal: Reveal = {
    id: deps.random.id<'reveal'>(),
    subjectId,
    policy,
    reason,
    requestedBy: user.id,
    requestedAt: now,
    expiresAt: addMs(now, APPROVED_WITHIN_MS),
    approvedBy: isAlone ? user.id : null,
    refusedBy: null,
    decidedAt: isAlone ? now : null,
    shownUntil: isAlone ? addMs(now, SHOWN_FOR_MS) : null,
  }
  await transact(deps, async (tx) => {
    await tx.reveals.request(reveal)
    await auditReveal(tx, user, 'identity.requested', reveal)
  })
  return reveal
}

/** @throws AppError notFound; forbidden for who asked; conflict, with who and when, where somebody spoke before. */
export async function decideReveal(
  deps: RevealDependencies & { consoleUsers: DisplayNames },
  order: { user: ConsoleUser; id: RevealId; approve: boolean },
): Promise<Reveal> {
  const { user, id, approve } = order
  const found = await deps.reveals.find(id)
  if (found === null) throw new AppError('notFound', 'There is no such request')
  if (found.requestedBy === user.id)
    throw new AppError('forbidden', 'A second person decides this, not who asked')
  const at = deps.clock.now()
  const action = approve ? 'identity.approved' : 'identity.refused'
  const shownUntil = approve ? addMs(at, SHOWN_FOR_MS) : null
  const done = await transact(deps, async (tx) => {
    if (!(await tx.reveals.decide(id, { by: user.id, at, shownUntil }))) return false
    await auditReveal(tx, user, action, found)
    return true
  })
  const now = (await deps.reveals.find(id)) ?? found
  if (!done) throw await tooLate(deps, now)
  return now
}

async function tooLate(
  deps: { consoleUsers: DisplayNames },
  { approvedBy, refusedBy, decidedAt }: Reveal,
): Promise<AppError> {
  const by = approvedBy ?? refusedBy
  if (by === null || decidedAt === null)
    return new AppError('conflict', 'The time to approve it is over; it must be asked for again')
  const names = await deps.consoleUsers.displayNames([by])
  const conflict = { by: names.get(by) ?? '', at: toDate(decidedAt).toISOString() }
  return new AppError('conflict', `${conflict.by} decided this at ${conflict.at}`, { conflict })
}

/** To who asked, while it may be shown. @throws AppError notFound, for others as well; conflict before and after. */
export async function readIdentity(
  deps: RevealDependencies,
  order: { user: ConsoleUser; id: RevealId },
): Promise<Identity & { shownUntil: Instant }> {
  const found = await deps.reveals.find(order.id)
  if (found === null || found.requestedBy !== order.user.id)
    throw new AppError('notFound', 'There is no such request of yours')
  const state = revealState(found, deps.clock.now())
  if (state !== 'approved' || found.shownUntil === null) throw new AppError('conflict', NOT_NOW[state])
  const identity = await transact(deps, async (tx) => {
    await auditReveal(tx, order.user, 'identity.revealed', found)
    return await tx.reveals.identityOf(found.subjectId)
  })
  return { ...identity, shownUntil: found.shownUntil }
}

const NOT_NOW = {
  waiting: 'A second person has not agreed yet',
  approved: 'It cannot be shown',
  refused: 'A second person refused',
  expired: 'Its time is over; ask again',
} as const satisfies Record<RevealState, string>

/** The reason is free text: it stays with the request, and the audit names the request. */
async function auditReveal(
  tx: Transaction,
  user: ConsoleUser,
  action: AuditAction,
  { id, subjectId, policy }: Pick<Reveal, 'id' | 'subjectId' | 'policy'>,
): Promise<void> {
  await audit(tx, consoleUser(user.id), action, { kind: 'subject', id: subjectId }, { reveal: id, policy })
}
