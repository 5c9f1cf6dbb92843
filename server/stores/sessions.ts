/**
 * Sessions and everything that changes with them. Each change of state is one transaction through
 * `transition`: the state (fenced by state and attempt), the decision or review behind it, and the outbox
 * rows of what follows, all or nothing.
 */
import type { AuditEvent } from '../domain/auditEvent.ts'
import type { Decision } from '../domain/decision.ts'
import { type ConsoleUserId, type SessionId, toId } from '../domain/ids.ts'
import type { EndResult, Flow, InteractionType, Session, SessionState } from '../domain/session.ts'
import { type Instant, toDate } from '../domain/time.ts'
import { toAuditRow } from './audit.ts'
import { Prisma as PrismaSql } from './generated/client.ts'
import type { Prisma, PrismaWithin } from './prisma.ts'
import { type SessionRow, sealInitiator, toSession, toSignToJson } from './sessionRow.ts'
import type { Vault } from './vault.ts'

export type NewOutboxRow = { id: string; job: string; payload: object; notBefore: Instant }

export type NewSession = Pick<
  Session,
  | 'id'
  | 'apiVersion'
  | 'kind'
  | 'flow'
  | 'subjectId'
  | 'accountId'
  | 'requestedLevel'
  | 'occurredAt'
  | 'expiresAt'
  | 'wallOffsetMs'
  | 'toSign'
  | 'interactions'
  | 'interactionsB64'
  | 'verificationCode'
  | 'initialCallbackUrl'
  | 'linkedSessionId'
  | 'signing'
  | 'shareDeviceIp'
  | 'ignoredProperties'
  | 'initiator'
  | 'payment'
> & {
  relyingPartyId: string
  /** As it was sent: the signature says so, and clients compare. */
  relyingPartyName: string
  state: 'AWAITING_CLAIM' | 'RECEIVED'
  dueAt: Instant
  deviceLink: { token: string; secret: Uint8Array } | null
  outbox: NewOutboxRow[]
  /** The fifteen-second rule: an equal digest since `since` (event time) answers with the session it made. */
  sameRequest: { digest: Uint8Array<ArrayBuffer>; answer: string; since: Instant } | null
}

export type Transition = {
  id: SessionId
  from: SessionState
  attempt: number
  to: SessionState
  set?: {
    flow?: Flow
    subjectId?: string
    accountId?: string
    holdUntil?: Instant
    deliveredAt?: Instant
    endedAt?: Instant
    visibleAt?: Instant
    dueAt?: Instant | null
    endResult?: EndResult
    interactionUsed?: InteractionType
    signature?: Uint8Array<ArrayBuffer>
    /** DER; sealed on the way in. */
    certificate?: Uint8Array
    phoneAddress?: string
  }
  decision?: Decision & { decidedAt: Instant; tookMs: number; warningId: string | null }
  review?: {
    action: 'release' | 'block'
    userId: ConsoleUserId | null
    comment: string | null
    reviewedAt: Instant
  }
  /** Written with what it records, or not at all. */
  audit?: AuditEvent
  notice?: { id: string; template: string; deadlineAt: Instant }
  outbox?: NewOutboxRow[]
  /** An outbox row whose effect this transition is. */
  settles?: string
}

/** Somebody else moved the session first: the transaction is rolled back and the caller told. */
class Overtaken extends Error {}

