/** What the console reads of cases; it changes nothing. */

import { z } from 'zod'
import { type Case, DUE_SOON_SHARE } from '../../domain/cases/case.ts'
import { CASE_EVENT_KINDS } from '../../domain/cases/caseEvent.ts'
import type { CaseFilter, CaseOrderBy, CasePage } from '../../domain/cases/caseQuery.ts'
import { toId } from '../../domain/ids.ts'
import { OUTCOMES } from '../../domain/sessions/decision.ts'
import { DISPOSITIONS } from '../../domain/sessions/label.ts'
import { REVIEW_ACTIONS } from '../../domain/sessions/review.ts'
import { END_RESULTS, SESSION_KINDS, SESSION_STATES } from '../../domain/sessions/session.ts'
import { fromDate, type Instant, toDate } from '../../domain/time.ts'
import type { CaseListItem, CasePages } from '../../flow/cases/ports.ts'
import type { Prisma } from '../database/connection.ts'
import { Prisma as Sql } from '../database/generated/client.ts'
import { toRowCount } from '../database/rowCount.ts'
import { shortPseudonym } from '../queue/queueReadModel.ts'
import { toCase, userOrNull } from './caseRow.ts'

const instant = z.date().transform(fromDate)
const count = z.object({ caseId: z.string(), sessions: z.number(), people: z.number() })
const sessionRow = z.object({
  id: z.string().transform(toId<'session'>),
  state: z.enum(SESSION_STATES),
  kind: z.enum(SESSION_KINDS),
  relyingParty: z.string(),
  subjectId: z
    .string()
    .transform(toId<'subject'>)
    .nullable(),
  person: z.instanceof(Uint8Array).transform(shortPseudonym).nullable(),
  occurredAt: instant,
  deliveredAt: instant.nullable(),
  endedAt: instant.nullable(),
  reportedAt: instant.nullable(),
  endResult: z.enum(END_RESULTS).nullable(),
  outcome: z.enum(OUTCOMES).nullable(),
  score: z.number().nullable(),
  review: z.enum(REVIEW_ACTIONS).nullable(),
  disposition: z.enum(DISPOSITIONS).nullable(),
  addedAt: instant,
})
const idRow = z.object({ id: z.string() })
const heldRow = z.object({ id: z.string().transform(toId<'session'>), isHeld: z.boolean() })

const kind = z.enum(CASE_EVENT_KINDS)
const details = z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]))

/** The tag's words in SQL (domain slaTagOf). */
function slaCondition(tag: NonNullable<CaseFilter['sla']>, now: Instant): Sql.Sql {
  const at = Sql.sql`${toDate(now)}::timestamptz`
  const soon = Sql.sql`c.due_at - (c.due_at - c.opened_at) * ${DUE_SOON_SHARE}::float8`
  const isOpen = Sql.sql`c.state IN ('open', 'escalated')`
  if (tag === 'overdue') return Sql.sql`${isOpen} AND c.due_at <= ${at}`
  if (tag === 'dueSoon') return Sql.sql`${isOpen} AND c.due_at > ${at} AND ${soon} < ${at}`
  return Sql.sql`${isOpen} AND ${soon} >= ${at}`
}

function conditions(filter: CaseFilter, now: Instant): Sql.Sql[] {
  const all: Sql.Sql[] = [Sql.sql`true`]
  if (filter.states !== undefined) all.push(Sql.sql`c.state = ANY(${filter.states}::case_state[])`)
  if (filter.kinds !== undefined) all.push(Sql.sql`c.kind = ANY(${filter.kinds}::case_kind[])`)
  if (filter.severities !== undefined)
    all.push(Sql.sql`c.severity = ANY(${filter.severities}::case_severity[])`)
  if (filter.dispositions !== undefined)
    all.push(Sql.sql`c.disposition = ANY(${filter.dispositions}::disposition[])`)
  if (filter.assigneeId === null) all.push(Sql.sql`c.assignee_id IS NULL`)
  else if (filter.assigneeId !== undefined) all.push(Sql.sql`c.assignee_id = ${filter.assigneeId}::uuid`)
  if (filter.sla !== undefined) all.push(slaCondition(filter.sla, now))
  if (filter.tag !== undefined)
    all.push(Sql.sql`EXISTS (SELECT FROM case_tags t WHERE t.case_id = c.id AND t.tag = ${filter.tag})`)
  if (filter.mentions !== undefined)
    all.push(
      Sql.sql`c.id IN (SELECT n.case_id FROM case_notes n WHERE n.mentions @> ARRAY[${filter.mentions}::uuid])`,
    )
  if (filter.subjectId !== undefined)
    all.push(Sql.sql`c.id IN (SELECT cs.case_id FROM sessions s JOIN case_sessions cs ON cs.session_id = s.id
                              WHERE s.subject_id = ${filter.subjectId}::uuid)`)
  if (filter.text !== undefined) {
    const query = Sql.sql`websearch_to_tsquery('simple', ${filter.text})`
    all.push(Sql.sql`c.id IN (
      SELECT t.id FROM cases t WHERE to_tsvector('simple', t.title) @@ ${query}
      UNION SELECT n.case_id FROM case_notes n WHERE to_tsvector('simple', n.text) @@ ${query})`)
  }
  return all
}

/** How a page is ordered, and where it goes on. */
const ORDERS = {
  due: {
    by: Sql.sql`c.due_at, c.id`,
    after: ({ dueAt, id }) => Sql.sql`(c.due_at, c.id) > (${toDate(dueAt)}::timestamptz, ${id}::uuid)`,
  },
  newest: { by: Sql.sql`c.id DESC`, after: ({ id }) => Sql.sql`c.id < ${id}::uuid` },
} as const satisfies Record<
  CaseOrderBy,
  { by: Sql.Sql; after: (last: NonNullable<CasePage['after']>) => Sql.Sql }
