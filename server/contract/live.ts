/**
 * The live figures, and GET /events: server-sent events by name.
 *
 *   counts      the live figures
 *   sessions    ids of the sessions that changed
 *   row         one changed row, as the list has it; its id is the cursor
 *   everything  something was missed: read the page again
 */
import { z } from 'zod'
import { count, time, uuid } from './forms/formats.ts'
import { byOutcome } from './forms/outcomes.ts'

const outcomeCounts = byOutcome(count)

export const counts = z.object({
  /** Wall time of the answer. */
  at: time,
  open: z.object({ awaitingClaim: count, received: count, held: count, delivered: count }),
  /** Decisions before delivery in the last 24 hours. */
  day: outcomeCounts.extend({ total: count, fallback: count, reported: count }),
  /** The same by hour, oldest first, the running hour last. */
  hours: z.array(outcomeCounts.extend({ startsAt: time })),
})

export const sessionChanges = z.object({ ids: z.array(uuid) })

export type Counts = z.output<typeof counts>
export type SessionChanges = z.output<typeof sessionChanges>
