/** The live figures of the console: what waits now, and what was decided in the last 24 hours. */

import { z } from 'zod'
import { OUTCOMES } from '../../domain/sessions/decision.ts'
import { SESSION_STATES } from '../../domain/sessions/session.ts'
import { DAY_MS, fromDate, type Instant, toDate } from '../../domain/time.ts'
import type { DecisionsOfHour, LiveCounts } from '../../flow/dashboard/ports.ts'
import type { Prisma } from '../database/connection.ts'

const stateRow = z.object({ state: z.enum(SESSION_STATES), found: z.number() })
const hourRow = z.object({
  hour: z.date().transform(fromDate),
  outcome: z.enum(OUTCOMES),
  found: z.number(),
  fallback: z.number(),
  reported: z.number(),
})

export function createCountsReadModel(prisma: Prisma): LiveCounts {
  return {
    async open(): Promise<z.infer<typeof stateRow>[]> {
      const rows = await prisma.$queryRaw<unknown[]>`
        SELECT state::text, count(*)::int AS found FROM sessions
        WHERE state IN ('AWAITING_CLAIM', 'RECEIVED', 'HELD', 'DELIVERED') GROUP BY state`
      return rows.map((row) => stateRow.parse(row))
    },

    async decisionsByHour(from: Instant, to: Instant): Promise<DecisionsOfHour[]> {
      const rows = await prisma.$queryRaw<unknown[]>`
        SELECT date_trunc('hour', d.decided_at, 'UTC') AS hour, d.outcome::text, count(*)::int AS found,
               count(*) FILTER (WHERE d.decided_by = 'fallback')::int AS fallback,
               count(s.reported_at)::int AS reported
        FROM decisions d JOIN sessions s ON s.id = d.session_id
        WHERE d.session_id >= uuid_v7_floor(${new Date(from - DAY_MS)}::timestamptz)
          AND s.id >= uuid_v7_floor(${new Date(from - DAY_MS)}::timestamptz)
          AND d.stage = 'delivery' AND d.decided_at >= ${toDate(from)}::timestamptz
          AND d.decided_at < ${toDate(to)}::timestamptz
        GROUP BY 1, 2 ORDER BY 1, 2`
      return rows.map((row) => hourRow.parse(row))
    },
  }
}
