/**
 * Cases and what changes them. Each change is one transaction with the case's row locked: the case, its sessions,
 * the event of its timeline and the audit's. Who comes with an older version than the stored one is told who was
 * first, and nothing is written.
 */
import type { Case, CaseKind, CaseSeverity, CaseState } from '../../domain/cases/case.ts'
import type { CaseEvent } from '../../domain/cases/caseEvent.ts'
import { type CaseId, type ConsoleUserId, type SessionId, type SubjectId, toId } from '../../domain/ids.ts'
import { addMs, DAY_MS, type Instant, toDate } from '../../domain/time.ts'
import type { AuditStore } from '../database/audit.ts'
import type { Prisma, PrismaWithin } from '../database/connection.ts'
import { Prisma as Sql } from '../database/generated/client.ts'
import { toCase, toClosedColumns, toEventRow, userOrNull } from './caseRow.ts'

export type NewCase = Pick<
  Case,
  'id' | 'kind' | 'title' | 'severity' | 'assigneeId' | 'openedAt' | 'dueAt' | 'openedBy'
>

/** What a change sets; the version, and who set it when, follow by themselves. */
export type CaseChange = {
  set?: {
    kind?: CaseKind
    title?: string
    state?: CaseState
    severity?: CaseSeverity
    assigneeId?: ConsoleUserId | null
    dueAt?: Instant
    closed?: Case['closed']
    mergedIntoId?: CaseId | null
  }
  events: CaseEvent[]
}

/** `version` null: whoever was there before does no harm to this change. */
export type CaseTarget = { id: CaseId; version: number | null }
export type Changed<Result> =
  | { done: 'changed'; result: Result }
  | { done: 'notFound'; id: CaseId }
  | { done: 'stale'; current: Case }
  /** A session that the change wants is in this other open case, or came into one at this very moment. */
  | { done: 'taken' }

/** Changes of several people at once wait for one another; a large case takes its time. */
const CHANGE_TIMEOUT_MS = 30_000

