/** Filters that somebody keeps, changes and throws away: their own alone. */
import type { ConsoleUser } from '../../domain/consoleUser.ts'
import { AppError } from '../../errors.ts'
import type { Random } from '../ports.ts'
import type { SavedFilter, SavedFilterChange, SavedFilterId, SavedFilters } from './queuePorts.ts'

export async function saveFilter(
  deps: { random: Random; savedFilters: Pick<SavedFilters, 'create'> },
  user: ConsoleUser,
  body: Pick<SavedFilter, 'name' | 'query' | 'shared'>,
): Promise<SavedFilter> {
  const saved = { ...body, id: deps.random.id<'savedFilter'>(), userId: user.id }
  await deps.savedFilters.create(saved)
  return { ...saved, by: user.displayName }
}

/** @throws AppError notFound, for others' too. */
export async function changeFilter(
  deps: { savedFilters: Pick<SavedFilters, 'change'> },
  { user, id, change }: { user: ConsoleUser; id: SavedFilterId; change: SavedFilterChange },
): Promise<void> {
  if (!(await deps.savedFilters.change(id, user.id, change))) throw notTheirs()
}

/** @throws AppError notFound, for others' too. */
export async function removeFilter(
  deps: { savedFilters: Pick<SavedFilters, 'remove'> },
  { user, id }: { user: ConsoleUser; id: SavedFilterId },
): Promise<void> {
  if (!(await deps.savedFilters.remove(id, user.id))) throw notTheirs()
}

function notTheirs(): AppError {
  return new AppError('notFound', 'There is no such saved filter of yours')
}
