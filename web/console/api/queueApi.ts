/** What an analyst does in the queue: decide, undo, claim, search, save a filter. */
import { z } from 'zod'
import type {
  PresenceWire,
  RelatedWire,
  ReviewedWire,
  ReviewResultWire,
  SavedFilterWire,
} from '../../../server/console-api/queue/wire.ts'
import { ask } from './http.ts'
import { sessionItem } from './wireSchemas.ts'

export type ReviewAction = 'release' | 'block'

const done = {
  result: z.literal('done'),
  takesEffectAt: z.string(),
  undoUntil: z.string().nullable(),
}
const reviewed = z.object(done) satisfies z.ZodType<ReviewedWire>
const refused = z.object({ id: z.string(), result: z.literal('refused'), message: z.string() })
const reviewedMany = z.object({
  items: z.array(z.union([z.object({ id: z.string(), ...done }), refused])),
})
const person = z.object({ id: z.string(), name: z.string() })
const presence = z.object({
  assignee: person.extend({ since: z.string(), until: z.string() }).nullable(),
  viewers: z.array(person),
}) satisfies z.ZodType<PresenceWire>
const related = z.object({
  relation: z.enum(['address', 'network', 'tracking', 'template', 'phoneNetwork', 'device', 'relyingParty']),
  filter: z.record(z.string(), z.unknown()),
  sessions: z.number(),
  isExact: z.boolean(),
  people: z.number(),
  newest: z.array(sessionItem),
}) satisfies z.ZodType<RelatedWire>
const savedFilter = z.object({
  id: z.string(),
  name: z.string(),
  query: z.object({ filter: z.record(z.string(), z.unknown()), sort: z.enum(['urgency', 'newest']) }),
  shared: z.boolean(),
  by: z.string(),
  isOwn: z.boolean(),
}) satisfies z.ZodType<SavedFilterWire>
const found = z.object({
  id: z.string(),
  kind: z.enum(['session', 'address', 'person', 'relyingParty', 'words']),
})

export type Reviewed = z.infer<typeof reviewed>
export type ReviewResult = Pick<ReviewResultWire, 'id'> & z.infer<typeof reviewedMany>['items'][number]
export type Presence = z.infer<typeof presence>
export type Related = z.infer<typeof related>
export type SavedFilter = z.infer<typeof savedFilter>

const session = (id: string) => `/sessions/${encodeURIComponent(id)}`

/** Releases or blocks a held session; until `undoUntil` it may be undone. */
export async function reviewSession(id: string, action: ReviewAction, comment: string): Promise<Reviewed> {
  return await ask(reviewed, `${session(id)}/review`, {
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
  return (await ask(reviewedMany, '/sessions/review', { method: 'POST', body })).items
}

/** @throws HttpError 409 where there is nothing to undo any more. */
export async function undoReviews(ids: readonly string[]): Promise<void> {
  const [only, ...others] = ids
  if (only !== undefined && others.length === 0) {
    await ask(z.unknown(), `${session(only)}/review/undo`, { method: 'POST', body: {} })
  } else {
    await ask(z.unknown(), '/sessions/review/undo', { method: 'POST', body: { ids } })
  }
}

/** @throws HttpError 409 that says who works on it. */
export async function claimSession(id: string): Promise<Presence> {
  return await ask(presence, `${session(id)}/claim`, { method: 'POST', body: {} })
}

/** Says that this reader still has the session open. */
export async function giveSign(id: string): Promise<Presence> {
  return await ask(presence, `${session(id)}/claim/heartbeat`, { method: 'POST', body: {} })
}

export async function giveBack(id: string): Promise<void> {
  await ask(z.unknown(), `${session(id)}/claim/release`, { method: 'POST', body: {} })
}

/** The most urgent that nobody works on, claimed; null: nothing waits. */
export async function takeNext(): Promise<string | null> {
  const answer = z.object({ session: sessionItem.nullable() })
  return (await ask(answer, '/queue/next', { method: 'POST', body: {} })).session?.id ?? null
}

export async function readRelated(id: string, signal: AbortSignal): Promise<Related[]> {
  return (await ask(z.object({ items: z.array(related) }), `${session(id)}/related`, { signal })).items
}

/** What was typed travels in the body; the id stands for it in addresses. The server records who searched. */
export async function search(text: string): Promise<z.infer<typeof found>> {
  return await ask(found, '/search', { method: 'POST', body: { text } })
}

export async function readSavedFilters(signal: AbortSignal): Promise<SavedFilter[]> {
  return (await ask(z.object({ items: z.array(savedFilter) }), '/saved-filters', { signal })).items
}

export async function saveFilter(
  saved: Pick<SavedFilter, 'name' | 'shared'> & { filter: Record<string, unknown> },
): Promise<void> {
  const { name, shared, filter } = saved
  await ask(z.unknown(), '/saved-filters', { method: 'POST', body: { name, shared, query: { filter } } })
}

export async function removeSavedFilter(id: string): Promise<void> {
  await ask(z.unknown(), `/saved-filters/${encodeURIComponent(id)}`, { method: 'DELETE' })
}
