/** What an analyst does in the queue: decide, undo, claim, find related sessions, search, save a filter. */
import { z } from 'zod'
import { ERROR_CODES } from '../domain/errorCode.ts'
import { DISPOSITIONS } from '../domain/sessions/label.ts'
import { REVIEW_ACTIONS } from '../domain/sessions/review.ts'
import { RELATIONS, SEARCH_KINDS, SESSION_ORDERS } from '../domain/sessions/sessionQuery.ts'
import { openEnum, strictEnum } from './forms/closedSet.ts'
import { count, idOf, time, uuid } from './forms/formats.ts'
import { listOf } from './forms/pages.ts'
import { conflict } from './problem.ts'
import { filterToSend, sessionFilter } from './sessionFilter.ts'
import { holder, sessionItem } from './sessions.ts'
import { userRef } from './user.ts'

const MOST_AT_ONCE = 100

const ids = z
  .array(idOf<'session'>())
  .min(1, 'must name at least one session')
  .max(MOST_AT_ONCE, `must name at most ${MOST_AT_ONCE} sessions`)
  .transform((all) => [...new Set(all)])

export const reviewBody = z.strictObject({
  action: z.enum(REVIEW_ACTIONS),
  comment: z.string().trim().max(1_000).optional(),
})
export const reviewManyBody = reviewBody.extend({ ids })
export const undoManyBody = z.strictObject({ ids })

/** `undoUntil` null: it has taken effect. Wall times. */
export const reviewed = z.object({
  result: z.literal('done'),
  takesEffectAt: time,
  undoUntil: time.nullable(),
})

/** One of several: what would be a problem of its own is a result here. */
const reviewResult = z.discriminatedUnion('result', [
  reviewed.extend({ id: uuid }),
  z.object({
    id: uuid,
    result: z.literal('refused'),
    code: openEnum(ERROR_CODES),
    message: z.string(),
    conflict: conflict.nullable(),
  }),
])
export const reviewedMany = listOf(reviewResult)
export const reviewUndone = z.object({ result: z.literal('undone') })
export const undoneMany = listOf(z.object({ id: uuid, undone: z.boolean() }))

export const claimBody = z.strictObject({ takeOver: z.boolean().default(false) })

/** Who is at a session just now. */
export const presence = z.object({
  assignee: holder.nullable(),
  /** Everybody else who has it open. */
  viewers: z.array(userRef),
})

export const claimReleased = z.object({ result: z.literal('released') })

/** The most urgent that nobody works on, claimed; null: nothing waits. */
export const claimedNext = z.object({ session: sessionItem.nullable() })

/** Sessions of the past 30 days that share one thing with this one; `filter` lists them all. */
const related = z.object({
  relation: openEnum(RELATIONS),
  filter: filterToSend,
  sessions: count,
  /** False: there are more. */
  isExact: z.boolean(),
  people: count,
  newest: z.array(sessionItem),
})
export const relatedSessions = listOf(related)

export const searchBody = z.strictObject({
  text: z
    .string()
    .trim()
    .min(2, 'must have at least 2 characters')
    .max(200, 'must have at most 200 characters'),
})
/** By the id GET /sessions?search=… lists what was found, for an hour. */
export const search = z.object({ id: uuid, kind: openEnum(SEARCH_KINDS) })

const sort = z.enum(SESSION_ORDERS)
/** Checked by the list's own schema, and kept as it came: it must be what the list takes. */
const filterAsSent = z.record(z.string(), z.unknown()).superRefine((filter, context) => {
  const parsed = sessionFilter.safeParse(filter)
  if (parsed.success) return
  for (const { path, message } of parsed.error.issues) context.addIssue({ code: 'custom', path, message })
})
const query = z.strictObject({ filter: filterAsSent, sort: sort.default('urgency') })
const name = z.string().trim().min(1, 'must not be empty').max(80, 'must have at most 80 characters')

export const newSavedFilterBody = z.strictObject({ name, query, shared: z.boolean().default(false) })
export const savedFilterChangeBody = z
  .strictObject({
    name: name.exactOptional(),
    query: query.exactOptional(),
    shared: z.boolean().exactOptional(),
  })
  .refine((change) => Object.keys(change).length > 0, 'must change name, query or shared')

export const savedFilter = z.object({
  id: uuid,
  name: z.string(),
  query: z.object({ filter: filterToSend, sort: openEnum(SESSION_ORDERS) }),
  shared: z.boolean(),
  /** The display name of who saved it. */
  by: z.string(),
  isOwn: z.boolean(),
})
export const savedFilters = listOf(savedFilter)

/** What an analyst found a session to be. */
export const dispositionBody = z.strictObject({ disposition: strictEnum(DISPOSITIONS) })

export const disposition = z.object({ disposition: openEnum(DISPOSITIONS) })

export type Reviewed = z.output<typeof reviewed>
export type ReviewResult = z.output<typeof reviewResult>
export type Presence = z.output<typeof presence>
export type Related = z.output<typeof related>
export type Search = z.output<typeof search>
export type SavedFilter = z.output<typeof savedFilter>
