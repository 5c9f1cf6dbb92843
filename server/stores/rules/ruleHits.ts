/**
 * Stored vectors for a condition that is being typed: the newest sessions first, a batch at a time, and of each
 * vector only the features that the condition reads. A batch that takes longer than it may is given up.
 */
import { z } from 'zod'
import { toId } from '../../domain/ids.ts'
import type { FeatureValue } from '../../domain/sessions/decision.ts'
import { DAY_MS, fromDate, toDate } from '../../domain/time.ts'
import type { RuleHitReads, SessionVectors } from '../../flow/rules/ports.ts'
import type { Prisma } from '../database/connection.ts'
import { Prisma as Sql } from '../database/generated/client.ts'
import { isTooSlow } from '../queue/queuePage.ts'

const value = z.union([z.number(), z.boolean(), z.string()]).nullable()
const vectorRow = z.object({
  id: z.string().transform(toId<'session'>),
  occurred_at: z.date().transform(fromDate),
  subject_id: z
    .string()
    .transform(toId<'subject'>)
    .nullable(),
  values: z.array(value).nullable(),
})
const labelRow = z.object({ session_id: z.string(), fraud: z.boolean() })

export function createRuleHitReads(prisma: Prisma): RuleHitReads {
  return {
    async batch(question) {
      const { from, to, stage, features, before, limit, withinMs } = question
      // An id is of wall time and no event lies after its session's id: so the oldest partitions are left out.
      const floor = Sql.sql`uuid_v7_floor(${new Date(from - DAY_MS)}::timestamptz)`
      const read = features.map((name) => Sql.sql`d.features #> ARRAY[${name}, 'value']`)
      try {
        const [, rows] = await prisma.$transaction([
          prisma.$executeRaw(Sql.raw(`SET LOCAL statement_timeout = ${Math.max(1, Math.round(withinMs))}`)),
          prisma.$queryRaw<unknown[]>`
            WITH page AS (
              SELECT s.id, s.occurred_at, s.subject_id FROM sessions s
              WHERE s.id >= ${floor} AND ${before === null ? Sql.sql`true` : Sql.sql`s.id < ${before}::uuid`}
                AND s.occurred_at >= ${toDate(from)}::timestamptz AND s.occurred_at < ${toDate(to)}::timestamptz
              ORDER BY s.id DESC LIMIT ${limit}
            )
            SELECT page.id::text, page.occurred_at, page.subject_id::text,
                   CASE WHEN d.session_id IS NULL THEN NULL ELSE jsonb_build_array(${Sql.join(read)}) END AS values
            FROM page LEFT JOIN LATERAL (
              -- A vector is stored compressed. Joined with nothing it is opened once, not once for each feature.
              SELECT decisions.session_id, decisions.features || '{}'::jsonb AS features FROM decisions
              WHERE decisions.session_id = page.id AND decisions.session_id >= ${floor}
                AND ${stage === null ? Sql.sql`true` : Sql.sql`decisions.stage = ${stage}::stage`}
              OFFSET 0
            ) d ON true
            ORDER BY page.id DESC`,
        ])
        return bySession(rows, features)
      } catch (error) {
        if (isTooSlow(error)) return null
        throw error
      }
    },

    async labels(ids) {
      if (ids.length === 0) return new Map()
      const rows = await prisma.$queryRaw<unknown[]>`
        SELECT DISTINCT ON (session_id) session_id::text, fraud FROM labels
        WHERE session_id = ANY(${[...ids]}::uuid[])
        ORDER BY session_id, CASE source WHEN 'disposition' THEN 0 WHEN 'rpFeedback' THEN 1 ELSE 2 END`
      return new Map(
        rows.map((row) => labelRow.parse(row)).map(({ session_id, fraud }) => [session_id, fraud]),
      )
    },
  }
}

function bySession(rows: readonly unknown[], features: readonly string[]): SessionVectors[] {
  const sessions = new Map<string, SessionVectors>()
  for (const raw of rows) {
    const { id, occurred_at, subject_id, values } = vectorRow.parse(raw)
    const session = sessions.get(id) ?? { id, occurredAt: occurred_at, subjectId: subject_id, vectors: [] }
    sessions.set(id, session)
    if (values !== null) session.vectors.push(toVector(values, features))
  }
  return [...sessions.values()]
}

function toVector(
  values: readonly (FeatureValue | null)[],
  features: readonly string[],
): Record<string, FeatureValue> {
  const vector: Record<string, FeatureValue> = {}
  for (const [index, name] of features.entries()) {
    const read = values[index] ?? null
    if (read !== null) vector[name] = read
  }
  return vector
}
