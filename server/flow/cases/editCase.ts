/** A case gets another title, severity or assignee; goes up to a senior, comes back, or is opened again. */
import {
  type Case,
  type CaseKind,
  type CaseSeverity,
  type CaseStep,
  dueAtOf,
} from '../../domain/cases/case.ts'
import type { CaseEvent, CaseEventKind } from '../../domain/cases/caseEvent.ts'
import type { ConsoleUser } from '../../domain/consoleUser.ts'
import type { CaseId, ConsoleUserId } from '../../domain/ids.ts'
import { AppError } from '../../errors.ts'
import { mayBeAssigned } from './assignee.ts'
import {
  assertMayWork,
  assertOpen,
  type CaseDependencies,
  changeOneCase,
  step,
  updateCase,
} from './changeCases.ts'
import type { CaseTransaction, CaseUpdate } from './ports.ts'

/** `version`: the one that was looked at. */
export type CaseOrder = { user: ConsoleUser; id: CaseId; version: number }

export type CasePatch = {
  title?: string
  kind?: CaseKind
  severity?: CaseSeverity
  assigneeId?: ConsoleUserId | null
}

/** The time by which it is due follows the severity, counted from the opening. */
export async function changeCase(
  deps: CaseDependencies,
  order: CaseOrder & { patch: CasePatch },
): Promise<Case> {
  const { user, id, version, patch } = order
  return await changeOneCase(deps, { id, version }, async (tx, current) => {
    assertMayWork(user, current)
    assertOpen(current)
    const { assigneeId = null, severity, title, kind } = patch
    const isEscalated = current.state === 'escalated'
    await mayBeAssigned(deps, assigneeId, { isEscalated, field: 'assigneeId' })
    const details: CaseEvent['details'] = {
      ...(severity !== undefined && { severity, severityBefore: current.severity }),
      ...(patch.assigneeId !== undefined && { assignee: assigneeId, assigneeBefore: current.assigneeId }),
      ...(title !== undefined && { title: true }),
      ...(kind !== undefined && { kind, kindBefore: current.kind }),
    }
    // The former title: the new one stands in the case.
    const text = title === undefined ? null : current.title
    const eventKind = kind === 'campaign' && current.kind === 'case' ? 'becameCampaign' : 'changed'
    const update = { ...patch, ...(severity !== undefined && { dueAt: dueAtOf(current.openedAt, severity) }) }
    return await updateCase(tx, update, { caseId: id, kind: eventKind, by: user.id, details, text })
  })
}

/** To a senior: the one named, or whoever takes it. */
export async function escalate(
  deps: CaseDependencies,
  order: CaseOrder & { reason: string; to: ConsoleUserId | null },
): Promise<Case> {
  await mayBeAssigned(deps, order.to, { isEscalated: true, field: 'to' })
  return await move(deps, order, 'escalate', 'escalated', { assigneeId: order.to })
}

/** Back to whoever takes it. */
export async function deescalate(
  deps: CaseDependencies,
  order: CaseOrder & { reason: string },
): Promise<Case> {
  return await move(deps, order, 'giveBack', 'givenBack', { assigneeId: null })
}

/** Its labels stay what they are until it closes again. */
export async function reopen(deps: CaseDependencies, order: CaseOrder & { reason: string }): Promise<Case> {
  return await move(deps, order, 'reopen', 'reopened', { closed: null }, (tx) =>
    tx.cases.setSessionsOpen(order.id, true),
  )
}

async function move(
  deps: CaseDependencies,
  order: CaseOrder & { reason: string },
  wanted: CaseStep,
  kind: CaseEventKind,
  update: CaseUpdate,
  also: (tx: CaseTransaction) => Promise<void> = async () => {},
): Promise<Case> {
  const { user, id, version, reason } = order
  return await changeOneCase(deps, { id, version }, async (tx, current) => {
    assertMayWork(user, current)
    const state = step(current, wanted)
    await also(tx)
    const details = { assignee: update.assigneeId ?? null }
    return await updateCase(
      tx,
      { ...update, state },
      { caseId: id, kind, by: user.id, details, text: reason },
    )
  })
}

export function onlyMerged(current: Case): CaseId {
  if (current.mergedIntoId === null)
    throw new AppError('conflict', `The case is ${current.state}: it was not merged`)
  return current.mergedIntoId
}
