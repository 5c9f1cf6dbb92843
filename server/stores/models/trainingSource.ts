/** Past decisions before delivery with everything said of them: what training and drift read. Reads only. */
import { z } from 'zod'
import { toId } from '../../domain/ids.ts'
import type { Span } from '../../domain/model.ts'
import { LABEL_SOURCES } from '../../domain/sessions/label.ts'
import { DAY_MS, fromDate, toDate } from '../../domain/time.ts'
import type { PastDecision, TrainingSource } from '../../flow/models/ports.ts'
import type { PrismaWithin } from '../database/connection.ts'
import { toRowCount } from '../database/rowCount.ts'
import { features } from '../sessions/readModelJson.ts'

const row = z.object({
  sessionId: z.string().transform(toId<'session'>),
  decidedAt: z.date().transform(fromDate),
  features,
  labels: z.array(
    z.object({
      fraud: z.boolean(),
      source: z.enum(LABEL_SOURCES),
      labelledAt: z.string().transform((text) => fromDate(new Date(text))),
    }),
  ),
})

export function createTrainingSource(db: PrismaWithin): TrainingSource {
  /**
   * An id is of wall time and no event lies after its session's id: a day before the span bounds the partitions.
   * A fallback's vector lacks the windows; the later score has the one that a worker would have seen, and where
   * none came the decision is left out.
   */
  async function read(span: Span, after: string | null, limit: number): Promise<PastDecision[]> {
    const rows = await db.$queryRaw<unknown[]>`
      SELECT d.session_id::text AS "sessionId", d.decided_at AS "decidedAt",
             coalesce(l.features, d.features) AS features,
             coalesce((SELECT jsonb_agg(jsonb_build_object('fraud', b.fraud, 'source', b.source,
                                'labelledAt', to_char(b.labelled_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))
                                ORDER BY b.source)
                       FROM labels b WHERE b.session_id = d.session_id), '[]') AS labels
      FROM decisions d LEFT JOIN late_scores l ON l.session_id = d.session_id AND l.stage = d.stage
      WHERE d.session_id >= uuid_v7_floor(${new Date(span.from - DAY_MS)}::timestamptz)
        AND d.session_id > ${after ?? '00000000-0000-0000-0000-000000000000'}::uuid
        AND d.stage = 'delivery' AND d.decided_at >= ${toDate(span.from)}::timestamptz
        AND d.decided_at < ${toDate(span.to)}::timestamptz
        AND (d.decided_by = 'engine' OR l.session_id IS NOT NULL)
      ORDER BY d.session_id LIMIT ${limit}`
    return rows.map((one) => row.parse(one))
  }

  return {
    async count(span) {
      const rows = await db.$queryRaw<unknown[]>`
        SELECT count(*)::int AS found
        FROM decisions d LEFT JOIN late_scores l ON l.session_id = d.session_id AND l.stage = d.stage
        WHERE d.session_id >= uuid_v7_floor(${new Date(span.from - DAY_MS)}::timestamptz)
          AND d.stage = 'delivery' AND d.decided_at >= ${toDate(span.from)}::timestamptz
          AND d.decided_at < ${toDate(span.to)}::timestamptz
          AND (d.decided_by = 'engine' OR l.session_id IS NOT NULL)`
      return toRowCount(rows)
    },

    async *decisions(span, pageSize) {
      let after: string | null = null
      while (true) {
        const page: PastDecision[] = await read(span, after, pageSize)
        yield* page
        const last = page.at(-1)
        if (last === undefined || page.length < pageSize) return
        after = last.sessionId
      }
    },
  }
}
