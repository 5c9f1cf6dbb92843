/** Sessions as they are read; sessions.ts makes and moves them. */

import { type SessionId, toId } from '../../domain/ids.ts'
import type { Session } from '../../domain/sessions/session.ts'
import { type Instant, toDate } from '../../domain/time.ts'
import type { Vault } from '../../flow/ports.ts'
import type { SessionReads } from '../../flow/request/ports.ts'
import type { PrismaWithin } from '../database/connection.ts'
import { friction } from './readModelJson.ts'
import { type SessionRow, toSession } from './sessionRow.ts'

export function createSessionStore(db: PrismaWithin, vault: Vault): SessionReads {
  async function find(id: SessionId): Promise<Session | null> {
    const row = await db.session.findUnique({ where: { id }, include: { relyingParty: true } })
    return row === null ? null : toSession(row, vault)
  }

  return {
    find,

    async due(now: Instant, limit: number): Promise<Session[]> {
      const rows = await db.session.findMany({
        where: { dueAt: { lte: toDate(now) } },
        orderBy: { dueAt: 'asc' },
        take: limit,
        include: { relyingParty: true },
      })
      return rows.map((row) => toSession(row, vault))
    },

    async awaitsLinked(
      subjectId: string,
      at: Instant,
    ): Promise<{ id: string; accountId: string | null } | null> {
      const choice = await db.session.findFirst({
        where: {
          subjectId,
          kind: 'certificateChoice',
          flow: { not: 'Notification' },
          endResult: 'OK',
          endedAt: { lte: toDate(at) },
          expiresAt: { gt: toDate(at) },
        },
        orderBy: { id: 'desc' },
        select: { id: true, accountId: true },
      })
      if (choice === null) return null
      const linked = await db.session.findFirst({
        where: { subjectId, linkedSessionId: choice.id },
        select: { id: true },
      })
      return linked === null ? choice : null
    },

    async *since(from: Instant, pageSize: number): AsyncGenerator<Session> {
      let after: string | null = null
      while (true) {
        const rows: SessionRow[] = await db.session.findMany({
          where: { occurredAt: { gte: toDate(from) }, ...(after !== null && { id: { gt: after } }) },
          orderBy: { id: 'asc' },
          take: pageSize,
          include: { relyingParty: true },
        })
        for (const row of rows) yield toSession(row, vault)
        const last = rows.at(-1)
        if (last === undefined || rows.length < pageSize) return
        after = last.id
      }
    },

    async deliveredTo(subjectId: string, accountId: string): Promise<Session[]> {
      const rows = await db.session.findMany({
        where: { subjectId, state: 'DELIVERED', OR: [{ accountId: null }, { accountId }] },
        orderBy: { id: 'asc' },
        take: 20,
        include: { relyingParty: true },
      })
      return rows.map((row) => toSession(row, vault))
    },

    async shown(id: SessionId, at: Instant): Promise<void> {
      await db.session.updateMany({
        where: { id, shownAt: null, state: 'DELIVERED' },
        data: { shownAt: toDate(at) },
      })
    },

    async findByToken(token: string): Promise<{ session: Session; secret: Uint8Array } | null> {
      const link = await db.deviceLink.findUnique({
        where: { tokenHash: vault.digest('sessionToken', token) },
      })
      if (link === null) return null
      const session = await find(toId<'session'>(link.sessionId))
      return session === null ? null : { session, secret: vault.open(link.secret) }
    },

    async deliveryDecision(id) {
      const row = await db.decision.findUnique({
        where: { sessionId_stage: { sessionId: id, stage: 'delivery' } },
        select: { outcome: true, decidedBy: true, friction: true, warningId: true, score: true },
      })
      return row && { ...row, friction: row.friction === null ? null : friction.parse(row.friction) }
    },
  }
}
