/**
 * search: a session's id, an address, a person's code, a relying party's name or words that it showed. What was
 * typed goes no further than this: it is kept as digests under an opaque id, and the audit event tells its kind.
 */

import type { ConsoleUser } from '../../domain/consoleUser.ts'
import { isUuid, toId } from '../../domain/ids.ts'
import type { AddressFacts } from '../../domain/sessions/facts.ts'
import type { SearchTarget, SessionFilter } from '../../domain/sessions/sessionQuery.ts'
import { addMs, type Clock, HOUR_MS } from '../../domain/time.ts'
import { AppError } from '../../errors.ts'
import { audit, consoleUser } from '../audit.ts'
import type { Accounts } from '../ports.ts'
import { type TransactDependencies, transact } from '../transact.ts'
import type { SearchId, SearchReads, SearchStores } from './queuePorts.ts'
import type { QueueReads } from './sessionRecords.ts'

export type SearchDependencies = TransactDependencies<SearchStores> & {
  queue: Pick<QueueReads, 'relyingParties'>
  accounts: Pick<Accounts, 'findSubject'>
  describeAddress(ip: string): AddressFacts
}

const KEPT_MS = HOUR_MS
const MOST_WORDS = 10
const NAME_AT_LEAST = 3

/** ETSI EN 319 412-1, 5.1.3: type, country, hyphen, identifier. */
const SEMANTICS_IDENTIFIER = /^(PNO|PAS|IDC)[A-Z]{2}-[A-Z0-9-]{3,30}$/
/** A bare code, as people copy it: Estonian and Lithuanian codes have 11 digits, Latvian ones a hyphen too. */
const BARE_CODE = /^\d{6}-?\d{5}$/
const COUNTRIES_OF_BARE_CODES = ['EE', 'LV', 'LT'] as const

export async function storeSearch(
  deps: SearchDependencies,
  { text, user, isAddress }: { text: string; user: ConsoleUser; isAddress: boolean },
): Promise<{ id: SearchId; kind: SearchTarget['kind'] }> {
  const target = await targetOf(deps, text.trim(), isAddress)
  const id = deps.random.id<'search'>()
  const now = deps.clock.now()
  await transact(deps, async (tx) => {
    await tx.searches.add({ id, userId: user.id, target, expiresAt: addMs(now, KEPT_MS) })
    const subjectId = target.kind === 'person' ? target.subjectId : null
    const details = { kind: target.kind, subjectId }
    await audit(tx, consoleUser(user.id), 'session.searched', { kind: 'search', id }, details, now)
  })
  return { id, kind: target.kind }
}

/** @throws AppError notFound where there is no such search of theirs, or its hour has passed. */
export async function findSearch(
  deps: { clock: Clock; searches: SearchReads },
  user: ConsoleUser,
  id: SearchId,
): Promise<Pick<SessionFilter, 'search'>> {
  const search = await deps.searches.find(id, user.id, deps.clock.now())
  if (search === null) throw new AppError('notFound', 'There is no such search, or its hour has passed')
  return { search }
}

async function targetOf(deps: SearchDependencies, text: string, isAddress: boolean): Promise<SearchTarget> {
  const lower = text.toLowerCase()
  if (isUuid(lower)) return { kind: 'session', id: toId<'session'>(lower) }
  if (isAddress) return { kind: 'address', addressKey: deps.describeAddress(text).addressKey }
  const codes = codesOf(text.toUpperCase())
  if (codes.length > 0) return { kind: 'person', subjectId: await findPerson(deps, codes) }
  const named = (await deps.queue.relyingParties()).filter(
    ({ name }) => lower.length >= NAME_AT_LEAST && name.toLowerCase().includes(lower),
  )
  if (named.length > 0) {
    return { kind: 'relyingParty', ids: named.map(({ id }) => toId<'relyingParty'>(id)) }
  }
  const words = lower.match(/[\p{L}\p{N}]+/gu)?.slice(0, MOST_WORDS) ?? []
  if (words.length === 0) {
    const message = 'must have a letter or a digit: an id, an address, a person’s code, a name or words'
    throw new AppError('badRequest', 'The request is not understood', {
      fields: [{ field: 'text', message }],
    })
  }
  return { kind: 'words', words }
}

function codesOf(text: string): string[] {
  if (SEMANTICS_IDENTIFIER.test(text)) return [text]
  if (!BARE_CODE.test(text)) return []
  return COUNTRIES_OF_BARE_CODES.map((country) => `PNO${country}-${text}`)
}

async function findPerson(deps: SearchDependencies, codes: readonly string[]) {
  for (const code of codes) {
    const found = await deps.accounts.findSubject(code)
    if (found !== null) return found
  }
  return null
}
