/** The evidence of a period: sessions with their decisions, as their file has them. */
import { z } from 'zod'
import { toId } from '../../domain/ids.ts'
import { DECIDERS, OUTCOMES, STAGES } from '../../domain/sessions/decision.ts'
import { REVIEW_ACTIONS } from '../../domain/sessions/review.ts'
import {
  API_VERSIONS,
  END_RESULTS,
  FLOWS,
  SESSION_KINDS,
  SESSION_STATES,
} from '../../domain/sessions/session.ts'
import { DAY_MS, fromDate, type Instant, toDate } from '../../domain/time.ts'
import type { ExportSource } from '../../flow/exports/ports.ts'
import type { PrismaWithin } from '../database/connection.ts'
import { uuidFloor } from '../database/uuidFloor.ts'
import { reasons } from '../sessions/readModelJson.ts'

const instant = z.date().transform(fromDate)
const exportedDecision = z.object({
  stage: z.enum(STAGES),
  outcome: z.enum(OUTCOMES),
  decidedBy: z.enum(DECIDERS),
  score: z.number(),
  reasons,
  ruleSetVersion: z.string(),
  modelVersion: z.string().nullable(),
  decidedAt: instant,
  tookMs: z.number(),
})
const exportedSession = z.object({
  id: z.string().transform(toId<'session'>),
  occurredAt: instant,
  apiVersion: z.enum(API_VERSIONS),
  kind: z.enum(SESSION_KINDS),
  flow: z.enum(FLOWS).nullable(),
  relyingParty: z.string(),
  pseudonym: z.instanceof(Uint8Array).nullable(),
  state: z.enum(SESSION_STATES),
  endResult: z.enum(END_RESULTS).nullable(),
  deliveredAt: instant.nullable(),
  shownAt: instant.nullable(),
  endedAt: instant.nullable(),
  reportedAt: instant.nullable(),
  review: z.object({ action: z.enum(REVIEW_ACTIONS), reviewedAt: instant }).nullable(),
  decisions: z.array(exportedDecision),
})

export function createExportSource(db: PrismaWithin): ExportSource {
  /** An id is of wall time and no event lies after its session's id: a day before `from` bounds the read. */
  const decidedIn = ({ from, to }: { from: Instant; to: Instant }) => ({
    id: { gte: uuidFloor(from - DAY_MS) },
    occurredAt: { gte: toDate(from), lt: toDate(to) },
  })

  return {
    async countRows(period) {
      return await db.session.count({ where: decidedIn(period) })
    },

    async rows(period, after, limit) {
      const bounds = decidedIn(period)
      const rows = await db.session.findMany({
        where: after === null ? bounds : { AND: [bounds, { id: { gt: after } }] },
        orderBy: { id: 'asc' },
        take: limit,
        include: { relyingParty: { select: { name: true } }, decisions: { orderBy: { stage: 'asc' } } },
      })
      const subjectIds = rows.flatMap((row) => (row.subjectId === null ? [] : [row.subjectId]))
      const [subjects, reviews] = await Promise.all([
        db.subject.findMany({
          where: { id: { in: [...new Set(subjectIds)] } },
          select: { id: true, pseudonym: true },
        }),
        db.review.findMany({ where: { sessionId: { in: rows.map((row) => row.id) } } }),
      ])
      const pseudonyms = new Map(subjects.map((subject) => [subject.id, subject.pseudonym]))
      const reviewOf = new Map(reviews.map((review) => [review.sessionId, review]))
      return rows.map((row) =>
        exportedSession.parse({
          ...row,
          relyingParty: row.relyingParty.name,
          pseudonym: row.subjectId === null ? null : (pseudonyms.get(row.subjectId) ?? null),
          review: reviewOf.get(row.id) ?? null,
        }),
      )
    },
  }
}
