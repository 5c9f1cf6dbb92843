/** A person is searched for by identity code in a body; from there on an opaque id stands for the search. */
import type { ConsoleUser } from '../../domain/consoleUser.ts'
import type { PersonSearchId } from '../../domain/ids.ts'
import { addMs, HOUR_MS } from '../../domain/time.ts'
import { AppError } from '../../errors.ts'
import { audit, consoleUser } from '../audit.ts'
import type { Dependencies } from '../dependencies.ts'
import { type CoreStores, type TransactDependencies, transact } from '../transact.ts'
import type { PersonSearchReads, PersonSearchWrites } from './ports.ts'

const KEPT_MS = HOUR_MS

type SearchTransactions = TransactDependencies<CoreStores & { personSearches: PersonSearchWrites }>

export type SearchDependencies = SearchTransactions &
  Pick<Dependencies, 'accounts' | 'personPages'> & { personSearches: PersonSearchReads }

/** The code itself is kept nowhere: not in the search, not in the audit. */
export async function searchPerson(
  deps: SearchDependencies,
  order: { user: ConsoleUser; semanticsIdentifier: string },
): Promise<{ searchId: PersonSearchId; found: boolean }> {
  const { user, semanticsIdentifier } = order
  const subjectId = await deps.accounts.findSubject(semanticsIdentifier)
  const id = deps.random.id<'personSearch'>()
  const now = deps.clock.now()
  const expiresAt = addMs(now, KEPT_MS)
  await transact(deps, async (tx) => {
    const object = { kind: 'personSearch', id } as const
    await audit(tx, consoleUser(user.id), 'person.searched', object, { subject: subjectId })
    await tx.personSearches.add({ id, userId: user.id, subjectId, expiresAt }, now)
  })
  return { searchId: id, found: subjectId !== null }
}

/** Whom a search of one's own found: nobody, or one. @throws AppError notFound where it is another's, or forgotten. */
export async function readSearch(deps: SearchDependencies, user: ConsoleUser, id: PersonSearchId) {
  const search = await deps.personSearches.find(id, user.id, deps.clock.now())
  if (search === null) throw new AppError('notFound', 'There is no such search of yours, or no longer')
  const person = search.subjectId === null ? null : await deps.personPages.find(search.subjectId)
  return person === null ? [] : [person]
}
