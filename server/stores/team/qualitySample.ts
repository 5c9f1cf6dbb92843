/** Decisions drawn for a second look. Nothing is written until somebody has looked. */
import { z } from 'zod'
import { type ConsoleUserId, toId } from '../../domain/ids.ts'
import {
  type DrawnDecision,
  QUALITY_KINDS,
  QUALITY_OPINIONS,
  type QualityKind,
  type QualityVerdict,
} from '../../domain/team.ts'
import { DAY_MS, fromDate, fromDateOrNull, type Instant, toDate } from '../../domain/time.ts'
import type { Vault } from '../../flow/ports.ts'
import type { QualitySample, QualityWrites } from '../../flow/team/ports.ts'
import type { Prisma, PrismaWithin } from '../database/connection.ts'
import { Prisma as Sql } from '../database/generated/client.ts'
import type { QualityVerdictModel } from '../database/generated/models.ts'

const instant = z.date().transform(fromDate)
const userId = z.string().transform(toId<'consoleUser'>)
const drawnRow = z
  .object({
    kind: z.enum(QUALITY_KINDS),
    object_id: z.string(),
    decided_at: instant,
    decided_by: userId,
    decision: z.string().nullable(),
  })
  .transform(({ kind, object_id, decided_at, decided_by, decision }) => ({
    kind,
    objectId: object_id,
    decidedAt: decided_at,
    decidedBy: decided_by,
    decision,
  }))
const countRow = z.object({ decided_by: userId, counted: z.number() })
const opinionRow = countRow.extend({ opinion: z.enum(QUALITY_OPINIONS) })

function toVerdict({ id, opinion, reason, byId, at }: QualityVerdictModel): QualityVerdict {
  return {
    id: toId<'qualityVerdict'>(id),
    opinion,
    reason,
    by: toId<'consoleUser'>(byId),
    at: fromDate(at),
  }
}