>

export function createCasePages(prisma: Prisma): CasePages {
  async function withCounts(cases: readonly Case[]): Promise<CaseListItem[]> {
    const ids = cases.map((one) => one.id)
    const [counts, tags] = await Promise.all([
      prisma.$queryRaw<unknown[]>`
        SELECT cs.case_id::text AS "caseId", count(*)::int AS sessions, count(DISTINCT s.subject_id)::int AS people
        FROM case_sessions cs JOIN sessions s ON s.id = cs.session_id
        WHERE cs.case_id = ANY(${ids}::uuid[]) GROUP BY 1`,
      prisma.caseTag.findMany({ where: { caseId: { in: ids } }, orderBy: { tag: 'asc' } }),
    ])
    const countOf = new Map(counts.map((row) => count.parse(row)).map((row) => [row.caseId, row]))
    return cases.map((one) => ({
      ...one,
      sessions: countOf.get(one.id)?.sessions ?? 0,
      people: countOf.get(one.id)?.people ?? 0,
      tags: tags.filter((row) => row.caseId === one.id).map((row) => row.tag),
    }))
  }

  return {
    async list(filter, page, now) {
      const where = conditions(filter, now)
      if (page.after !== null) {
        where.push(ORDERS[page.order].after(page.after))
      }
      const order = ORDERS[page.order].by
      const found = await prisma.$queryRaw<unknown[]>`
        SELECT c.id::text FROM cases c WHERE ${Sql.join(where, ' AND ')} ORDER BY ${order} LIMIT ${page.limit}`
      const ids = found.map((row) => idRow.parse(row).id)
      const rows = await prisma.case.findMany({ where: { id: { in: ids } } })
      const byId = new Map(rows.map((row) => [row.id, toCase(row)]))
      return await withCounts(ids.flatMap((id) => byId.get(id) ?? []))
    },

    async count(filter, now, most) {
      const rows = await prisma.$queryRaw<unknown[]>`
        SELECT count(*)::int AS found
        FROM (SELECT 1 FROM cases c WHERE ${Sql.join(conditions(filter, now), ' AND ')} LIMIT ${most}) counted`
      return toRowCount(rows)
    },

    async find(id) {
      const row = await prisma.case.findUnique({ where: { id } })
      return row === null ? null : ((await withCounts([toCase(row)]))[0] ?? null)
    },

    async sessions(id, page) {
      const before = page.before === null ? Sql.empty : Sql.sql`AND cs.session_id < ${page.before}::uuid`
      const rows = await prisma.$queryRaw<unknown[]>`
        SELECT s.id::text, s.state::text, s.kind::text, rp.name AS "relyingParty", s.subject_id::text AS "subjectId",
               p.pseudonym AS person, s.occurred_at AS "occurredAt", s.delivered_at AS "deliveredAt",
               s.ended_at AS "endedAt", s.reported_at AS "reportedAt", s.end_result::text AS "endResult",
               d.outcome::text, d.score, r.action::text AS review, sd.disposition::text, cs.added_at AS "addedAt"
        FROM case_sessions cs
        JOIN sessions s ON s.id = cs.session_id
        JOIN relying_parties rp ON rp.id = s.relying_party_id
        LEFT JOIN subjects p ON p.id = s.subject_id
        LEFT JOIN decisions d ON d.session_id = s.id AND d.stage = 'delivery'
        LEFT JOIN reviews r ON r.session_id = s.id
        LEFT JOIN session_dispositions sd ON sd.session_id = s.id
        WHERE cs.case_id = ${id}::uuid ${before}
        ORDER BY cs.session_id DESC LIMIT ${page.limit}`
      return rows.map((row) => sessionRow.parse(row))
    },

    async heldSessions(caseId) {
      const rows = await prisma.$queryRaw<unknown[]>`
        SELECT s.id::text, s.state = 'HELD' AS "isHeld" FROM case_sessions cs JOIN sessions s ON s.id = cs.session_id
        WHERE cs.case_id = ${caseId}::uuid ORDER BY s.due_at, s.id`
      const held = rows.map((row) => heldRow.parse(row)).flatMap(({ id, isHeld }) => (isHeld ? [id] : []))
      return { held, total: rows.length }
    },

    async timeline(id, page) {
      const cases = await prisma.$queryRaw<unknown[]>`
        WITH RECURSIVE merged AS (
          SELECT ${id}::uuid AS id UNION SELECT c.id FROM cases c JOIN merged m ON c.merged_into_id = m.id)
        SELECT id::text FROM merged`
      const rows = await prisma.caseEvent.findMany({
        where: {
          caseId: { in: cases.map((row) => idRow.parse(row).id) },
          ...(page.before !== null && { id: { lt: page.before } }),
        },
        orderBy: { id: 'desc' },
        take: page.limit,
      })
      return rows.map((row) => ({
        id: row.id,
        caseId: toId<'case'>(row.caseId),
        kind: kind.parse(row.kind),
        by: userOrNull(row.actorId),
        details: details.parse(row.details),
        text: row.text,
        at: fromDate(row.occurredAt),
      }))
    },

    async ofSession(id) {
      const rows = await prisma.case.findMany({
        where: { sessions: { some: { sessionId: id } } },
        orderBy: { id: 'desc' },
      })
      return await withCounts(rows.map(toCase))
    },
  }
}
