/** Lists: what is known to be bad or good. What is listed is sent in a body, and is never answered. */
import { z } from 'zod'
import { LIST_KINDS } from '../domain/listEntry.ts'
import { OUTCOMES } from '../domain/sessions/decision.ts'
import { openEnum } from './forms/closedSet.ts'
import { idOf, instant, time, uuid } from './forms/formats.ts'
import { thingMembers, toNamed } from './forms/namedThing.ts'
import { outcome } from './forms/outcomes.ts'
import { limit, pageOf } from './forms/pages.ts'

const effect = z.enum(OUTCOMES)
const reason = z.string().trim().min(3).max(500)

export const newListEntryBody = z
  .strictObject({
    kind: z.enum(LIST_KINDS),
    ...thingMembers,
    effect,
    reason,
    /** Event time; null: never. */
    expiresAt: instant.nullable().default(null),
  })
  .transform((given, context) => ({
    kind: given.kind,
    named: toNamed(given, context),
    effect: given.effect,
    reason: given.reason,
    expiresAt: given.expiresAt,
  }))

export const listEntryChangeBody = z
  .strictObject({
    effect: effect.exactOptional(),
    reason: reason.exactOptional(),
    expiresAt: instant.nullable().exactOptional(),
  })
  .refine((change) => Object.keys(change).length > 0, 'must change effect, reason or expiresAt')

/** Which entries; `all` shows expired ones too. */
export const listFilter = {
  kind: z.enum(LIST_KINDS).nullable().default(null),
  effect: effect.nullable().default(null),
  show: z.enum(['inForce', 'all']).default('inForce'),
}
export const listQuery = z.object({
  ...listFilter,
  cursor: idOf<'listEntry'>().nullable().default(null),
  limit,
})

export const listEntry = z.object({
  id: uuid,
  kind: openEnum(LIST_KINDS),
  /** A person's short pseudonym or a relying party's name; null for what is stored as a digest only. */
  name: z.string().nullable(),
  effect: outcome,
  reason: z.string(),
  /** Null: the program. */
  author: z.string().nullable(),
  /** Event time; null: never. */
  expiresAt: time.nullable(),
  createdAt: time,
  changedAt: time,
})
export const listEntries = pageOf(listEntry)

export type ListEntry = z.output<typeof listEntry>
export type ListPage = z.output<typeof listEntries>
/** As the console sends them. */
export type ListFilter = Pick<z.output<typeof listQuery>, 'kind' | 'effect' | 'show'>
export type ListEntryChange = z.input<typeof listEntryChangeBody>
