/**
 * Who works on which session, and who looks at it. A claim has one holder and lasts as long as its holder gives
 * signs of life; past `expiresAt` it counts for nothing, whether or not somebody has swept it away.
 */
import { z } from 'zod'
import { toId } from '../../domain/ids.ts'
import { DAY_MS, fromDate, toDate } from '../../domain/time.ts'
import type { ClaimReads, ClaimWrites } from '../../flow/review/queuePorts.ts'
import type { Prisma, PrismaWithin } from '../database/connection.ts'

const foundId = z.object({ id: z.string().transform(toId<'session'>) })

/** Older than this, what is flagged and undecided is no longer handed out as the next to work on. */
const NEXT_WITHIN_DAYS = 7

export function createClaimReads(prisma: Prisma): ClaimReads {
  return {
    async of(ids, now) {
      const rows = await prisma.queueClaim.findMany({
        where: { sessionId: { in: [...ids] }, expiresAt: { gt: toDate(now) } },
        include: { user: { select: { displayName: true } } },
      })
      return rows.map((row) => ({
        sessionId: toId<'session'>(row.sessionId),
        userId: toId<'consoleUser'>(row.userId),
        by: row.user.displayName,
        claimedAt: fromDate(row.claimedAt),
        expiresAt: fromDate(row.expiresAt),
      }))
    },

    async viewers(ids, now) {
      const rows = await prisma.queueViewer.findMany({
        where: { sessionId: { in: [...ids] }, expiresAt: { gt: toDate(now) } },
        include: { user: { select: { displayName: true } } },
        orderBy: { userId: 'asc' },
      })
      return rows.map((row) => ({
        sessionId: toId<'session'>(row.sessionId),
        userId: toId<'consoleUser'>(row.userId),
        name: row.user.displayName,
      }))
    },
  }
}

export function createClaimWrites(open: PrismaWithin): ClaimWrites {
  return {
    async claim({ sessionId, userId, takes, ...times }) {
      const now = toDate(times.now)
      const written = await open.$executeRaw`
        INSERT INTO queue_claims AS held (session_id, user_id, claimed_at, expires_at)
        VALUES (${sessionId}::uuid, ${userId}::uuid, ${now}, ${toDate(times.expiresAt)})
        ON CONFLICT (session_id) DO UPDATE SET
          user_id = excluded.user_id, expires_at = excluded.expires_at,
          claimed_at = CASE WHEN held.user_id = excluded.user_id AND held.expires_at > ${now}
                       THEN held.claimed_at ELSE excluded.claimed_at END
        WHERE held.expires_at <= ${now} OR ${takes === 'any'}
          OR (${takes === 'own'} AND held.user_id = excluded.user_id)`
      return written > 0
    },

    async findNext(now) {
      const at = toDate(now)
      const held = await open.$queryRaw<unknown[]>`
        SELECT s.id::text FROM sessions s
        WHERE s.state = 'HELD' AND s.hold_until + make_interval(secs => s.wall_offset_ms / 1000.0) > ${at}::timestamptz
          AND NOT EXISTS (SELECT FROM queue_claims c WHERE c.session_id = s.id AND c.expires_at > ${at}::timestamptz)
          AND NOT EXISTS (SELECT FROM pending_reviews p WHERE p.session_id = s.id)
        ORDER BY s.hold_until + make_interval(secs => s.wall_offset_ms / 1000.0), s.id
        LIMIT 1 FOR UPDATE OF s SKIP LOCKED`
      const [first] = held.map((row) => foundId.parse(row))
      if (first !== undefined) return first.id
      const since = new Date(now - NEXT_WITHIN_DAYS * DAY_MS)
      const flagged = await open.$queryRaw<unknown[]>`
        SELECT s.id::text FROM decisions d JOIN sessions s ON s.id = d.session_id
        WHERE (d.stage = 'delivery' OR d.outcome = 'block') AND d.outcome <> 'allow'
          AND d.session_id >= uuid_v7_floor(${since}::timestamptz) AND s.state <> 'HELD'
          AND NOT EXISTS (SELECT FROM session_dispositions x WHERE x.session_id = s.id)
          AND NOT EXISTS (SELECT FROM reviews r WHERE r.session_id = s.id AND r.user_id IS NOT NULL)
          AND NOT EXISTS (SELECT FROM queue_claims c WHERE c.session_id = s.id AND c.expires_at > ${at}::timestamptz)
        ORDER BY d.score DESC, d.session_id DESC LIMIT 1 FOR UPDATE OF s SKIP LOCKED`
      return flagged.map((row) => foundId.parse(row))[0]?.id ?? null
    },

    async renew({ sessionId, userId, expiresAt, now }) {
      await open.queueClaim.updateMany({
        where: { sessionId, userId, expiresAt: { gt: toDate(now) } },
        data: { expiresAt: toDate(expiresAt) },
      })
      await open.queueViewer.upsert({
        where: { sessionId_userId: { sessionId, userId } },
        create: { sessionId, userId, expiresAt: toDate(expiresAt) },
        update: { expiresAt: toDate(expiresAt) },
      })
    },

    async release({ sessionId, userId }) {
      await open.queueClaim.deleteMany({ where: { sessionId, userId } })
      await open.queueViewer.deleteMany({ where: { sessionId, userId } })
    },

    async sweep(now) {
      const ranOut = { where: { expiresAt: { lte: toDate(now) } } }
      const claims = await open.queueClaim.deleteMany(ranOut)
      const viewers = await open.queueViewer.deleteMany(ranOut)
      return claims.count + viewers.count
    },
  }
}
