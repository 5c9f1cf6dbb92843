/**
 * Counts a span of event time, at most an hour, for dashboards. The sessions are found by the index on their
 * time and everything else by its key, so the cost is that of the span's own sessions (docs/dashboards.md).
 */

import { z } from 'zod'
import {
  ANALYST_SECOND_BINS,
  COUNTED_FIGURES,
  type Counted,
  type CountedFigure,
  ENGINE_MS_BINS,
  endsThatAre,
  SCORE_BINS,
} from '../../domain/dashboard.ts'
import { type Instant, toDate } from '../../domain/time.ts'
import type { DashboardCounts } from '../../flow/dashboard/ports.ts'
import type { Prisma } from '../database/connection.ts'
import { Prisma as Sql } from '../database/generated/client.ts'
import { STANDS } from '../sessions/sessionConditions.ts'

const row = z.object({ figure: z.enum(COUNTED_FIGURES), key: z.string(), n: z.number() })

/** The place of a value among bins: how many lower bounds after the first it has reached. */
const binOf = (value: Sql.Sql, bins: readonly number[]) =>
  Sql.sql`width_bucket(${value}, ${bins.slice(1)}::float8[])`

/** How each figure is counted: its keys, and how many sessions of each. */
const COUNTS = {
  requests: Sql.sql`SELECT '' AS key, count(*)::int AS n FROM counted`,
  outcome: Sql.sql`SELECT outcome::text AS key, count(*)::int AS n FROM counted WHERE outcome IS NOT NULL GROUP BY 1`,
  decidedBy: Sql.sql`SELECT decided_by::text AS key, count(*)::int AS n FROM counted WHERE outcome IS NOT NULL GROUP BY 1`,
  fallbackMinutes: Sql.sql`
    SELECT '' AS key, count(DISTINCT date_trunc('minute', occurred_at))::int AS n
    FROM counted WHERE decided_by = 'fallback'`,
  score: Sql.sql`SELECT ${binOf(Sql.sql`score`, SCORE_BINS)}::text AS key, count(*)::int AS n
    FROM counted WHERE score IS NOT NULL GROUP BY 1`,
  engineMs: Sql.sql`SELECT ${binOf(Sql.sql`took_ms::float8`, ENGINE_MS_BINS)}::text AS key, count(*)::int AS n
    FROM counted WHERE decided_by = 'engine' GROUP BY 1`,
  analystSeconds: Sql.sql`SELECT ${binOf(Sql.sql`analyst_seconds`, ANALYST_SECOND_BINS)}::text AS key, count(*)::int AS n
    FROM counted WHERE analyst_seconds IS NOT NULL GROUP BY 1`,
  reviewedBy: Sql.sql`
    SELECT CASE WHEN by_analyst THEN 'analyst' ELSE 'policy' END AS key, count(*)::int AS n
    FROM counted WHERE reviewed GROUP BY 1`,
  reported: Sql.sql`SELECT '' AS key, count(*)::int AS n FROM counted WHERE reported`,
  reason: Sql.sql`SELECT code AS key, count(*)::int AS n FROM reasons GROUP BY 1`,
  rule: Sql.sql`SELECT rule_id AS key, count(*)::int AS n FROM rules GROUP BY 1`,
  ruleFraud: Sql.sql`SELECT rule_id AS key, count(*)::int AS n FROM rules WHERE fraud GROUP BY 1`,
  ruleGenuine: Sql.sql`SELECT rule_id AS key, count(*)::int AS n FROM rules WHERE genuine GROUP BY 1`,
  ruleUnlabelled: Sql.sql`SELECT rule_id AS key, count(*)::int AS n FROM rules WHERE fraud IS NULL GROUP BY 1`,
  warned: Sql.sql`
    SELECT CASE
        WHEN end_result = ANY(${endsThatAre('refused')}::end_result[]) THEN 'refused'
        WHEN end_result = ANY(${endsThatAre('timedOut')}::end_result[]) THEN 'timedOut'
        WHEN end_result = ANY(${endsThatAre('confirmed')}::end_result[]) THEN
          CASE WHEN reported THEN 'reportedLater' ELSE 'confirmed' END
        WHEN end_result IS NULL THEN 'open' ELSE 'other' END AS key, count(*)::int AS n
    FROM counted WHERE outcome = 'warn' GROUP BY 1`,
} as const satisfies Record<CountedFigure, Sql.Sql>

const countOf = (figure: CountedFigure) =>
  Sql.sql`SELECT ${figure}::text AS figure, one.key, one.n FROM (${COUNTS[figure]}) AS one`

export function createDashboardCounts(prisma: Prisma): DashboardCounts {
  return {
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
        ${Sql.join(COUNTED_FIGURES.map(countOf), ' UNION ALL ')}`
      return toCounted(rows.map((one) => row.parse(one)))
    },
  }
}

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
