/** Cursors travel as base64url of JSON: opaque to the console, checked on the way back. */
import { z } from 'zod'
import { idOf } from '../contract/forms/formats.ts'
import { cursor } from '../contract/forms/pages.ts'
import type { SessionCursor } from '../domain/sessions/sessionQuery.ts'

/** A cursor of these parts, as it is sent back. */
export function cursorOf<Parts extends z.ZodType>(parts: Parts) {
  return cursor.transform((text, context): z.output<Parts> => {
    try {
      return parts.parse(JSON.parse(Buffer.from(text, 'base64url').toString('utf8')))
    } catch {
      context.addIssue({ code: 'custom', message: 'must be the nextCursor of an earlier page' })
      return z.NEVER
    }
  })
}

/** Null: there is no next page. */
export function writeCursor(parts: object | null): string | null {
  return parts === null ? null : Buffer.from(JSON.stringify(parts)).toString('base64url')
}

export const sessionCursor = cursorOf(
  z.object({
    held: z.boolean(),
    weight: z.number(),
    id: idOf<'session'>(),
  }) satisfies z.ZodType<SessionCursor>,
)
