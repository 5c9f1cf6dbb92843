/** Cursors travel as base64url of JSON: opaque to the console, checked on the way back. */
import { z } from 'zod'
import { isUuid, toId } from '../domain/ids.ts'
import type { SessionCursor } from '../domain/sessions/sessionQuery.ts'

const parts = z.object({
  held: z.boolean(),
  weight: z.number(),
  id: z
    .string()
    .refine(isUuid)
    .transform(toId<'session'>),
})

export const sessionCursor = z
  .string()
  .max(300)
  .transform((text, context): SessionCursor => {
    try {
      return parts.parse(JSON.parse(Buffer.from(text, 'base64url').toString('utf8')))
    } catch {
      context.addIssue({ code: 'custom', message: 'must be the nextCursor of an earlier page' })
      return z.NEVER
    }
  })

export function writeCursor(cursor: SessionCursor | null): string | null {
  return cursor === null ? null : Buffer.from(JSON.stringify(cursor)).toString('base64url')
}
