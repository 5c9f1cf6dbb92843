/** What an analyst does in the queue: decide, undo, claim, search, save a filter. */
import {
  claimedNext,
  type Presence,
  presence,
  type Related,
  type Reviewed,
  type ReviewResult,
  relatedSessions,
  reviewed,
  reviewedMany,
  type SavedFilter,
  type Search,
  savedFilters,
  search as searchAnswer,
} from '../../../server/contract/queue.ts'
import type { ReviewAction } from '../../../server/domain/sessions/review.ts'
import { callApi, send } from './http.ts'

const session = (id: string) => `/sessions/${encodeURIComponent(id)}`

/** Releases or blocks a held session; until `undoUntil` it may be undone. */
export async function reviewSession(id: string, action: ReviewAction, comment: string): Promise<Reviewed> {
  return await callApi(reviewed, `${session(id)}/review`, {
    method: 'POST',
    body: comment === '' ? { action } : { action, comment },
  })
}

/** Each has its own result: one that somebody else decided does not hold up the others. */
export async function reviewSessions(
  ids: readonly string[],
  action: ReviewAction,
  comment: string,
): Promise<ReviewResult[]> {
  const body = { ids, action, ...(comment === '' ? {} : { comment }) }
  return (await callApi(reviewedMany, '/sessions/review', { method: 'POST', body })).items
}

/** @throws HttpError 409 where there is nothing to undo any more. */
export async function undoReviews(ids: readonly string[]): Promise<void> {
  const [only, ...others] = ids
  if (only !== undefined && others.length === 0) {
    await send(`${session(only)}/review/undo`, { method: 'POST', body: {} })
  } else {
    await send('/sessions/review/undo', { method: 'POST', body: { ids } })
  }
}

/** @throws HttpError 409 that says who works on it. */
export async function claimSession(id: string): Promise<Presence> {
  return await callApi(presence, `${session(id)}/claim`, { method: 'POST', body: {} })
}

/** Says that this reader still has the session open. */
export async function heartbeat(id: string): Promise<Presence> {
  return await callApi(presence, `${session(id)}/claim/heartbeat`, { method: 'POST', body: {} })
}

export async function releaseClaim(id: string): Promise<void> {
  await send(`${session(id)}/claim/release`, { method: 'POST', body: {} })
}

/** The most urgent that nobody works on, claimed; null: nothing waits. */
export async function claimNext(): Promise<string | null> {
  return (await callApi(claimedNext, '/queue/next', { method: 'POST', body: {} })).session?.id ?? null
}

export async function readRelated(id: string, signal: AbortSignal): Promise<Related[]> {
  return (await callApi(relatedSessions, `${session(id)}/related`, { signal })).items
}

/** What was typed travels in the body; the id stands for it in addresses. The server records who searched. */
export async function search(text: string): Promise<Search> {
  return await callApi(searchAnswer, '/search', { method: 'POST', body: { text } })
}

export async function readSavedFilters(signal: AbortSignal): Promise<SavedFilter[]> {
  return (await callApi(savedFilters, '/saved-filters', { signal })).items
}

export async function saveFilter(
  saved: Pick<SavedFilter, 'name' | 'shared'> & { filter: Record<string, unknown> },
): Promise<void> {
  const { name, shared, filter } = saved
  await send('/saved-filters', { method: 'POST', body: { name, shared, query: { filter } } })
}

export async function removeSavedFilter(id: string): Promise<void> {
  await send(`/saved-filters/${encodeURIComponent(id)}`, { method: 'DELETE' })
}
