/** A person is searched for by identity code in a body; from there on an opaque id stands for the search. */
import type { ConsoleUser } from '../../domain/consoleUser.ts'
import type { PersonSearchId } from '../../domain/ids.ts'
import { addMs, HOUR_MS } from '../../domain/time.ts'
import { AppError } from '../../errors.ts'
import type { Dependencies } from '../dependencies.ts'

const KEPT_MS = HOUR_MS

export type SearchDependencies = Pick<
  Dependencies,
  'clock' | 'random' | 'accounts' | 'audit' | 'personSearches' | 'personPages'
>

/** The code itself is kept nowhere: not in the search, not in the audit. */
export async function searchPerson(
  deps: SearchDependencies,
  order: { user: ConsoleUser; semanticsIdentifier: string },
): Promise<{ searchId: PersonSearchId; found: boolean }> {
  const { user, semanticsIdentifier } = order
  const subjectId = await deps.accounts.findSubject(semanticsIdentifier)
  const id = deps.random.id<'personSearch'>()
  const now = deps.clock.now()
  await deps.audit.append({
    id: deps.random.id<'auditEvent'>(),
    actor: { kind: 'consoleUser', id: user.id },
    action: 'person.searched',
    object: { kind: 'personSearch', id },
    details: { subject: subjectId },
    occurredAt: now,
  })
  await deps.personSearches.keep({ id, userId: user.id, subjectId, expiresAt: addMs(now, KEPT_MS) }, now)
  return { searchId: id, found: subjectId !== null }
}

/** Whom a search of one's own found: nobody, or one. @throws AppError notFound where it is another's, or forgotten. */
export async function readSearch(deps: SearchDependencies, user: ConsoleUser, id: PersonSearchId) {
  const search = await deps.personSearches.find(id, user.id, deps.clock.now())
  if (search === null) throw new AppError('notFound', 'There is no such search of yours, or no longer')
  const person = search.subjectId === null ? null : await deps.personPages.find(search.subjectId)
  return person === null ? [] : [person]
}