export function createCaseStore(prisma: Prisma, audit: AuditStore) {
  async function record(within: PrismaWithin, events: readonly CaseEvent[]): Promise<void> {
    for (const event of events) {
      await within.caseEvent.create({ data: toEventRow(event) })
      await audit.append(toAuditEvent(event), within)
    }
  }

  async function lock(
    within: PrismaWithin,
    targets: readonly CaseTarget[],
  ): Promise<Case[] | Changed<never>> {
    const ids = targets.map(({ id }) => id)
    // In one order everywhere, so that two merges of the same cases wait and do not block each other.
    await within.$queryRaw`SELECT 1 FROM cases WHERE id = ANY(${ids}::uuid[]) ORDER BY id FOR UPDATE`
    const found = new Map(
      (await within.case.findMany({ where: { id: { in: ids } } })).map((row) => [row.id, row]),
    )
    const locked: Case[] = []
    for (const { id, version } of targets) {
      const row = found.get(id)
      if (row === undefined) return { done: 'notFound', id }
      const current = toCase(row)
      if (version !== null && version !== current.version) return { done: 'stale', current }
      locked.push(current)
    }
    return locked
  }

  return {
    async find(id: CaseId): Promise<Case | null> {
      const row = await prisma.case.findUnique({ where: { id } })
      return row === null ? null : toCase(row)
    },

    /** Events that change nothing of the case itself. */
    async record(events: readonly CaseEvent[], within?: PrismaWithin): Promise<void> {
      if (within === undefined) await prisma.$transaction((open) => record(open, events))
      else await record(within, events)
    },

    /** @returns `taken` where one of the sessions is in another open case; nothing was written then. */
    async open(order: {
      opened: NewCase
      sessionIds: readonly SessionId[]
      events: readonly CaseEvent[]
    }): Promise<'opened' | 'taken'> {
      return await transact(prisma, async (within) => {
        await insert(within, order.opened)
        await addSessions(
          within,
          order.opened.id,
          order.sessionIds,
          order.opened.openedBy,
          order.opened.openedAt,
        )
        await record(within, order.events)
        return 'opened' as const
      })
    },

    /**
     * Changes one case, or several together.
     * @param work makes the change from the cases as they are, locked; what it throws rolls everything back.
     */
    async change<Result>(
      targets: readonly CaseTarget[],
      work: (within: PrismaWithin, current: Case[]) => Promise<Result>,
    ): Promise<Changed<Result>> {
      return await transact(prisma, async (within): Promise<Changed<Result>> => {
        const locked = await lock(within, targets)
        if (!Array.isArray(locked)) return locked
        return { done: 'changed', result: await work(within, locked) }
      }).then((result) => (result === 'taken' ? { done: 'taken' } : result))
    },

    lock,
    insert,
    addSessions,

    /** Inside `change`. */
    async write(
      within: PrismaWithin,
      current: Case,
      { set = {}, events }: CaseChange,
      by: ConsoleUserId | null,
      at: Instant,
    ): Promise<Case> {
      const { dueAt, closed, ...plain } = set
      const row = await within.case.update({
        where: { id: current.id },
        data: {
          ...plain,
          ...(dueAt !== undefined && { dueAt: toDate(dueAt) }),
          ...(closed !== undefined && toClosedColumns(closed)),
          version: { increment: 1 },
          changedAt: toDate(at),
          changedBy: by,
        },
      })
      await record(within, events)
      return toCase(row)
    },

    /** Whether its sessions are taken by it. Inside `change`. */
    async setSessionsOpen(within: PrismaWithin, id: CaseId, isOpen: boolean): Promise<void> {
      await within.caseSession.updateMany({ where: { caseId: id }, data: { isOpen } })
    },

    /** Takes sessions (null: all of them) to another case, and remembers from where. Inside `change`. */
    async moveSessions(
      within: PrismaWithin,
      move: { from: CaseId; to: CaseId; sessionIds: readonly SessionId[] | null },
    ): Promise<number> {
      const { count } = await within.caseSession.updateMany({
        where: {
          caseId: move.from,
          ...(move.sessionIds !== null && { sessionId: { in: [...move.sessionIds] } }),
        },
        data: { caseId: move.to, movedFromId: move.from },
      })
      return count
    },

    /** What a merge brought from `origin` goes back to it. Inside `change`. */
    async giveBack(within: PrismaWithin, origin: CaseId, from: CaseId): Promise<number> {
      const where = { caseId: from, movedFromId: origin }
      const data = { caseId: origin, movedFromId: null }
      const { count } = await within.caseSession.updateMany({ where, data })
      await within.caseNote.updateMany({ where, data })
      await within.caseFile.updateMany({ where, data })
      return count
    },

    /** Notes and files go along, tags are copied. Inside `change`. */
    async moveContents(within: PrismaWithin, from: CaseId, to: CaseId): Promise<void> {
      const data = { caseId: to, movedFromId: from }
      await within.caseNote.updateMany({ where: { caseId: from }, data })
      await within.caseFile.updateMany({ where: { caseId: from }, data })
      await within.$executeRaw`
        INSERT INTO case_tags (case_id, tag) SELECT ${to}::uuid, tag FROM case_tags WHERE case_id = ${from}::uuid
        ON CONFLICT DO NOTHING`
    },

    async countSessions(within: PrismaWithin, id: CaseId): Promise<number> {
      return await within.caseSession.count({ where: { caseId: id } })
    },

    /** Which of these sessions are in an open case, and in which. */
    async openCasesOf(sessionIds: readonly SessionId[]): Promise<Map<SessionId, CaseId>> {
      const rows = await prisma.caseSession.findMany({
        where: { sessionId: { in: [...sessionIds] }, isOpen: true },
        select: { sessionId: true, caseId: true },
      })
      return new Map(rows.map((row) => [toId<'session'>(row.sessionId), toId<'case'>(row.caseId)]))
    },

    /** Sessions of the list that exist. */
    async existing(sessionIds: readonly SessionId[]): Promise<SessionId[]> {
      const rows = await prisma.session.findMany({
        where: { id: { in: [...sessionIds] } },
        select: { id: true },
      })
      return rows.map(({ id }) => toId<'session'>(id))
    },

    /** One at a time for a person: two sessions of the same moment open one case. */
    async forPerson<Result>(
      subjectId: SubjectId,
      work: (within: PrismaWithin) => Promise<Result>,
    ): Promise<Result | 'taken'> {
      return await transact(prisma, async (within) => {
        await within.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`case ${subjectId}`}, 0))`
        return await work(within)
      })
    },

    /** Every case that this session is or was in. */
    async ofSession(
      within: PrismaWithin,
      sessionId: SessionId,
    ): Promise<{ caseId: CaseId; isOpen: boolean; closedAt: Date | null }[]> {
      const rows = await within.caseSession.findMany({
        where: { sessionId },
        include: { case: { select: { closedAt: true } } },
      })
      return rows.map((row) => ({
        caseId: toId<'case'>(row.caseId),
        isOpen: row.isOpen,
        closedAt: row.case.closedAt,
      }))
    },

    /**
     * The open case with a session of this person no further than `nearMs` away; the nearest by id. An id is of wall
     * time and no event lies after its session's id, so a day before bounds the read.
     */
    async openCaseNear(
      within: PrismaWithin,
      near: { subjectId: SubjectId; occurredAt: Instant; nearMs: number },
    ): Promise<CaseId | null> {
      const from = addMs(near.occurredAt, -near.nearMs)
      const to = addMs(near.occurredAt, near.nearMs)
      const rows = await within.$queryRaw<{ case_id: string }[]>(Sql.sql`
        SELECT cs.case_id::text FROM sessions s
        JOIN case_sessions cs ON cs.session_id = s.id AND cs.is_open
        WHERE s.subject_id = ${near.subjectId}::uuid
          AND s.id >= uuid_v7_floor(${toDate(addMs(from, -DAY_MS))}::timestamptz)
          AND s.occurred_at BETWEEN ${toDate(from)}::timestamptz AND ${toDate(to)}::timestamptz
        ORDER BY s.id DESC LIMIT 1`)
      return rows[0] === undefined ? null : toId<'case'>(rows[0].case_id)
    },
  }
}

export type CaseStore = ReturnType<typeof createCaseStore>

async function insert(within: PrismaWithin, { openedAt, dueAt, ...plain }: NewCase): Promise<void> {
  const at = toDate(openedAt)
  await within.case.create({
    data: { ...plain, openedAt: at, dueAt: toDate(dueAt), changedAt: at, changedBy: plain.openedBy },
  })
}

/** @returns those that were not in the case before. A session that another open case has throws. */
async function addSessions(
  within: PrismaWithin,
  caseId: CaseId,
  sessionIds: readonly SessionId[],
  by: ConsoleUserId | null,
  at: Instant,
): Promise<SessionId[]> {
  const rows = await within.$queryRaw<{ session_id: string }[]>`
    INSERT INTO case_sessions (case_id, session_id, added_at, added_by)
    SELECT ${caseId}::uuid, id, ${toDate(at)}::timestamptz, ${by}::uuid FROM unnest(${[...sessionIds]}::uuid[]) AS id
    ON CONFLICT (case_id, session_id) DO NOTHING
    RETURNING session_id::text`
  return rows.map((row) => toId<'session'>(row.session_id))
}

/** @returns `taken` where a session is in two open cases by it: the partial index refused, nothing was written. */
async function transact<Result>(
  prisma: Prisma,
  work: (within: PrismaWithin) => Promise<Result>,
): Promise<Result | 'taken'> {
  try {
    return await prisma.$transaction(work, { timeout: CHANGE_TIMEOUT_MS })
  } catch (error) {
    if (isTaken(error)) return 'taken'
    throw error
  }
}

/** A statement of Prisma's own says P2002, a raw one P2010 with Postgres' 23505 in its text. */
function isTaken(error: unknown): boolean {
  if (!(error instanceof Sql.PrismaClientKnownRequestError)) return false
  return (
    error.code === 'P2002' || (error.code === 'P2010' && JSON.stringify(error.meta ?? '').includes('23505'))
  )
}

function toAuditEvent({ id, caseId, kind, by, details, at }: CaseEvent) {
  return {
    id,
    actor:
      by === null
        ? { kind: 'system' as const, id: null }
        : { kind: 'consoleUser' as const, id: userOrNull(by) },
    action: `case.${kind}` as const,
    object: { kind: 'case' as const, id: caseId },
    details,
    occurredAt: at,
  }
}
