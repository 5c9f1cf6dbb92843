/**
 * Cases become one, or one becomes two. A merge is undone by `unmerge`, which gives back what came from the merged
 * case and is still there; a split is undone by merging.
 */
import { type Case, dueAtOf, moreSevere } from '../../domain/cases/case.ts'
import type { CaseId, SessionId } from '../../domain/ids.ts'
import { AppError } from '../../errors.ts'
import {
  assertMayWork,
  assertOpen,
  type CaseDependencies,
  changeCases,
  changeOneCase,
  fieldProblem,
  recordEvent,
  step,
  updateCase,
} from './changeCases.ts'
import { type CaseOrder, onlyMerged } from './editCase.ts'
import { MOST_SESSIONS_OF_A_CASE, tooMany } from './openCase.ts'

/** @param order.other the case that ends in this one, and the version of it that was looked at. */
export async function merge(
  deps: CaseDependencies,
  order: CaseOrder & { other: { id: CaseId; version: number } },
): Promise<Case> {
  const { user, id, version, other } = order
  if (other.id === id) throw fieldProblem('other.id', 'must be another case')
  const by = user.id
  return await changeCases(deps, [{ id, version }, other], async (tx, [survivor, merged]) => {
    if (survivor === undefined || merged === undefined) throw new Error('a merge is given both cases')
    for (const one of [survivor, merged]) assertMayWork(user, one)
    assertOpen(survivor)
    const state = step(merged, 'merge')
    const sessions = await tx.cases.moveSessions({ from: other.id, to: id, sessionIds: null })
    if ((await tx.cases.countSessions(id)) > MOST_SESSIONS_OF_A_CASE) throw tooMany()
    await tx.cases.moveContents(other.id, id)
    const left = { caseId: other.id, kind: 'mergedInto', by, details: { into: id, sessions } } as const
    await updateCase(tx, { state, mergedIntoId: id }, left)
    const severity = moreSevere(survivor.severity, merged.severity)
    const update = {
      severity,
      dueAt: dueAtOf(survivor.openedAt, severity),
      ...(merged.kind === 'campaign' && { kind: merged.kind }),
    }
    return await updateCase(tx, update, {
      caseId: id,
      kind: 'absorbed',
      by,
      details: { case: other.id, sessions },
    })
  })
}

/** @throws AppError conflict where the case it went into is no longer open. */
export async function unmerge(deps: CaseDependencies, order: CaseOrder): Promise<Case> {
  const { user, id, version } = order
  const found = await deps.cases.find(id)
  if (found === null) throw new AppError('notFound', 'There is no such case')
  const into = onlyMerged(found)
  const targets = [
    { id, version },
    { id: into, version: null },
  ]
  const by = user.id
  return await changeCases(deps, targets, async (tx, [merged, survivor]) => {
    if (survivor === undefined || merged === undefined) throw new Error('an unmerge is given both cases')
    assertMayWork(user, survivor)
    assertOpen(survivor)
    const state = step(merged, 'unmerge')
    const sessions = await tx.cases.restoreMoved(id, into)
    await updateCase(tx, {}, { caseId: into, kind: 'released', by, details: { case: id, sessions } })
    const back = { caseId: id, kind: 'unmerged', by, details: { from: into, sessions } } as const
    return await updateCase(tx, { state, mergedIntoId: null }, back)
  })
}

/** Chosen sessions go into a case of their own, of the same kind and severity. @returns the new case. */
export async function split(
  deps: CaseDependencies,
  order: CaseOrder & { sessionIds: SessionId[]; title: string },
): Promise<CaseId> {
  const { user, id, version, title } = order
  const sessionIds = [...new Set(order.sessionIds)]
  return await changeOneCase(deps, { id, version }, async (tx, current) => {
    assertMayWork(user, current)
    assertOpen(current)
    const made = tx.random.id<'case'>()
    const { kind, severity, assigneeId, dueAt } = current
    const plain = { kind, title, severity, assigneeId, dueAt }
    await tx.cases.insert({ ...plain, id: made, openedAt: tx.clock.now(), openedBy: user.id })
    const sessions = await tx.cases.moveSessions({ from: id, to: made, sessionIds })
    if (sessions !== sessionIds.length) throw fieldProblem('sessionIds', 'must be sessions of this case')
    if ((await tx.cases.countSessions(id)) === 0)
      throw fieldProblem('sessionIds', 'must leave a session in the case')
    await updateCase(tx, {}, { caseId: id, kind: 'split', by: user.id, details: { sessions, into: made } })
    await recordEvent(tx, {
      caseId: made,
      kind: 'splitOff',
      by: user.id,
      details: { sessions, from: id },
    })
    return made
  })
}
