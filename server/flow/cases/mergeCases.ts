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
  caseEvent,
  fieldProblem,
  onlyOne,
  resultOf,
  step,
} from './caseEvents.ts'
import { type CaseOrder, onlyMerged } from './changeCase.ts'
import { MOST_SESSIONS_OF_A_CASE, tooMany } from './openCase.ts'

/** @param order.other the case that ends in this one, and the version of it that was looked at. */
export async function merge(
  deps: CaseDependencies,
  order: CaseOrder & { other: { id: CaseId; version: number } },
): Promise<Case> {
  const { user, id, version, other } = order
  if (other.id === id) throw fieldProblem('other.id', 'must be another case')
  const outcome = await deps.cases.change([{ id, version }, other], async (within, [survivor, merged]) => {
    if (survivor === undefined || merged === undefined) throw new Error('a merge is given both cases')
    for (const one of [survivor, merged]) assertMayWork(user, one)
    assertOpen(survivor)
    const state = step(merged, 'merge')
    const now = deps.clock.now()
    const sessions = await deps.cases.moveSessions(within, { from: other.id, to: id, sessionIds: null })
    if ((await deps.cases.countSessions(within, id)) > MOST_SESSIONS_OF_A_CASE) throw tooMany()
    await deps.cases.moveContents(within, other.id, id)
    const left = caseEvent(deps, {
      caseId: other.id,
      kind: 'mergedInto',
      by: user.id,
      details: { into: id, sessions },
    })
    await deps.cases.write(within, merged, { set: { state, mergedIntoId: id }, events: [left] }, user.id, now)
    const got = caseEvent(deps, {
      caseId: id,
      kind: 'absorbed',
      by: user.id,
      details: { case: other.id, sessions },
    })
    const severity = moreSevere(survivor.severity, merged.severity)
    const set = {
      severity,
      dueAt: dueAtOf(survivor.openedAt, severity),
      ...(merged.kind === 'campaign' && { kind: merged.kind }),
    }
    return await deps.cases.write(within, survivor, { set, events: [got] }, user.id, now)
  })
  return await resultOf(deps, outcome)
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
  const outcome = await deps.cases.change(targets, async (within, [merged, survivor]) => {
    if (survivor === undefined || merged === undefined) throw new Error('an unmerge is given both cases')
    assertMayWork(user, survivor)
    assertOpen(survivor)
    const state = step(merged, 'unmerge')
    const now = deps.clock.now()
    const sessions = await deps.cases.giveBack(within, id, into)
    const gave = caseEvent(deps, {
      caseId: into,
      kind: 'released',
      by: user.id,
      details: { case: id, sessions },
    })
    await deps.cases.write(within, survivor, { events: [gave] }, user.id, now)
    const back = caseEvent(deps, {
      caseId: id,
      kind: 'unmerged',
      by: user.id,
      details: { from: into, sessions },
    })
    return await deps.cases.write(
      within,
      merged,
      { set: { state, mergedIntoId: null }, events: [back] },
      user.id,
      now,
    )
  })
  return await resultOf(deps, outcome)
}

/** Chosen sessions go into a case of their own, of the same kind and severity. @returns the new case. */
export async function split(
  deps: CaseDependencies,
  order: CaseOrder & { sessionIds: SessionId[]; title: string },
): Promise<CaseId> {
  const { user, id, version, title } = order
  const sessionIds = [...new Set(order.sessionIds)]
  const outcome = await deps.cases.change([{ id, version }], async (within, cases) => {
    const current = onlyOne(cases)
    assertMayWork(user, current)
    assertOpen(current)
    const now = deps.clock.now()
    const made = deps.random.id<'case'>()
    const { kind, severity, assigneeId } = current
    const opened = {
      id: made,
      kind,
      title,
      severity,
      assigneeId,
      openedAt: now,
      dueAt: current.dueAt,
      openedBy: user.id,
    }
    await deps.cases.insert(within, opened)
    const moved = await deps.cases.moveSessions(within, { from: id, to: made, sessionIds })
    if (moved !== sessionIds.length) throw fieldProblem('sessionIds', 'must be sessions of this case')
    if ((await deps.cases.countSessions(within, id)) === 0)
      throw fieldProblem('sessionIds', 'must leave a session in the case')
    const details = { sessions: moved }
    const off = caseEvent(deps, {
      caseId: id,
      kind: 'split',
      by: user.id,
      details: { ...details, into: made },
    })
    await deps.cases.write(within, current, { events: [off] }, user.id, now)
    const from = caseEvent(deps, {
      caseId: made,
      kind: 'splitOff',
      by: user.id,
      details: { ...details, from: id },
    })
    await deps.cases.record([from], within)
    return made
  })
  return await resultOf(deps, outcome)
}