export function createSessionStore(prisma: Prisma, vault: Vault) {
  async function find(id: SessionId, within: PrismaWithin = prisma): Promise<Session | null> {
    const row = await within.session.findUnique({ where: { id }, include: { relyingParty: true } })
    return row === null ? null : toSession(row, vault)
  }

  async function write(within: PrismaWithin, change: Transition): Promise<void> {
    const { decision, review, notice } = change
    if (decision !== undefined) {
      const { friction, modelVersion, ...rest } = decision
      await within.decision.create({
        data: {
          ...rest,
          sessionId: change.id,
          modelVersion,
          friction: friction ?? PrismaSql.DbNull,
          decidedAt: toDate(decision.decidedAt),
        },
      })
    }
    if (review !== undefined) {
      await within.review.create({
        data: { ...review, sessionId: change.id, reviewedAt: toDate(review.reviewedAt) },
      })
    }
    const { count } = await within.session.updateMany({
      where: { id: change.id, state: change.from, attempt: change.attempt },
      data: { state: change.to, attempt: { increment: 1 }, ...toColumns(change.set ?? {}, vault) },
    })
    if (count === 0) throw new Overtaken()
    if (change.audit !== undefined) await within.auditEvent.create({ data: toAuditRow(change.audit) })
    if (notice !== undefined) {
      await within.notice.create({
        data: { ...notice, sessionId: change.id, channel: 'email', deadlineAt: toDate(notice.deadlineAt) },
      })
    }
    if (change.outbox !== undefined && change.outbox.length > 0) {
      await within.outbox.createMany({ data: change.outbox.map(toOutboxRow) })
    }
    if (change.settles !== undefined) await within.outbox.deleteMany({ where: { id: change.settles } })
    if (change.set?.endedAt !== undefined)
      await within.deviceLink.deleteMany({ where: { sessionId: change.id } })
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
        const { relyingPartyId, deviceLink, outbox, sameRequest, payment, initiator, toSign, ...plain } =
          session
        await within.session.create({
          data: {
            ...plain,
            ...payment,
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
        await write(within, change)
        return true
      }
      try {
        await prisma.$transaction((open) => write(open, change))
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

/**
 * Claims the digest of a request for this session, or answers what the session that holds it was answered.
 * The row lock of the upsert makes two equal requests at once wait for each other.
 */
async function claimRequest(
  within: PrismaWithin,
  vault: Vault,
  session: NewSession,
  same: NonNullable<NewSession['sameRequest']>,
): Promise<string | null> {
  const answer = vault.seal(same.answer)
  const claimed = await within.$executeRaw`
    INSERT INTO recent_requests (digest, session_id, occurred_at, answer)
    VALUES (${same.digest}, ${session.id}::uuid, ${toDate(session.occurredAt)}, ${answer})
    ON CONFLICT (digest) DO UPDATE
      SET session_id = excluded.session_id, occurred_at = excluded.occurred_at, answer = excluded.answer, created_at = now()
      WHERE recent_requests.occurred_at < ${toDate(same.since)} OR recent_requests.occurred_at > ${toDate(session.occurredAt)}`
  if (claimed > 0) return null
  const held = await within.recentRequest.findUniqueOrThrow({ where: { digest: same.digest } })
  return vault.openText(held.answer)
}

function toOutboxRow(row: NewOutboxRow) {
  return { ...row, notBefore: toDate(row.notBefore) }
}

function toColumns(set: NonNullable<Transition['set']>, vault: Vault) {
  const { holdUntil, deliveredAt, endedAt, visibleAt, dueAt, certificate, phoneAddress, ...plain } = set
  return {
    ...plain,
    ...(holdUntil !== undefined && { holdUntil: toDate(holdUntil) }),
    ...(deliveredAt !== undefined && { deliveredAt: toDate(deliveredAt) }),
    ...(endedAt !== undefined && { endedAt: toDate(endedAt) }),
    ...(visibleAt !== undefined && { visibleAt: toDate(visibleAt) }),
    ...(dueAt !== undefined && { dueAt: dueAt === null ? null : toDate(dueAt) }),
    ...(certificate !== undefined && { certificate: vault.seal(certificate) }),
    ...(phoneAddress !== undefined && { phoneAddress: vault.seal(phoneAddress) }),
  }
}

/** The primary key (session, stage) of decisions refused a second one: somebody decided first. */
function isDuplicateDecision(error: unknown): boolean {
  return error instanceof PrismaSql.PrismaClientKnownRequestError && error.code === 'P2002'
}
