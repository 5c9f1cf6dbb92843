/** A case closes with its disposition, and what it says becomes the label of each of its sessions. */
import { type Case, type Closing, closingProblems } from '../../domain/cases/case.ts'
import type { SessionId } from '../../domain/ids.ts'
import { type Disposition, FRAUD_BY_DISPOSITION } from '../../domain/sessions/label.ts'
import { eventTimeOf, isTerminal } from '../../domain/sessions/session.ts'
import type { Instant } from '../../domain/time.ts'
import { AppError } from '../../errors.ts'
import type { SessionDisposition, SessionOfCase } from '../../stores/cases/caseLabels.ts'
import type { Dependencies } from '../dependencies.ts'
import { enqueueNow, outboxRow } from '../enqueue.ts'
import type { NewOutboxRow } from '../transact.ts'
import { assertMayWork, type CaseDependencies, caseEvent, onlyOne, resultOf, step } from './caseEvents.ts'
import type { CaseOrder } from './changeCase.ts'

export type CloseDependencies = CaseDependencies &
  Pick<Dependencies, 'caseLabels' | 'producer' | 'outbox' | 'log'>

export type CloseOrder = CaseOrder & {
  closing: Closing
  /** Sessions that were something else than the case as a whole. */
  exceptions: { sessionId: SessionId; disposition: Disposition }[]
}

/**
 * @throws AppError badRequest that names what is missing; conflict while a session has not ended, or where somebody
 * else was first.
 */
export async function closeCase(deps: CloseDependencies, order: CloseOrder): Promise<Case> {
  const { user, id, version, closing } = order
  const problems = closingProblems(closing)
  if (problems.length > 0)
    throw new AppError('badRequest', 'The request is not understood', { fields: problems })
  const jobs: NewOutboxRow[] = []
  const outcome = await deps.cases.change([{ id, version }], async (within, cases) => {
    const current = onlyOne(cases)
    assertMayWork(user, current)
    const state = step(current, 'close')
    const sessions = await deps.caseLabels.sessionsOf(within, id)
    assertEnded(sessions)
    const now = deps.clock.now()
    const labelled = await deps.caseLabels.labelSessions(
      within,
      dispositionsOf(deps, order, sessions, now),
      user.id,
      (one, before) => {
        const outbox = one.fraud === null ? [] : [learnRowOf(deps, one.sessionId)]
        jobs.push(...outbox)
        return { outbox, audit: disposed(deps, order, one, before) }
      },
    )
    await deps.cases.setSessionsOpen(within, id, false)
    const { disposition, scamType, loss } = closing
    const event = caseEvent(deps, {
      caseId: id,
      kind: 'closed',
      by: user.id,
      details: {
        disposition,
        scamType,
        lossMinor: loss === null ? null : String(loss.amountMinor),
        recoveredMinor: loss === null ? null : String(loss.recoveredMinor),
        currency: loss?.currency ?? null,
        sessions: sessions.length,
        labelled,
      },
    })
    const set = { state, closed: { ...closing, at: now, by: user.id } }
    return await deps.cases.write(within, current, { set, events: [event] }, user.id, now)
  })
  const closed = await resultOf(deps, outcome)
  await enqueueNow(deps, jobs)
  return closed
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
  deps: Pick<CloseDependencies, 'random'>,
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
      labelId: deps.random.id<'label'>(),
      disposition,
      fraud: FRAUD_BY_DISPOSITION[disposition],
      occurredAt: session.occurredAt,
      at: eventTimeOf(session, now),
    }
  })
}

function learnRowOf(deps: Pick<CloseDependencies, 'random' | 'clock'>, sessionId: SessionId): NewOutboxRow {
  return outboxRow(deps, { job: 'learn', payload: { sessionId } })
}

function disposed(
  deps: Pick<CloseDependencies, 'random' | 'clock'>,
  { id, user }: CloseOrder,
  { sessionId, disposition }: SessionDisposition,
  before: Disposition | null,
) {
  return {
    id: deps.random.id<'auditEvent'>(),
    actor: { kind: 'consoleUser' as const, id: user.id },
    action: 'session.disposed' as const,
    object: { kind: 'session' as const, id: sessionId },
    details: { disposition, before, case: id },
    occurredAt: deps.clock.now(),
  }
}
