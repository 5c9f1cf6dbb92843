/**
 * How two scores fared on the same live decisions: a model's, and that of what decided. A challenger's score is in the
 * decision's shadow evidence; a champion's is the decision's own.
 */
import { z } from 'zod'
import { DAY_MS, toDate } from '../../domain/time.ts'
import type { ModelComparison } from '../../flow/models/ports.ts'
import type { PrismaWithin } from '../database/connection.ts'
import { Prisma as Sql } from '../database/generated/client.ts'

const count = z.coerce.number().int()
const row = z
  .object({
    side: z.enum(['model', 'decider']),
    bin: count,
    sessions: count,
    score_sum: z.number(),
    fraud: count,
    genuine: count,
    young: count,
    interrupted: count,
    fraud_interrupted: count,
    genuine_interrupted: count,
  })
  .transform(({ score_sum, fraud_interrupted, genuine_interrupted, ...rest }) => ({
    ...rest,
    scoreSum: score_sum,
    fraudInterrupted: fraud_interrupted,
    genuineInterrupted: genuine_interrupted,
  }))

export function createModelComparison(db: PrismaWithin): ModelComparison {
  return {
    async count({ version, from, to, settledBefore, edges }) {
      const thresholds = Sql.sql`${[...edges]}::float8[]`
      const rows = await db.$queryRaw<unknown[]>`
        WITH asked AS (
          SELECT d.session_id, d.decided_at, d.score, d.outcome,
                 CASE d.model_version WHEN ${version} THEN jsonb_build_object('score', d.score, 'outcome', d.outcome)
                 ELSE (SELECT entry FROM jsonb_array_elements(d.shadow -> 'challengers') AS entry
                       WHERE entry ->> 'version' = ${version} AND entry ? 'score' LIMIT 1) END AS said
          FROM decisions d
          -- An id is of wall time and no event lies after its session's id: this leaves out old partitions.
          WHERE d.session_id >= uuid_v7_floor(${new Date(from - DAY_MS)}::timestamptz)
            AND d.decided_at >= ${toDate(from)}::timestamptz AND d.decided_at < ${toDate(to)}::timestamptz
            AND d.stage = 'delivery' AND d.decided_by = 'engine'
        ), known AS (
          SELECT asked.*, label.fraud, label.fraud IS NULL AND asked.decided_at >= ${toDate(settledBefore)}::timestamptz AS young
          FROM asked LEFT JOIN LATERAL (
            SELECT fraud FROM labels WHERE labels.session_id = asked.session_id
            ORDER BY CASE source WHEN 'disposition' THEN 0 WHEN 'rpFeedback' THEN 1 ELSE 2 END LIMIT 1
          ) label ON true
          WHERE asked.said IS NOT NULL
        ), sides AS (
          SELECT 'model' AS side, (said ->> 'score')::float8 AS score, said ->> 'outcome' <> 'allow' AS interrupted, fraud, young
          FROM known
          UNION ALL
          SELECT 'decider', score, outcome <> 'allow', fraud, young FROM known
        )
        SELECT side, width_bucket(score, ${thresholds}) AS bin, count(*) AS sessions, sum(score) AS score_sum,
               count(*) FILTER (WHERE fraud) AS fraud, count(*) FILTER (WHERE NOT fraud) AS genuine,
               count(*) FILTER (WHERE young) AS young, count(*) FILTER (WHERE interrupted) AS interrupted,
               count(*) FILTER (WHERE fraud AND interrupted) AS fraud_interrupted,
               count(*) FILTER (WHERE NOT fraud AND interrupted) AS genuine_interrupted
        FROM sides GROUP BY side, bin ORDER BY side, bin`
      const counts = rows.map((one) => row.parse(one))
      const ofSide = (wanted: 'model' | 'decider') =>
        counts.flatMap(({ side, ...bin }) => (side === wanted ? [bin] : []))
      return { model: ofSide('model'), decider: ofSide('decider') }
    },
  }
}
