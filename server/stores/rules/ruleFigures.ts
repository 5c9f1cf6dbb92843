/**
 * What rules did, by rule and day of event time (UTC), from the decisions as they are stored. One query: it
 * reads the decisions of the period through the index on their time, one row a reason, and looks up the
 * session and its labels by key, so it costs in proportion to the decisions of the period and to nothing else.
 * Measured on two cores: 14 µs a decision of three reasons for all rules, 6 µs for one (docs/rules.md).
 * An id is of wall time and no event lies after its session's id: a day before `from` leaves out old partitions.
 */
import { z } from 'zod'
import { DAY_MS, fromDate, toDate } from '../../domain/time.ts'
import type { RuleFigures } from '../../flow/rules/ports.ts'
import type { Prisma } from '../database/connection.ts'
import { Prisma as Sql } from '../database/generated/client.ts'

const figureRow = z
  .object({
    rule_id: z.string(),
    /** Null: of the whole period. */
    day: z.date().transform(fromDate).nullable(),
    hits: z.number(),
    shadow_hits: z.number(),
    people: z.number(),
    confirmed: z.number(),
    refuted: z.number(),
    unlabelled: z.number(),
    alone: z.number(),
  })
  .transform(({ rule_id, shadow_hits, ...row }) => ({ ruleId: rule_id, shadowHits: shadow_hits, ...row }))

/** ln(p / (1 − p)), with p kept off 0 and 1, where a double has no log-odds. */
const logOdds = (p: Sql.Sql) => Sql.sql`
  ln(least(greatest(${p}, 1e-15::float8), 1 - 1e-15::float8) / (1 - least(greatest(${p}, 1e-15::float8), 1 - 1e-15::float8)))`

