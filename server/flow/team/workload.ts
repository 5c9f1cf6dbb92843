/** Who has how much to do, of everybody who decides. */

import { may } from '../../access/permissions.ts'
import type { ConsoleUser } from '../../domain/consoleUser.ts'
import { NO_WORK, type Workload } from '../../domain/team.ts'
import type { Clock, Instant } from '../../domain/time.ts'
import type { ConsoleUserReads, Workloads } from './ports.ts'

type Needs = {
  clock: Clock
  consoleUsers: Pick<ConsoleUserReads, 'enabled'>
  workload: Workloads
}

export async function readWorkload(deps: Needs): Promise<{
  at: Instant
  people: (Workload & { user: ConsoleUser })[]
  /** Open cases that are nobody's. */
  unassigned: Pick<Workload, 'openCases' | 'overdueCases'>
}> {
  const at = deps.clock.now()
  const [users, { byUser, unassigned }] = await Promise.all([
    deps.consoleUsers.enabled(),
    deps.workload.read(at),
  ])
  const people = users
    .filter(({ role }) => may(role, 'reviewSessions'))
    .map((user) => ({ user, ...(byUser.get(user.id) ?? NO_WORK) }))
  return { at, people, unassigned }
}
