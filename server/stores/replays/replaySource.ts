/** Decisions of the past for replay: read in batches, nothing is changed. */

import { toId } from '../../domain/ids.ts'
import type { Decision } from '../../domain/sessions/decision.ts'
import type { SessionKind } from '../../domain/sessions/session.ts'
import { DAY_MS, fromDate, type Instant, toDate } from '../../domain/time.ts'
import type { ReplaySource } from '../../flow/replays/ports.ts'
import type { PrismaWithin } from '../database/connection.ts'
import { uuidFloor } from '../database/uuidFloor.ts'
import { toDecision } from '../sessions/decisionRow.ts'

const BATCH = 1_000

const SELECTED = {
  id: true,
  occurredAt: true,
  kind: true,
  subjectId: true,
  decisions: { orderBy: { stage: 'asc' } },
} as const

export function createReplaySource(db: PrismaWithin): ReplaySource {
  /** By session, what its newest label says: the last word counts. */
  async function readLabels(sessionIds: string[]): Promise<Map<string, boolean>> {
    const rows = await db.label.findMany({
      where: { sessionId: { in: sessionIds } },
      select: { sessionId: true, fraud: true },
      orderBy: [{ labelledAt: 'asc' }, { id: 'asc' }],
    })
    return new Map(rows.map(({ sessionId, fraud }) => [sessionId, fraud]))
  }

  return {
    async ruleSetVersions(period) {
      const rows = await db.decision.groupBy({
        by: ['ruleSetVersion'],
        where: {
          sessionId: { gt: uuidFloor(period.from - DAY_MS) },
          session: { occurredAt: { gte: toDate(period.from), lt: toDate(period.to) } },
        },
      })
      return rows.map(({ ruleSetVersion }) => ruleSetVersion)
    },

    async models() {
      return await db.model.findMany({ select: { version: true, artifact: true } })
    },

    async countSessions(period) {
      return await db.session.count({ where: decidedWithin(period, uuidFloor(period.from - DAY_MS)) })
    },

    async *sessions(period) {
      // An id is of wall time and no event lies after its session's id: so the oldest partitions are left out.
      let after = uuidFloor(period.from - DAY_MS)
      while (true) {
        const rows = await db.session.findMany({
          where: decidedWithin(period, after),
          select: SELECTED,
          orderBy: { id: 'asc' },
          take: BATCH,
        })
        const labels = await readLabels(rows.map(({ id }) => id))
        for (const row of rows) yield toStored(row, labels.get(row.id) ?? null)
        const last = rows.at(-1)
        if (last === undefined || rows.length < BATCH) return
        after = last.id
      }
    },
  }
}

function decidedWithin({ from, to }: { from: Instant; to: Instant }, after: string) {
  return {
    id: { gt: after },
    occurredAt: { gte: toDate(from), lt: toDate(to) },
    decisions: { some: {} },
  }
}

type Row = {
  id: string
  occurredAt: Date
  kind: SessionKind
  subjectId: string | null
  decisions: Parameters<typeof toDecision>[0][]
}

function toStored(row: Row, fraud: boolean | null) {
  const decisions: Decision[] = row.decisions.map(toDecision)
  return {
    sessionId: toId<'session'>(row.id),
    occurredAt: fromDate(row.occurredAt),
    kind: row.kind,
    subjectId: row.subjectId === null ? null : toId<'subject'>(row.subjectId),
    fraud,
    decisions,
  }
}
