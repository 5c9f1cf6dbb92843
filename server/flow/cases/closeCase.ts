/** A case closes with its disposition, and what it says becomes the label of each of its sessions. */
import { type Case, type Closing, closingProblems } from '../../domain/cases/case.ts'
import type { SessionId } from '../../domain/ids.ts'
import { type Disposition, FRAUD_BY_DISPOSITION } from '../../domain/sessions/label.ts'
import { eventTimeOf, isTerminal } from '../../domain/sessions/session.ts'
import type { Instant } from '../../domain/time.ts'
import { AppError } from '../../errors.ts'
import { auditAll, consoleUser } from '../audit.ts'
import type { Random } from '../ports.ts'
import { addJobs } from '../transact.ts'
import { assertMayWork, type CaseDependencies, changeOneCase, step, updateCase } from './changeCases.ts'
import type { CaseOrder } from './editCase.ts'
import type { CaseTransaction, SessionDisposition, SessionOfCase } from './ports.ts'

export type CloseOrder = CaseOrder & {
  closing: Closing
  /** Sessions that were something else than the case as a whole. */
  exceptions: { sessionId: SessionId; disposition: Disposition }[]
}

/**
 * @throws AppError badRequest that names what is missing; conflict while a session has not ended, or where somebody
 * else was first.
 */
export async function closeCase(deps: CaseDependencies, order: CloseOrder): Promise<Case> {
  const { user, id, version, closing } = order
  const problems = closingProblems(closing)
  if (problems.length > 0)
    throw new AppError('badRequest', 'The request is not understood', { fields: problems })
  return await changeOneCase(deps, { id, version }, async (tx, current) => {
    assertMayWork(user, current)
    const state = step(current, 'close')
    const sessions = await tx.caseLabels.sessionsOf(id)
    assertEnded(sessions)
    const now = tx.clock.now()
    const labelled = await labelSessions(tx, order, dispositionsOf(tx, order, sessions, now))
    await tx.cases.setSessionsOpen(id, false)
    const { disposition, scamType, loss } = closing
    const details = {
      disposition,
      scamType,
      lossMinor: loss === null ? null : String(loss.amountMinor),
      recoveredMinor: loss === null ? null : String(loss.recoveredMinor),
      currency: loss?.currency ?? null,
      sessions: sessions.length,
      labelled,
    }
    const closed = { ...closing, at: now, by: user.id }
    return await updateCase(tx, { state, closed }, { caseId: id, kind: 'closed', by: user.id, details })
  })
}

/** A session of which the same was said before is left alone. @returns how many were news. */
async function labelSessions(
  tx: CaseTransaction,
  { id, user }: CloseOrder,
  dispositions: readonly SessionDisposition[],
): Promise<number> {
  const before = await tx.caseLabels.lockDispositions(dispositions.map((one) => one.sessionId))
  const changed = dispositions.filter((one) => before.get(one.sessionId) !== one.disposition)
  await tx.caseLabels.putDispositions(changed, user.id)
  const labelled = changed.filter(({ fraud }) => fraud !== null)
  await addJobs(
    tx,
    labelled.map(({ sessionId }) => ({ job: 'learn', payload: { sessionId } })),
  )
  const occurredAt = tx.clock.now()
  await auditAll(
    tx,
    changed.map(({ sessionId, disposition }) => ({
      actor: consoleUser(user.id),
      action: 'session.disposed',
      object: { kind: 'session', id: sessionId },
      details: { disposition, before: before.get(sessionId) ?? null, case: id },
      occurredAt,
    })),
  )
  return changed.length
}

function assertEnded(sessions: readonly SessionOfCase[]): void {
  const open = sessions.filter((session) => !isTerminal(session.state)).length
  if (open > 0)
    throw new AppError(
      'conflict',
      `Sessions of this case that have not ended yet: ${open}. Decide them, or wait.`,
    )
}

function dispositionsOf(
  { random }: { random: Random },
  { closing, exceptions }: CloseOrder,
  sessions: readonly SessionOfCase[],
  now: Instant,
): SessionDisposition[] {
  const ids = new Set(sessions.map((session) => session.id))
  const stranger = exceptions.findIndex((one) => !ids.has(one.sessionId))
  if (stranger >= 0) {
    throw new AppError('badRequest', 'The request is not understood', {
      fields: [{ field: `exceptions.${stranger}.sessionId`, message: 'must be a session of this case' }],
    })
  }
  const dispositionOf = new Map(exceptions.map((one) => [one.sessionId, one.disposition]))
  return sessions.map((session) => {
    const disposition = dispositionOf.get(session.id) ?? closing.disposition
    return {
      sessionId: session.id,
      labelId: random.id<'label'>(),
      disposition,
      fraud: FRAUD_BY_DISPOSITION[disposition],
      occurredAt: session.occurredAt,
      at: eventTimeOf(session, now),
    }
  })
}
