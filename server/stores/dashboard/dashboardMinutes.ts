/** The outage meter's minutes: what each API process could do in each, by the wall clock. */

import { z } from 'zod'
import { fromDate, type Instant, MINUTE_MS, toDate, toInstant } from '../../domain/time.ts'
import type { DashboardMinutes, Outage, ProcessMinute } from '../../flow/dashboard/ports.ts'
import type { Prisma } from '../database/connection.ts'

const outage = z
  .object({ first: z.date().transform(fromDate), last: z.date().transform(fromDate), silent: z.boolean() })
  .transform(
    ({ first, last, silent }): Outage => ({ from: first, to: toInstant(last + MINUTE_MS), isSilent: silent }),
  )

export function createDashboardMinutes(prisma: Prisma): DashboardMinutes {
  return {
    async write(minutes: readonly ProcessMinute[]): Promise<void> {
      await prisma.$executeRaw`
        INSERT INTO service_minutes (minute, process_id, able, answered, refused)
        SELECT * FROM unnest(${minutes.map(({ minute }) => toDate(minute))}::timestamptz[],
          ${minutes.map(({ processId }) => processId)}::uuid[], ${minutes.map(({ able }) => able)}::boolean[],
          ${minutes.map(({ answered }) => answered)}::int[], ${minutes.map(({ refused }) => refused)}::int[])
        ON CONFLICT (minute, process_id) DO UPDATE
          SET able = service_minutes.able OR excluded.able, answered = greatest(service_minutes.answered, excluded.answered),
              refused = greatest(service_minutes.refused, excluded.refused)`
    },

    async outages(from: Instant, to: Instant): Promise<Outage[]> {
      const rows = await prisma.$queryRaw<unknown[]>`
        WITH began AS (SELECT min(minute) AS minute FROM service_minutes),
        minutes AS (
          SELECT generate_series(greatest(date_trunc('minute', ${toDate(from)}::timestamptz), began.minute),
                                 ${toDate(to)}::timestamptz - interval '1 minute', interval '1 minute') AS minute
          FROM began WHERE began.minute IS NOT NULL
        ), marked AS (
          SELECT minute, bool_or(able) AS able, sum(answered) AS answered, sum(refused) AS refused
          FROM service_minutes
          WHERE minute >= date_trunc('minute', ${toDate(from)}::timestamptz) AND minute < ${toDate(to)}::timestamptz
          GROUP BY minute
        ), out AS (
          SELECT minutes.minute, marked.minute IS NULL AS silent,
                 minutes.minute - make_interval(mins => row_number() OVER (ORDER BY minutes.minute)::int) AS run
          FROM minutes LEFT JOIN marked USING (minute)
          WHERE marked.minute IS NULL OR NOT marked.able OR (marked.answered = 0 AND marked.refused > 0)
        )
        SELECT min(minute) AS first, max(minute) AS last, bool_and(silent) AS silent FROM out GROUP BY run ORDER BY 1`
      return rows.map((row) => outage.parse(row))
    },

    async forget(before: Instant): Promise<number> {
      const { count } = await prisma.serviceMinute.deleteMany({ where: { minute: { lt: toDate(before) } } })
      return count
    },
  }
}
