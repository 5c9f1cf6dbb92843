/**
 * Sessions and everything that changes with them. Each change of state is one transaction through
 * `transition`: the state (fenced by state and attempt), the decision or review behind it, and the outbox
 * rows of what follows, all or nothing.
 */

import { type SessionId, toId } from '../../domain/ids.ts'
import type { Decision } from '../../domain/sessions/decision.ts'
import type { Session } from '../../domain/sessions/session.ts'
import { type Instant, toDate } from '../../domain/time.ts'
import type { Prisma, PrismaWithin } from '../database/connection.ts'
import { toOutboxRow } from '../database/outbox.ts'
import type { Vault } from '../database/vault.ts'
import { claimRequest, type NewSession } from './newSession.ts'
import { type SessionRow, sealInitiator, toSession, toSignToJson } from './sessionRow.ts'
import { isDuplicateDecision, Overtaken, type Transition, writeTransition } from './sessionTransition.ts'

export function createSessionStore(prisma: Prisma, vault: Vault) {
  async function find(id: SessionId, within: PrismaWithin = prisma): Promise<Session | null> {
    const row = await within.session.findUnique({ where: { id }, include: { relyingParty: true } })
    return row === null ? null : toSession(row, vault)
  }

  return {
    find,

    /** Writes the session with its outbox rows, or finds the one that the same request made moments ago. */
    async create(session: NewSession): Promise<{ made: true } | { made: false; answer: string }> {
      return await prisma.$transaction(async (within) => {
        const before =
          session.sameRequest === null
            ? null
            : await claimRequest(within, vault, session, session.sameRequest)
        if (before !== null) return { made: false, answer: before }
        const {
          relyingPartyId,
          deviceLink,
          outbox,
          sameRequest,
          payment,
          initiator,
          artefacts,
          toSign,
          ...plain
        } = session
        await within.session.create({
          data: {
            ...plain,
            ...payment,
            ...artefacts,
            relyingPartyId,
            initiator: sealInitiator(vault, initiator),
            toSign: toSignToJson(toSign),
            occurredAt: toDate(session.occurredAt),
            expiresAt: toDate(session.expiresAt),
            dueAt: toDate(session.dueAt),
          },
        })
        if (deviceLink !== null) {
          await within.deviceLink.create({
            data: {
              tokenHash: vault.digest('sessionToken', deviceLink.token),
              sessionId: session.id,
              secret: vault.seal(deviceLink.secret),
            },
          })
        }
        if (outbox.length > 0) await within.outbox.createMany({ data: outbox.map(toOutboxRow) })
        return { made: true }
      })
    },

    /**
     * The one way in which a session changes its state.
     * @param within an open transaction; then an overtaken session throws, so that all of it is rolled back.
     * @returns false where the session was no longer in that state and attempt; nothing was written then.
     */
    async transition(change: Transition, within?: PrismaWithin): Promise<boolean> {
      if (within !== undefined) {
        await writeTransition(within, vault, change)
        return true
      }
      try {
        await prisma.$transaction((open) => writeTransition(open, vault, change))
        return true
      } catch (error) {
        if (error instanceof Overtaken || isDuplicateDecision(error)) return false
        throw error
      }
    },

    /** Runs work in one transaction; null where a transition inside it found its session overtaken. */
    async inTransaction<Result>(work: (within: PrismaWithin) => Promise<Result>): Promise<Result | null> {
      try {
        return await prisma.$transaction(work)
      } catch (error) {
        if (error instanceof Overtaken || isDuplicateDecision(error)) return null
        throw error
      }
    },

    /** Sessions at whose state somebody must look by wall time `now`, the longest due first. */
    async due(now: Instant, limit: number): Promise<Session[]> {
      const rows = await prisma.session.findMany({
        where: { dueAt: { lte: toDate(now) } },
        orderBy: { dueAt: 'asc' },
        take: limit,
        include: { relyingParty: true },
      })
      return rows.map((row) => toSession(row, vault))
    },

    /**
     * The certificate choice by device link after which this person's app still waits for its linked signature
     * (RP API v3): ended OK, not expired at `at`, and no linked session came yet. Null: none waits.
     */
    async awaitsLinked(
      subjectId: string,
      at: Instant,
    ): Promise<{ id: string; accountId: string | null } | null> {
      const choice = await prisma.session.findFirst({
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
      const linked = await prisma.session.findFirst({
        where: { subjectId, linkedSessionId: choice.id },
        select: { id: true },
      })
      return linked === null ? choice : null
    },

    /** Every session whose event time is `from` or later, by id, read in pages. */
    async *since(from: Instant, pageSize: number): AsyncGenerator<Session> {
      let after: string | null = null
      while (true) {
        const rows: SessionRow[] = await prisma.session.findMany({
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

    /** What the phone of this person may show now: delivered, not expired, theirs. Oldest first. */
    async deliveredTo(subjectId: string, accountId: string): Promise<Session[]> {
      const rows = await prisma.session.findMany({
        where: { subjectId, state: 'DELIVERED', OR: [{ accountId: null }, { accountId }] },
        orderBy: { id: 'asc' },
        take: 20,
        include: { relyingParty: true },
      })
      return rows.map((row) => toSession(row, vault))
    },

    /** Sets the time at which the person first saw it; later calls change nothing. */
    async shown(id: SessionId, at: Instant): Promise<void> {
      await prisma.session.updateMany({
        where: { id, shownAt: null, state: 'DELIVERED' },
        data: { shownAt: toDate(at) },
      })
    },

    async findByToken(token: string): Promise<{ session: Session; secret: Uint8Array } | null> {
      const link = await prisma.deviceLink.findUnique({
        where: { tokenHash: vault.digest('sessionToken', token) },
      })
      if (link === null) return null
      const session = await find(toId<'session'>(link.sessionId))
      return session === null ? null : { session, secret: vault.open(link.secret) }
    },

    /** The decision that let the session be delivered, as the phone and the release need it. */
    async deliveryDecision(id: SessionId) {
      return await prisma.decision.findUnique({
        where: { sessionId_stage: { sessionId: id, stage: 'delivery' } },
        select: { outcome: true, decidedBy: true, friction: true, warningId: true, score: true },
      })
    },

    /** A score that came after a fallback decision: evidence only. Twice the same is once. */
    async addLateScore(id: SessionId, late: Decision, settles: string): Promise<void> {
      const { stage, outcome, score, reasons, features, ruleSetVersion, modelVersion } = late
      await prisma.$transaction([
        prisma.lateScore.createMany({
          data: { sessionId: id, stage, outcome, score, reasons, features, ruleSetVersion, modelVersion },
          skipDuplicates: true,
        }),
        prisma.outbox.deleteMany({ where: { id: settles } }),
      ])
    },
  }
}

export type SessionStore = ReturnType<typeof createSessionStore>
