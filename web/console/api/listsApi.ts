/** Lists: what is known to be bad or good. What is listed is sent, and never answered. */
import type { NamedThing } from '../../../server/contract/forms/namedThing.ts'
import {
  type ListEntry,
  type ListEntryChange,
  type ListFilter,
  type ListPage,
  listEntries,
  listEntry,
} from '../../../server/contract/lists.ts'
import type { ListKind } from '../../../server/domain/listEntry.ts'
import type { Outcome } from '../../../server/domain/sessions/decision.ts'
import { callApi, send } from './http.ts'

export const LISTS_KEY = ['lists'] as const

/** @param cursor of the page; empty: the first. */
export async function readLists(filter: ListFilter, cursor: string, signal: AbortSignal): Promise<ListPage> {
  const query = new URLSearchParams({ show: filter.show, limit: '50' })
  if (filter.kind !== null) query.set('kind', filter.kind)
  if (filter.effect !== null) query.set('effect', filter.effect)
  if (cursor !== '') query.set('cursor', cursor)
  return await callApi(listEntries, `/lists?${query}`, { signal })
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
  return await callApi(listEntry, '/lists', { method: 'POST', body: { ...entry, ...named } })
}

export async function changeEntry(id: string, change: ListEntryChange): Promise<ListEntry> {
  return await callApi(listEntry, `/lists/${encodeURIComponent(id)}`, { method: 'PATCH', body: change })
}

/** @param isLeaving the page is going away: the request outlives it. */
export async function removeEntry(id: string, isLeaving = false): Promise<void> {
  await send(`/lists/${encodeURIComponent(id)}`, { method: 'DELETE', isLeaving })
}
