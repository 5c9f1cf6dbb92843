/** What every change of a case shares: its event, who may make it, and what the one who comes second is told. */
import { may } from '../../access/permissions.ts'
import { type Case, type CaseState, type CaseStep, stateAfter } from '../../domain/cases/case.ts'
import type { CaseEvent, CaseEventKind } from '../../domain/cases/caseEvent.ts'
import type { ConsoleUser } from '../../domain/consoleUser.ts'
import type { CaseId, ConsoleUserId } from '../../domain/ids.ts'
import { toDate } from '../../domain/time.ts'
import { AppError } from '../../errors.ts'
import type { Changed } from '../../stores/cases/cases.ts'
import type { Dependencies } from '../dependencies.ts'

export type CaseDependencies = Pick<Dependencies, 'clock' | 'random' | 'cases' | 'consoleUsers'>

export function caseEvent(
  deps: Pick<CaseDependencies, 'clock' | 'random'>,
  event: {
    caseId: CaseId
    kind: CaseEventKind
    by: ConsoleUserId | null
    details?: CaseEvent['details']
    text?: string | null
  },
): CaseEvent {
  return {
    details: {},
    text: null,
    ...event,
    id: deps.random.id<'caseEvent'>(),
    at: deps.clock.now(),
  }
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

/** @throws AppError notFound; conflict, with who was first and when. */
export async function resultOf<Result>(
  deps: Pick<CaseDependencies, 'consoleUsers'>,
  outcome: Changed<Result>,
): Promise<Result> {
  switch (outcome.done) {
    case 'changed':
      return outcome.result
    case 'notFound':
      throw new AppError('notFound', 'There is no such case')
    case 'taken':
      throw new AppError('conflict', 'A session of it is in another open case. Look again.')
    case 'stale':
      throw await overtaken(deps, outcome.current)
  }
}

async function overtaken(
  deps: Pick<CaseDependencies, 'consoleUsers'>,
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

/** The one case that a change of one case is given. */
export function onlyOne([current]: readonly Case[]): Case {
  if (current === undefined) throw new Error('a change of a case is given that case')
  return current
}
