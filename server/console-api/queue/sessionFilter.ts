import type { SessionFilterOrder } from '../../contract/sessionFilter.ts'
import type { ConsoleUser } from '../../domain/consoleUser.ts'
import type { SessionFilter } from '../../domain/sessions/sessionQuery.ts'

/** `me` is whoever sends the filter. */
export function forUser({ assignee, ...filter }: SessionFilterOrder, user: ConsoleUser): SessionFilter {
  if (assignee === undefined) return filter
  return { ...filter, assignee: assignee === 'me' ? user.id : assignee }
}