export function createRuleFigures(prisma: Prisma): RuleFigures {
  return {
    async read(question) {
      const { from, to, ruleId, thresholds } = question
      const ofRule = (name: Sql.Sql) => (ruleId === null ? Sql.sql`true` : Sql.sql`${name} = ${ruleId}`)
      const rows = await prisma.$queryRaw<unknown[]>`
        WITH hard AS (
          SELECT DISTINCT rule_sets.version, rule ->> 'id' AS rule_id, rule -> 'effect' ->> 'outcome' AS outcome
          FROM rule_sets CROSS JOIN LATERAL jsonb_array_elements(rule_sets.rules) AS rule
          WHERE rule ->> 'state' = 'live' AND rule -> 'effect' ->> 'kind' = 'outcome'
        ), decided AS (
          SELECT d.session_id, d.stage, d.decided_at, d.score, d.reasons, d.shadow, d.rule_set_version,
                 s.subject_id, d.outcome <> 'allow' AS interrupted,
                 d.decided_by = 'fallback' AND s.kind = 'signature' AND d.stage = 'delivery' AS always_warned,
                 coalesce((d.basis #>> ARRAY['settings', CASE d.stage WHEN 'release' THEN 'releaseBlockAt'
                                             ELSE 'warnAt' END])::float8,
                          CASE d.stage WHEN 'release' THEN ${thresholds.releaseBlockAt}::float8
                          ELSE ${thresholds.warnAt}::float8 END) AS interrupts_at,
                 EXISTS (SELECT 1 FROM jsonb_array_elements(d.basis -> 'lists') AS entry
                         WHERE CASE d.stage WHEN 'release' THEN entry ->> 'effect' = 'block'
                               ELSE entry ->> 'effect' <> 'allow' END) AS listed,
                 -- A decision without its basis: more than its score and its rules asked for came from a list.
                 d.basis IS NULL AND (CASE d.outcome WHEN 'allow' THEN 0 WHEN 'warn' THEN 1 WHEN 'hold' THEN 2 ELSE 3 END)
                   > CASE WHEN d.stage = 'release' THEN
                            CASE WHEN d.score >= ${thresholds.releaseBlockAt}::float8 THEN 3 ELSE 0 END
                          WHEN d.score >= ${thresholds.blockAt}::float8 THEN 3
                          WHEN d.score >= ${thresholds.holdAt}::float8 THEN 2
                          WHEN d.score >= ${thresholds.warnAt}::float8 THEN 1 ELSE 0 END AS beyond_score
          FROM decisions d JOIN sessions s ON s.id = d.session_id
          WHERE d.session_id >= uuid_v7_floor(${new Date(from - DAY_MS)}::timestamptz)
            AND s.id >= uuid_v7_floor(${new Date(from - DAY_MS)}::timestamptz)
            AND d.decided_at >= ${toDate(from)}::timestamptz AND d.decided_at < ${toDate(to)}::timestamptz
        ), asked AS (
          SELECT decided.*, hard_rules.ids AS hard_ids
          FROM decided LEFT JOIN LATERAL (
            SELECT array_agg(hard.rule_id) AS ids
            FROM jsonb_array_elements(decided.reasons) AS reason
            JOIN hard ON hard.version = decided.rule_set_version AND hard.rule_id = reason ->> 'ruleId'
            WHERE CASE decided.stage WHEN 'release' THEN hard.outcome = 'block' ELSE hard.outcome <> 'allow' END
          ) hard_rules ON true
        ), held AS (
          SELECT asked.session_id, asked.subject_id, asked.decided_at, reason ->> 'ruleId' AS rule_id, false AS shadow,
                 asked.interrupted AND NOT asked.always_warned AND NOT asked.listed
                   AND (NOT asked.beyond_score OR asked.hard_ids IS NOT NULL)
                   AND array_remove(coalesce(asked.hard_ids, '{}'), reason ->> 'ruleId') = '{}'
                   AND ${logOdds(Sql.sql`asked.score`)} - (reason ->> 'contribution')::float8
                     < ${logOdds(Sql.sql`asked.interrupts_at`)} AS alone
          FROM asked CROSS JOIN LATERAL jsonb_array_elements(asked.reasons) AS reason
          WHERE reason ? 'ruleId' AND ${ofRule(Sql.sql`reason ->> 'ruleId'`)}
          UNION ALL
          SELECT decided.session_id, decided.subject_id, decided.decided_at, name, true, false
          FROM decided CROSS JOIN LATERAL jsonb_array_elements_text(decided.shadow #> '{rules,ruleIds}') AS name
          WHERE ${ofRule(Sql.sql`name`)}
        ), sessions_held AS (
          SELECT rule_id, session_id, subject_id, date_trunc('day', min(decided_at), 'UTC') AS day,
                 bool_and(shadow) AS shadow, bool_or(alone) AS alone
          FROM held GROUP BY rule_id, session_id, subject_id
        )
        SELECT rule_id, day, count(*) FILTER (WHERE NOT shadow)::int AS hits,
               count(*) FILTER (WHERE shadow)::int AS shadow_hits, count(DISTINCT subject_id)::int AS people,
               count(*) FILTER (WHERE label.fraud)::int AS confirmed,
               count(*) FILTER (WHERE NOT label.fraud)::int AS refuted,
               count(*) FILTER (WHERE label.fraud IS NULL)::int AS unlabelled,
               count(*) FILTER (WHERE alone)::int AS alone
        FROM sessions_held LEFT JOIN LATERAL (
          -- Where sources disagree: the analyst's word before the relying party's before the person's.
          SELECT fraud FROM labels WHERE labels.session_id = sessions_held.session_id
          ORDER BY CASE source WHEN 'disposition' THEN 0 WHEN 'rpFeedback' THEN 1 ELSE 2 END LIMIT 1
        ) label ON true
        GROUP BY GROUPING SETS ((rule_id, day), (rule_id)) ORDER BY day, rule_id`
      const figures = rows.map((row) => figureRow.parse(row))
      return {
        days: figures.flatMap(({ day, ...rest }) => (day === null ? [] : [{ ...rest, day }])),
        totals: figures.flatMap(({ day, ...rest }) => (day === null ? [rest] : [])),
      }
    },
  }
}
