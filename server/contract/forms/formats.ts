/** Texts of a known form, and what they become where they are parsed. */
import { z } from 'zod'
import { type Id, toId } from '../../domain/ids.ts'
import { fromDate } from '../../domain/time.ts'

/** Id of anything. */
export const uuid = z.guid('must be a UUID').toLowerCase()

/** For bodies and queries: a UUID, with the type of what it identifies. */
export function idOf<Kind extends string>() {
  return uuid.transform((text): Id<Kind> => toId<Kind>(text))
}

/** A path with one id, e.g. `/sessions/:id`. */
export function pathOf<Kind extends string>() {
  return z.object({ id: idOf<Kind>() })
}

/** ISO 8601 with its zone; answers are in UTC. */
export const time = z.iso.datetime({
  offset: true,
  error: 'must be a time of ISO 8601 with its zone, e.g. 2026-11-25T00:00:00+02:00',
})

/** For bodies and queries: a time, as an Instant. */
export const instant = time.transform((text) => fromDate(new Date(text)))

/** A day in UTC: YYYY-MM-DD. */
export const day = z.iso.date()

/** Whole, and none or more. */
export const count = z.int().min(0)

/** 0 to 1. */
export const share = z.number().min(0).max(1)

/** Holds the truth in 95 of 100 samples. */
export const interval = z.object({ low: z.number(), high: z.number() })

/** Times, `from` included and `to` not. */
export const span = z.object({ from: time, to: time })

/** JSON in a query parameter, by a schema. */
export function jsonText<Schema extends z.ZodType>(schema: Schema) {
  return z
    .string()
    .transform((text, context): unknown => {
      try {
        return JSON.parse(text)
      } catch {
        context.addIssue({ code: 'custom', message: 'must be JSON' })
        return z.NEVER
      }
    })
    .pipe(schema)
}
