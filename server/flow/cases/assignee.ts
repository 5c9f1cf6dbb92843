/** Who may be given a case. */
import { may } from '../../access/permissions.ts'
import type { ConsoleUser } from '../../domain/consoleUser.ts'
import type { ConsoleUserId } from '../../domain/ids.ts'
import type { ConsoleUserReads } from '../team/ports.ts'
import { fieldProblem } from './changeCases.ts'

/** @throws AppError badRequest where this person may not work on cases, or not on escalated ones. */
export async function mayBeAssigned(
  deps: { consoleUsers: ConsoleUserReads },
  id: ConsoleUserId | null,
  needed: { isEscalated: boolean; field: string } = { isEscalated: false, field: 'assigneeId' },
): Promise<void> {
  if (id === null) return
  const user = await deps.consoleUsers.find(id)
  const action = needed.isEscalated ? 'leadCases' : 'workCases'
  if (user === null || !may(user.role, action))
    throw fieldProblem(
      needed.field,
      `must be somebody who may ${needed.isEscalated ? 'lead' : 'work on'} cases`,
    )
}

/** Everybody to whom a case may be given, by name. */
export async function assignees(deps: { consoleUsers: ConsoleUserReads }): Promise<ConsoleUser[]> {
  return (await deps.consoleUsers.enabled()).filter((user) => may(user.role, 'workCases'))
}
