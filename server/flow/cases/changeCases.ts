/** What every change of a case shares: its lock and event, who may make it, and what the one who comes second is told. */
import { may } from '../../access/permissions.ts'
import { type Case, type CaseState, type CaseStep, stateAfter } from '../../domain/cases/case.ts'
import type { CaseEvent, CaseEventKind } from '../../domain/cases/caseEvent.ts'
import type { ConsoleUser } from '../../domain/consoleUser.ts'
import type { CaseId, ConsoleUserId } from '../../domain/ids.ts'
import { toDate } from '../../domain/time.ts'
import { AppError } from '../../errors.ts'
import { audit, consoleUser } from '../audit.ts'
import type { ConsoleUserReads, DisplayNames } from '../team/ports.ts'
import { type TransactDependencies, transact, unlessOvertaken } from '../transact.ts'
import type { CaseReads, CaseStores, CaseTransaction, CaseUpdate } from './ports.ts'

export type CaseDependencies = TransactDependencies<CaseStores> & {
  cases: CaseReads
  consoleUsers: ConsoleUserReads
}

/** `version` null: whoever was there before does no harm to this change. */
export type CaseTarget = { id: CaseId; version: number | null }

/**
 * Changes one case, or several together, in one transaction: `work` is given them as they are, locked.
 * @throws AppError notFound; conflict, with who was first and when, and where a session is in another open case.
 */
export async function changeCases<Result>(
  deps: TransactDependencies<CaseStores> & { consoleUsers: DisplayNames },
  targets: readonly CaseTarget[],
  work: (tx: CaseTransaction, current: Case[]) => Promise<Result>,
): Promise<Result> {
  const changing = transact(deps, async (tx) => {
    const found = await tx.cases.lock(targets.map(({ id }) => id))
    const current: Case[] = []
    for (const { id, version } of targets) {
      const one = found.get(id)
      if (one === undefined) throw new AppError('notFound', 'There is no such case')
      if (version !== null && version !== one.version) throw await overtaken(deps, one)
      current.push(one)
    }
    return { result: await work(tx, current) }
  })
  const changed = await unlessOvertaken(changing)
  if (changed === null) throw new AppError('conflict', 'A session of it is in another open case. Look again.')
  return changed.result
}

/** As changeCases, for one. */
export async function changeOneCase<Result>(
  deps: TransactDependencies<CaseStores> & { consoleUsers: DisplayNames },
  target: CaseTarget,
  work: (tx: CaseTransaction, current: Case) => Promise<Result>,
): Promise<Result> {
  return await changeCases(deps, [target], async (tx, [current]) => {
    if (current === undefined) throw new Error('a change of a case is given that case')
    return await work(tx, current)
  })
}

/** `by` null: the service itself. */
export type NewCaseEvent = {
  caseId: CaseId
  kind: CaseEventKind
  by: ConsoleUserId | null
  details?: CaseEvent['details']
  text?: string | null
}

/** An event of the case's timeline, under the id of the audit's. */
export async function recordEvent(
  tx: CaseTransaction,
  { details = {}, text = null, ...event }: NewCaseEvent,
): Promise<void> {
  const at = tx.clock.now()
  const { by, caseId, kind } = event
  const id = await audit(tx, consoleUser(by), `case.${kind}`, { kind: 'case', id: caseId }, details, at)
  await tx.cases.addEvent({ ...event, id, details, text, at })
}

/** Sets what changes of a case, with the event that tells of it. */
export async function updateCase(
  tx: CaseTransaction,
  update: CaseUpdate,
  event: NewCaseEvent,
): Promise<Case> {
  const changed = await tx.cases.update(event.caseId, update, { by: event.by, at: tx.clock.now() })
  await recordEvent(tx, event)
  return changed
}

/** @throws AppError forbidden where the case was escalated past this person. */
export function assertMayWork(user: ConsoleUser, { state }: Case): void {
  if (state === 'escalated' && !may(user.role, 'leadCases'))
    throw new AppError('forbidden', 'This case was escalated; a senior works on it')
}

/** @throws AppError conflict where the step does not start at the state of the case. */
export function step(current: Case, wanted: CaseStep): CaseState {
  const next = stateAfter(current.state, wanted)
  if (next === null)
    throw new AppError('conflict', `The case is ${current.state}: this cannot be done with it`)
  return next
}

/** @throws AppError conflict where the case is closed or merged. */
export function assertOpen({ state }: Case): void {
  if (state === 'closed' || state === 'merged')
    throw new AppError('conflict', `The case is ${state}: nothing is added to it any more`)
}

async function overtaken(
  deps: { consoleUsers: DisplayNames },
  { changedBy, changedAt, version }: Case,
): Promise<AppError> {
  const names = changedBy === null ? null : await deps.consoleUsers.displayNames([changedBy])
  const by = changedBy === null ? null : (names?.get(changedBy) ?? '')
  const at = toDate(changedAt).toISOString()
  const message = `${by ?? 'The service'} changed this case at ${at}. Look again, then decide.`
  return new AppError('conflict', message, { conflict: { by, at, version } })
}

export function fieldProblem(field: string, message: string): AppError {
  return new AppError('badRequest', 'The request is not understood', { fields: [{ field, message }] })
}