export function createQualitySample(prisma: Prisma, vault: Vault): QualitySample {
  const drawKey = vault.name('qualitySample', 'draw')

  /** Everything decided by a person, with a number from 0 to 1 by its id. */
  const decisions = (since: Instant) => Sql.sql`
    SELECT decided.*, ('x' || left(md5(${drawKey} || decided.object_id::text), 8))::bit(32)::bigint / 4294967296.0 AS draw
    FROM (
      SELECT 'review' AS kind, v.session_id AS object_id, v.created_at AS decided_at, v.user_id AS decided_by,
             v.action::text AS decision
      FROM reviews v
      WHERE v.user_id IS NOT NULL AND v.created_at >= ${toDate(since)}::timestamptz
        AND v.session_id >= uuid_v7_floor(${new Date(since - DAY_MS)}::timestamptz)
      UNION ALL
      SELECT 'case', c.id, c.closed_at, c.closed_by, c.disposition::text
      FROM cases c WHERE c.state = 'closed' AND c.closed_at >= ${toDate(since)}::timestamptz
    ) decided`
  const COLUMNS = Sql.sql`d.kind, d.object_id::text, d.decided_at, d.decided_by::text, d.decision`

  /** What the verdicts say that these were. */
  async function withDecisions(rows: readonly QualityVerdictModel[]): Promise<DrawnDecision[]> {
    const idsOf = (kind: QualityKind) =>
      rows.filter((row) => row.kind === kind).map(({ objectId }) => objectId)
    const [reviews, cases] = await Promise.all([
      prisma.review.findMany({
        where: { sessionId: { in: idsOf('review') } },
        select: { sessionId: true, action: true },
      }),
      prisma.case.findMany({
        where: { id: { in: idsOf('case') } },
        select: { id: true, disposition: true, closedAt: true },
      }),
    ])
    return rows.map(({ kind, objectId, decidedAt, decidedBy }) => {
      const closed = cases.find(({ id, closedAt }) => id === objectId && closedAt?.getTime() === +decidedAt)
      const decision =
        kind === 'case'
          ? (closed?.disposition ?? null)
          : (reviews.find(({ sessionId }) => sessionId === objectId)?.action ?? null)
      return {
        kind,
        objectId,
        decidedAt: fromDate(decidedAt),
        decidedBy: toId<'consoleUser'>(decidedBy),
        decision,
      }
    })
  }

  return {
    async open({ share, since }, page) {
      const after =
        page.after === null
          ? Sql.sql`true`
          : Sql.sql`(d.decided_at, d.object_id) < (${toDate(page.after.decidedAt)}::timestamptz, ${page.after.objectId}::uuid)`
      const rows = await prisma.$queryRaw<unknown[]>`
        SELECT ${COLUMNS} FROM (${decisions(since)}) d
        WHERE d.draw < ${share}::float8 AND d.decided_by <> ${page.notBy}::uuid AND ${after}
          AND NOT EXISTS (SELECT FROM quality_verdicts q WHERE q.kind = d.kind::quality_kind
                          AND q.object_id = d.object_id AND q.decided_at = d.decided_at)
        ORDER BY d.decided_at DESC, d.object_id DESC LIMIT ${page.limit}`
      return rows.map((row) => ({ ...drawnRow.parse(row), verdict: null }))
    },

    async done(since, page) {
      const { after } = page
      const rows = await prisma.qualityVerdict.findMany({
        where: {
          decidedAt: { gte: toDate(since) },
          ...(after !== null && {
            OR: [
              { decidedAt: { lt: toDate(after.decidedAt) } },
              { decidedAt: toDate(after.decidedAt), objectId: { lt: after.objectId } },
            ],
          }),
        },
        orderBy: [{ decidedAt: 'desc' }, { objectId: 'desc' }],
        take: page.limit,
      })
      const drawn = await withDecisions(rows)
      return drawn.flatMap((one, index) => {
        const row = rows[index]
        return row === undefined ? [] : [{ ...one, verdict: toVerdict(row) }]
      })
    },

    async find({ share, since }, { kind, objectId }) {
      const rows = await prisma.$queryRaw<unknown[]>`
        SELECT ${COLUMNS} FROM (${decisions(since)}) d
        WHERE d.draw < ${share}::float8 AND d.kind = ${kind} AND d.object_id = ${objectId}::uuid`
      return rows[0] === undefined ? null : drawnRow.parse(rows[0])
    },

    async agreement({ share, since }) {
      const [drawn, opinions] = await Promise.all([
        prisma.$queryRaw<unknown[]>`
          SELECT d.decided_by::text, count(*)::int AS counted FROM (${decisions(since)}) d
          WHERE d.draw < ${share}::float8 GROUP BY d.decided_by`,
        prisma.$queryRaw<unknown[]>`
          SELECT decided_by::text, opinion::text, count(*)::int AS counted FROM quality_verdicts
          WHERE decided_at >= ${toDate(since)}::timestamptz GROUP BY decided_by, opinion`,
      ])
      const parsed = opinions.map((row) => opinionRow.parse(row))
      const counted = new Map(
        drawn.map((row) => countRow.parse(row)).map((row) => [row.decided_by, row.counted]),
      )
      const of = (id: ConsoleUserId, opinion: 'agree' | 'disagree') =>
        parsed.find((row) => row.decided_by === id && row.opinion === opinion)?.counted ?? 0
      const people = new Set([...counted.keys(), ...parsed.map((row) => row.decided_by)])
      return [...people].map((id) => ({
        decidedBy: id,
        drawn: counted.get(id) ?? 0,
        agreed: of(id, 'agree'),
        disagreed: of(id, 'disagree'),
      }))
    },

    async notices(userId, page) {
      const [rows, unread] = await Promise.all([
        prisma.teamNotice.findMany({
          where: { userId, ...(page.before !== null && { id: { lt: page.before } }) },
          orderBy: { id: 'desc' },
          take: page.limit,
          include: { verdict: true },
        }),
        prisma.teamNotice.count({ where: { userId, readAt: null } }),
      ])
      const drawn = await withDecisions(rows.map(({ verdict }) => verdict))
      const notices = drawn.flatMap((one, index) => {
        const row = rows[index]
        if (row === undefined) return []
        const readAt = fromDateOrNull(row.readAt)
        return [{ id: toId<'teamNotice'>(row.id), look: { ...one, verdict: toVerdict(row.verdict) }, readAt }]
      })
      return { notices, unread }
    },

    async readNotice(id, userId, at) {
      await prisma.teamNotice.updateMany({
        where: { id, userId, readAt: null },
        data: { readAt: toDate(at) },
      })
      return (await prisma.teamNotice.count({ where: { id, userId } })) > 0
    },
  }
}

export function createQualityWrites(open: PrismaWithin): QualityWrites {
  return {
    async give({ kind, objectId, decidedAt, decidedBy }, verdict) {
      const { id, opinion, reason, by, at } = verdict
      const { count } = await open.qualityVerdict.createMany({
        data: {
          id,
          kind,
          objectId,
          decidedAt: toDate(decidedAt),
          decidedBy,
          opinion,
          reason,
          byId: by,
          at: toDate(at),
        },
        skipDuplicates: true,
      })
      if (count > 0) return verdict
      const key = { kind, objectId, decidedAt: toDate(decidedAt) }
      return toVerdict(
        await open.qualityVerdict.findUniqueOrThrow({ where: { kind_objectId_decidedAt: key } }),
      )
    },

    async notify({ id, userId, verdictId, at }) {
      await open.teamNotice.create({ data: { id, userId, verdictId, createdAt: toDate(at) } })
    },
  }
}
