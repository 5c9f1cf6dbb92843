/**
 * Counts a span of event time, at most an hour, for dashboards. The sessions are found by the index on their
 * time and everything else by its key, so the cost is that of the span's own sessions (docs/dashboards.md).
 */
import { z } from 'zod'
import {
  ANALYST_SECOND_BINS,
  COUNTED_FIGURES,
  type Counted,
  ENGINE_MS_BINS,
  REFUSALS,
  SCORE_BINS,
} from '../../domain/dashboard.ts'
import { type Instant, toDate } from '../../domain/time.ts'
import type { Prisma } from '../database/connection.ts'
import { Prisma as Sql } from '../database/generated/client.ts'
import { STANDS } from '../sessions/sessionConditions.ts'

const row = z.object({ figure: z.enum(COUNTED_FIGURES), key: z.string(), n: z.number() })

/** The place of a value among bins: how many lower bounds after the first it has reached. */
const binOf = (value: Sql.Sql, bins: readonly number[]) =>
  Sql.sql`width_bucket(${value}, ${bins.slice(1)}::float8[])`

export function createDashboardCounts(prisma: Prisma) {
  return {
    /** Sessions asked for from `from` (included) to `to` (not). */
    async count(from: Instant, to: Instant): Promise<Counted> {
      const inSpan = Sql.sql`s.occurred_at >= ${toDate(from)}::timestamptz AND s.occurred_at < ${toDate(to)}::timestamptz`
      const rows = await prisma.$queryRaw<unknown[]>`
        WITH asked AS MATERIALIZED (
          SELECT s.id, s.occurred_at, s.state, s.end_result, s.reported_at IS NOT NULL AS reported
          FROM sessions s WHERE ${inSpan}
        ), counted AS MATERIALIZED (
          SELECT asked.*, decided.outcome, decided.decided_by, decided.score, decided.took_ms, decided.reasons,
                 v.session_id IS NOT NULL AS reviewed, v.user_id IS NOT NULL AS by_analyst,
                 CASE WHEN v.user_id IS NOT NULL THEN extract(epoch FROM v.reviewed_at - (
                   SELECT h.decided_at FROM decisions h WHERE h.session_id = asked.id AND h.stage = 'delivery'))
                 END::float8 AS analyst_seconds
          FROM asked LEFT JOIN LATERAL (
            -- By key for each session. Joined as a set of its own, each session would be held against each decision:
            -- the planner cannot tell how many there are of either.
            SELECT d.outcome, d.decided_by, d.score, d.took_ms, CASE WHEN d.outcome <> 'allow' THEN d.reasons END AS reasons
            FROM decisions d WHERE d.session_id = asked.id AND ${STANDS} LIMIT 1
          ) decided ON true
          LEFT JOIN reviews v ON v.session_id = asked.id
        ), interrupted AS MATERIALIZED (
          SELECT counted.id, counted.reasons, label.fraud, label.genuine
          FROM counted LEFT JOIN LATERAL (
            SELECT bool_or(l.fraud) AS fraud, bool_or(NOT l.fraud) AS genuine FROM labels l WHERE l.session_id = counted.id
          ) label ON true
          WHERE counted.reasons IS NOT NULL
        ), reasons AS (
          SELECT DISTINCT i.id, reason ->> 'code' AS code FROM interrupted i, jsonb_array_elements(i.reasons) AS reason
          WHERE coalesce(reason ->> 'source', 'rule') IN ('rule', 'model')
        ), rules AS MATERIALIZED (
          SELECT DISTINCT i.id, i.fraud, i.genuine, reason ->> 'ruleId' AS rule_id
          FROM interrupted i, jsonb_array_elements(i.reasons) AS reason WHERE reason ? 'ruleId'
        )
        SELECT 'requests' AS figure, '' AS key, count(*)::int AS n FROM counted
        UNION ALL SELECT 'outcome', outcome::text, count(*)::int FROM counted WHERE outcome IS NOT NULL GROUP BY 2
        UNION ALL SELECT 'decidedBy', decided_by::text, count(*)::int FROM counted WHERE outcome IS NOT NULL GROUP BY 2
        UNION ALL SELECT 'fallbackMinutes', '', count(DISTINCT date_trunc('minute', occurred_at))::int
          FROM counted WHERE decided_by = 'fallback'
        UNION ALL SELECT 'score', ${binOf(Sql.sql`score`, SCORE_BINS)}::text, count(*)::int
          FROM counted WHERE score IS NOT NULL GROUP BY 2
        UNION ALL SELECT 'engineMs', ${binOf(Sql.sql`took_ms::float8`, ENGINE_MS_BINS)}::text, count(*)::int
          FROM counted WHERE decided_by = 'engine' GROUP BY 2
        UNION ALL SELECT 'analystSeconds', ${binOf(Sql.sql`analyst_seconds`, ANALYST_SECOND_BINS)}::text, count(*)::int
          FROM counted WHERE analyst_seconds IS NOT NULL GROUP BY 2
        UNION ALL SELECT 'reviewedBy', CASE WHEN by_analyst THEN 'analyst' ELSE 'policy' END, count(*)::int
          FROM counted WHERE reviewed GROUP BY 2
        UNION ALL SELECT 'reported', '', count(*)::int FROM counted WHERE reported
        UNION ALL SELECT 'reason', code, count(*)::int FROM reasons GROUP BY 2
        UNION ALL SELECT 'rule', rule_id, count(*)::int FROM rules GROUP BY 2
        UNION ALL SELECT 'ruleFraud', rule_id, count(*)::int FROM rules WHERE fraud GROUP BY 2
        UNION ALL SELECT 'ruleGenuine', rule_id, count(*)::int FROM rules WHERE genuine GROUP BY 2
        UNION ALL SELECT 'ruleUnlabelled', rule_id, count(*)::int FROM rules WHERE fraud IS NULL GROUP BY 2
        UNION ALL SELECT 'warned', CASE
            WHEN end_result = ANY(${[...REFUSALS]}::end_result[]) THEN 'refused'
            WHEN end_result = 'TIMEOUT' THEN 'timedOut'
            WHEN end_result = 'OK' AND reported THEN 'reportedLater'
            WHEN end_result = 'OK' THEN 'confirmed'
            WHEN end_result IS NULL THEN 'open' ELSE 'other' END, count(*)::int
          FROM counted WHERE outcome = 'warn' GROUP BY 2`
      return toCounted(rows.map((one) => row.parse(one)))
    },
  }
}

export type DashboardCounts = ReturnType<typeof createDashboardCounts>

function toCounted(rows: readonly z.infer<typeof row>[]): Counted {
  const counted: Counted = {}
  for (const { figure, key, n } of rows) {
    if (n === 0) continue
    const ofFigure = counted[figure] ?? {}
    ofFigure[key] = n
    counted[figure] = ofFigure
  }
  return counted
}
