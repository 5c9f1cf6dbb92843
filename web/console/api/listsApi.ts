/** Lists: what is known to be bad or good. What is listed is sent, and never answered. */
import { z } from 'zod'
import type { ListEntryWire } from '../../../server/console-api/lists/listWire.ts'
import { LIST_KINDS, type ListKind } from '../../../server/domain/listEntry.ts'
import { OUTCOMES, type Outcome } from '../../../server/domain/sessions/decision.ts'
import { ask } from './http.ts'
import type { NamedThing } from './rulesApi.ts'

export const LISTS_KEY = ['lists'] as const

const listEntry = z.object({
  id: z.string(),
  kind: z.enum(LIST_KINDS),
  name: z.string().nullable(),
  effect: z.enum(OUTCOMES),
  reason: z.string(),
  author: z.string().nullable(),
  expiresAt: z.string().nullable(),
  createdAt: z.string(),
  changedAt: z.string(),
}) satisfies z.ZodType<ListEntryWire>
const page = z.object({ items: z.array(listEntry), nextCursor: z.string().nullable() })

export type ListEntry = z.infer<typeof listEntry>
export type ListPage = z.infer<typeof page>
export type ListFilter = { kind: ListKind | null; effect: Outcome | null; show: 'inForce' | 'all' }

/** @param cursor of the page; empty: the first. */
export async function readLists(filter: ListFilter, cursor: string, signal: AbortSignal): Promise<ListPage> {
  const query = new URLSearchParams({ show: filter.show, limit: '50' })
  if (filter.kind !== null) query.set('kind', filter.kind)
  if (filter.effect !== null) query.set('effect', filter.effect)
  if (cursor !== '') query.set('cursor', cursor)
  return await ask(page, `/lists?${query}`, { signal })
}

export type NewEntry = {
  kind: ListKind
  named: NamedThing
  effect: Outcome
  reason: string
  expiresAt: string | null
}

/** @throws HttpError 400 with what is wrong by field, 409 that says who listed it before. */
export async function addEntry({ named, ...entry }: NewEntry): Promise<ListEntry> {
  return await ask(listEntry, '/lists', { method: 'POST', body: { ...entry, ...named } })
}

export async function changeEntry(
  id: string,
  change: Pick<ListEntry, 'effect' | 'reason' | 'expiresAt'>,
): Promise<ListEntry> {
  return await ask(listEntry, `/lists/${encodeURIComponent(id)}`, { method: 'PATCH', body: change })
}

/** @param isLeaving the page is going away: the request outlives it. */
export async function removeEntry(id: string, isLeaving = false): Promise<void> {
  await ask(z.unknown(), `/lists/${encodeURIComponent(id)}`, { method: 'DELETE', isLeaving })
}
