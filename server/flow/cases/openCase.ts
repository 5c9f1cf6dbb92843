/** A case is opened by hand, over sessions that an analyst chose. */
import { type CaseKind, type CaseSeverity, dueAtOf } from '../../domain/cases/case.ts'
import type { ConsoleUser } from '../../domain/consoleUser.ts'
import type { CaseId, ConsoleUserId, SessionId } from '../../domain/ids.ts'
import { AppError } from '../../errors.ts'
import { transact, unlessOvertaken } from '../transact.ts'
import { mayBeAssigned } from './assignee.ts'
import {
  assertMayWork,
  assertOpen,
  type CaseDependencies,
  changeOneCase,
  fieldProblem,
  recordEvent,
  updateCase,
} from './changeCases.ts'

/** So that one transaction can label and move all of a case. */
export const MOST_SESSIONS_OF_A_CASE = 2_000

export type OpenOrder = {
  user: ConsoleUser
  kind: CaseKind
  title: string
  severity: CaseSeverity
  assigneeId: ConsoleUserId | null
  sessionIds: SessionId[]
}

/** @throws AppError badRequest for unknown sessions and people; conflict where a session is in an open case. */
export async function openCase(deps: CaseDependencies, order: OpenOrder): Promise<CaseId> {
  const { user, kind, title, severity, assigneeId } = order
  const sessionIds = [...new Set(order.sessionIds)]
  await mayBeAssigned(deps, assigneeId)
  await assertFree(deps, sessionIds)
  const id = deps.random.id<'case'>()
  const now = deps.clock.now()
  const opened = {
    id,
    kind,
    title,
    severity,
    assigneeId,
    openedAt: now,
    dueAt: dueAtOf(now, severity),
    openedBy: user.id,
  }
  const opening = transact(deps, async (tx) => {
    await tx.cases.insert(opened)
    await tx.cases.addSessions(id, sessionIds, { by: user.id, at: now })
    const details = { kind, severity, sessions: sessionIds.length }
    await recordEvent(tx, { caseId: id, kind: 'opened', by: user.id, details })
    return id
  })
  if ((await unlessOvertaken(opening)) === null) throw taken()
  return id
}

/** @throws AppError as openCase; conflict where the case has too many then, or has changed. */
export async function addSessions(
  deps: CaseDependencies,
  order: { user: ConsoleUser; id: CaseId; version: number; sessionIds: SessionId[] },
): Promise<void> {
  const { user, id, version } = order
  const sessionIds = [...new Set(order.sessionIds)]
  await assertFree(deps, sessionIds, id)
  await changeOneCase(deps, { id, version }, async (tx, current) => {
    assertMayWork(user, current)
    assertOpen(current)
    const added = await tx.cases.addSessions(id, sessionIds, { by: user.id, at: tx.clock.now() })
    if (added.length === 0) return
    if ((await tx.cases.countSessions(id)) > MOST_SESSIONS_OF_A_CASE) throw tooMany()
    const details = { sessions: added.length }
    await updateCase(tx, {}, { caseId: id, kind: 'sessionsAdded', by: user.id, details })
  })
}

export function tooMany(): AppError {
  return new AppError(
    'conflict',
    `A case holds at most ${MOST_SESSIONS_OF_A_CASE} sessions: open another one`,
  )
}

async function assertFree(
  deps: Pick<CaseDependencies, 'cases'>,
  sessionIds: readonly SessionId[],
  besides: CaseId | null = null,
): Promise<void> {
  const existing = new Set(await deps.cases.existing(sessionIds))
  const missing = sessionIds.findIndex((id) => !existing.has(id))
  if (missing >= 0) throw fieldProblem(`sessionIds.${missing}`, 'must be the id of a session')
  const taken = await deps.cases.openCasesOf(sessionIds)
  for (const [sessionId, caseId] of taken) {
    if (caseId !== besides)
      throw new AppError(
        'conflict',
        `Session ${sessionId} is in the open case ${caseId}; merge the cases instead`,
      )
  }
}

function taken(): AppError {
  return new AppError('conflict', 'One of the sessions came into another case just now. Look again.')
}
