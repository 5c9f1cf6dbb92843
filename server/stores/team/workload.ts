/** What each of the console has to do and has done; it changes nothing. */

import { z } from 'zod'
import { type ConsoleUserId, toId } from '../../domain/ids.ts'
import { NO_WORK, type Workload } from '../../domain/team.ts'
import { DAY_MS, type Instant, toDate } from '../../domain/time.ts'
import type { Workloads } from '../../flow/team/ports.ts'
import type { Prisma } from '../database/connection.ts'

const userId = z.string().transform(toId<'consoleUser'>)
const caseRow = z.object({ user_id: userId.nullable(), open: z.number(), overdue: z.number() })
const claimRow = z.object({ user_id: userId, claims: z.number() })
const reviewRow = z.object({
  user_id: userId,
  today: z.number(),
  week: z.number(),
  median_seconds: z.number().nullable(),
})
const dispositionRow = z.object({ user_id: userId, today: z.number(), week: z.number() })

const WEEK_DAYS = 7

export function createWorkloadStore(prisma: Prisma): Workloads {
  return {
    async read(now: Instant): Promise<{
      byUser: Map<ConsoleUserId, Workload>
      unassigned: Pick<Workload, 'openCases' | 'overdueCases'>
    }> {
      const today = new Date(Math.floor(now / DAY_MS) * DAY_MS)
      const weekAgo = new Date(now - WEEK_DAYS * DAY_MS)
      // A session is decided within minutes, and its id is of wall time: so the oldest partitions are left out.
      const oldestId = new Date(now - (WEEK_DAYS + 1) * DAY_MS)
      const [cases, claims, reviews, dispositions] = await Promise.all([
        prisma.$queryRaw<unknown[]>`
          SELECT assignee_id::text AS user_id, count(*)::int AS open,
                 count(*) FILTER (WHERE due_at <= ${toDate(now)}::timestamptz)::int AS overdue
          FROM cases WHERE state IN ('open', 'escalated') GROUP BY assignee_id`,
        prisma.$queryRaw<unknown[]>`
          SELECT user_id::text, count(*)::int AS claims FROM queue_claims
          WHERE expires_at > ${toDate(now)}::timestamptz GROUP BY user_id`,
        prisma.$queryRaw<unknown[]>`
          SELECT v.user_id::text, count(*) FILTER (WHERE v.created_at >= ${today}::timestamptz)::int AS today,
                 count(*)::int AS week,
                 percentile_cont(0.5) WITHIN GROUP
                   (ORDER BY extract(epoch FROM v.reviewed_at - d.decided_at)::float8) AS median_seconds
          FROM reviews v LEFT JOIN decisions d ON d.session_id = v.session_id AND d.stage = 'delivery'
            AND d.session_id >= uuid_v7_floor(${oldestId}::timestamptz)
          WHERE v.user_id IS NOT NULL AND v.session_id >= uuid_v7_floor(${oldestId}::timestamptz)
            AND v.created_at >= ${weekAgo}::timestamptz
          GROUP BY v.user_id`,
        prisma.$queryRaw<unknown[]>`
          SELECT user_id::text, count(*) FILTER (WHERE updated_at >= ${today}::timestamptz)::int AS today,
                 count(*)::int AS week
          FROM session_dispositions WHERE updated_at >= ${weekAgo}::timestamptz GROUP BY user_id`,
      ])
      const byUser = new Map<ConsoleUserId, Workload>()
      const put = (id: ConsoleUserId, part: Partial<Workload>) =>
        byUser.set(id, { ...(byUser.get(id) ?? NO_WORK), ...part })
      let unassigned = { openCases: 0, overdueCases: 0 }
      for (const { user_id, open, overdue } of cases.map((row) => caseRow.parse(row))) {
        const counts = { openCases: open, overdueCases: overdue }
        if (user_id === null) unassigned = counts
        else put(user_id, counts)
      }
      for (const row of claims.map((raw) => claimRow.parse(raw))) put(row.user_id, { claims: row.claims })
      for (const row of reviews.map((raw) => reviewRow.parse(raw)))
        put(row.user_id, {
          decisionsToday: row.today,
          decisions7Days: row.week,
          medianSecondsToDecision: row.median_seconds,
        })
      for (const row of dispositions.map((raw) => dispositionRow.parse(raw)))
        put(row.user_id, { dispositionsToday: row.today, dispositions7Days: row.week })
      return { byUser, unassigned }
    },
  }
}
