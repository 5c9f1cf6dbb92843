/**
 * Who works on which session, and who looks at it. A claim has one holder and lasts as long as its holder gives
 * signs of life; past `expiresAt` it counts for nothing, whether or not somebody has swept it away.
 */
import { z } from 'zod'
import { type ConsoleUserId, type SessionId, toId } from '../../domain/ids.ts'
import { DAY_MS, fromDate, type Instant, toDate } from '../../domain/time.ts'
import type { Prisma, PrismaWithin } from '../database/connection.ts'

export type Claim = {
  sessionId: SessionId
  userId: ConsoleUserId
  /** The holder's display name. */
  by: string
  claimedAt: Instant
  expiresAt: Instant
}
export type Viewer = { sessionId: SessionId; userId: ConsoleUserId; name: string }

type Order = { sessionId: SessionId; userId: ConsoleUserId; now: Instant; expiresAt: Instant }

const foundId = z.object({ id: z.string().transform(toId<'session'>) })

/** Older than this, what is flagged and undecided is no longer handed out as the next to work on. */
const NEXT_WITHIN_DAYS = 7
/** What we were about to take is taken: look again, but not for ever. */
const TRIES = 5

/** Which claims give way: none that lives, one's own, or anybody's. */
type Takes = 'free' | 'own' | 'any'

/** @returns whether it is now theirs. */
async function writeClaim(within: PrismaWithin, order: Order & { takes: Takes }): Promise<boolean> {
  const now = toDate(order.now)
  const written = await within.$executeRaw`
    INSERT INTO queue_claims AS held (session_id, user_id, claimed_at, expires_at)
    VALUES (${order.sessionId}::uuid, ${order.userId}::uuid, ${now}, ${toDate(order.expiresAt)})
    ON CONFLICT (session_id) DO UPDATE SET
      user_id = excluded.user_id, expires_at = excluded.expires_at,
      claimed_at = CASE WHEN held.user_id = excluded.user_id AND held.expires_at > ${now}
                   THEN held.claimed_at ELSE excluded.claimed_at END
    WHERE held.expires_at <= ${now} OR ${order.takes === 'any'}
      OR (${order.takes === 'own'} AND held.user_id = excluded.user_id)`
  return written > 0
}

export function createClaimStore(prisma: Prisma) {
  async function of(ids: readonly SessionId[], now: Instant): Promise<Claim[]> {
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
  }

  /** What is held and runs out next, else what is flagged, undecided and riskiest: nobody's yet, and not locked. */
  async function findNext(within: PrismaWithin, now: Instant): Promise<SessionId | null> {
    const at = toDate(now)
    const held = await within.$queryRaw<unknown[]>`
      SELECT s.id::text FROM sessions s
      WHERE s.state = 'HELD' AND s.hold_until + make_interval(secs => s.wall_offset_ms / 1000.0) > ${at}::timestamptz
        AND NOT EXISTS (SELECT FROM queue_claims c WHERE c.session_id = s.id AND c.expires_at > ${at}::timestamptz)
        AND NOT EXISTS (SELECT FROM pending_reviews p WHERE p.session_id = s.id)
      ORDER BY s.hold_until + make_interval(secs => s.wall_offset_ms / 1000.0), s.id
      LIMIT 1 FOR UPDATE OF s SKIP LOCKED`
    const [first] = held.map((row) => foundId.parse(row))
    if (first !== undefined) return first.id
    const since = new Date(now - NEXT_WITHIN_DAYS * DAY_MS)
    const flagged = await within.$queryRaw<unknown[]>`
      SELECT s.id::text FROM decisions d JOIN sessions s ON s.id = d.session_id
      WHERE (d.stage = 'delivery' OR d.outcome = 'block') AND d.outcome <> 'allow'
        AND d.session_id >= uuid_v7_floor(${since}::timestamptz) AND s.state <> 'HELD'
        AND NOT EXISTS (SELECT FROM session_dispositions x WHERE x.session_id = s.id)
        AND NOT EXISTS (SELECT FROM reviews r WHERE r.session_id = s.id AND r.user_id IS NOT NULL)
        AND NOT EXISTS (SELECT FROM queue_claims c WHERE c.session_id = s.id AND c.expires_at > ${at}::timestamptz)
      ORDER BY d.score DESC, d.session_id DESC LIMIT 1 FOR UPDATE OF s SKIP LOCKED`
    return flagged.map((row) => foundId.parse(row))[0]?.id ?? null
  }

  return {
    of,

    /** @returns whether it is now theirs; where not, `of` tells whose it is. */
    async claim({ takeOver, ...order }: Order & { takeOver: boolean }): Promise<boolean> {
      return await writeClaim(prisma, { ...order, takes: takeOver ? 'any' : 'own' })
    },

    /**
     * Finds and claims in one transaction: two who ask at once get two sessions, one person who asks twice too. What
     * was claimed between finding and claiming is left alone. Null: there is nothing to do.
     */
    async claimNext(order: Omit<Order, 'sessionId'>): Promise<SessionId | null> {
      for (let tried = 0; tried < TRIES; tried += 1) {
        const [found, taken] = await prisma.$transaction(async (within) => {
          const sessionId = await findNext(within, order.now)
          if (sessionId === null) return [null, false] as const
          return [sessionId, await writeClaim(within, { ...order, sessionId, takes: 'free' })] as const
        })
        if (found === null || taken) return found
      }
      return null
    },

    /**
     * A sign of life of whoever has the page open; a claim of theirs lives on with it. Claims are written before
     * viewers, as everywhere: two who lock in different orders wait for each other until one is thrown out.
     */
    async see({ sessionId, userId, expiresAt, now }: Order): Promise<void> {
      await prisma.$transaction([
        prisma.queueClaim.updateMany({
          where: { sessionId, userId, expiresAt: { gt: toDate(now) } },
          data: { expiresAt: toDate(expiresAt) },
        }),
        prisma.queueViewer.upsert({
          where: { sessionId_userId: { sessionId, userId } },
          create: { sessionId, userId, expiresAt: toDate(expiresAt) },
          update: { expiresAt: toDate(expiresAt) },
        }),
      ])
    },

    /** Gives back what is theirs, and looks away. */
    async release({ sessionId, userId }: Pick<Order, 'sessionId' | 'userId'>): Promise<void> {
      await prisma.$transaction([
        prisma.queueClaim.deleteMany({ where: { sessionId, userId } }),
        prisma.queueViewer.deleteMany({ where: { sessionId, userId } }),
      ])
    },

    async viewers(ids: readonly SessionId[], now: Instant): Promise<Viewer[]> {
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

    /** What has run out goes, so that open consoles hear of it. */
    async sweep(now: Instant): Promise<number> {
      const ranOut = { where: { expiresAt: { lte: toDate(now) } } }
      const [claims, viewers] = await prisma.$transaction([
        prisma.queueClaim.deleteMany(ranOut),
        prisma.queueViewer.deleteMany(ranOut),
      ])
      return claims.count + viewers.count
    },
  }
}

export type ClaimStore = ReturnType<typeof createClaimStore>
