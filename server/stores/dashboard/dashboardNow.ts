/** What dashboards read as it is now: how long holds and cases wait, where campaigns come from, what the outbox owes. */

import { z } from 'zod'
import { CASE_STATES } from '../../domain/cases/case.ts'
import { groupBy } from '../../domain/groupBy.ts'
import { toId } from '../../domain/ids.ts'
import { fromDate, type Instant, toDate } from '../../domain/time.ts'
import type { Campaign, DashboardNow } from '../../flow/dashboard/ports.ts'
import type { Vault } from '../../flow/ports.ts'
import type { Prisma } from '../database/connection.ts'
import { initiatorJson } from '../sessions/readModelJson.ts'

/** More campaigns than anybody looks at on a map, and more addresses than tell where one comes from. */
const MOST_CAMPAIGNS = 300
const MOST_ADDRESSES = 20

const instant = z.date().transform(fromDate)
const heldRow = z.object({ since: instant, ends: instant })
const caseCounts = z.object({ open: z.number(), overdue: z.number(), campaigns: z.number() })
const campaignRow = z.object({
  id: z.string().transform(toId<'case'>),
  title: z.string(),
  state: z.enum(CASE_STATES),
  opened_at: instant,
  sessions: z.number(),
  people: z.number(),
})
const addressRow = z.object({
  case_id: z.string(),
  initiator: z.instanceof(Uint8Array).nullable(),
  sessions: z.number(),
})
const outboxRow = z.object({ waiting: z.number(), again: z.number(), oldest: instant.nullable() })

export function createDashboardNow(prisma: Prisma, vault: Vault): DashboardNow {
  function openIp(sealed: Uint8Array): string | null {
    return initiatorJson.parse(JSON.parse(vault.openText(sealed))).ip ?? null
  }

  return {
    async held(): Promise<{ since: Instant; ends: Instant }[]> {
      const rows = await prisma.$queryRaw<unknown[]>`
        SELECT d.decided_at + make_interval(secs => s.wall_offset_ms / 1000.0::float8) AS since,
               s.hold_until + make_interval(secs => s.wall_offset_ms / 1000.0::float8) AS ends
        FROM sessions s JOIN decisions d ON d.session_id = s.id AND d.stage = 'delivery'
        WHERE s.state = 'HELD'`
      return rows.map((row) => heldRow.parse(row))
    },

    async openCases(now: Instant): Promise<z.infer<typeof caseCounts>> {
      const rows = await prisma.$queryRaw<unknown[]>`
        SELECT count(*)::int AS open, count(*) FILTER (WHERE due_at <= ${toDate(now)}::timestamptz)::int AS overdue,
               count(*) FILTER (WHERE kind = 'campaign')::int AS campaigns
        FROM cases WHERE state IN ('open', 'escalated')`
      return caseCounts.parse(rows[0])
    },

    async campaigns(from: Instant, to: Instant): Promise<{ campaigns: Campaign[]; isCut: boolean }> {
      const rows = await prisma.$queryRaw<unknown[]>`
        SELECT c.id::text, c.title, c.state::text, c.opened_at, count(cs.session_id)::int AS sessions,
               count(DISTINCT s.subject_id)::int AS people
        FROM (SELECT * FROM cases
              WHERE kind = 'campaign' AND state <> 'merged' AND (state IN ('open', 'escalated')
                OR opened_at >= ${toDate(from)}::timestamptz AND opened_at < ${toDate(to)}::timestamptz)
              ORDER BY id DESC LIMIT ${MOST_CAMPAIGNS + 1}) c
        LEFT JOIN case_sessions cs ON cs.case_id = c.id LEFT JOIN sessions s ON s.id = cs.session_id
        GROUP BY c.id, c.title, c.state, c.opened_at ORDER BY c.id DESC`
      const found = rows.slice(0, MOST_CAMPAIGNS).map((row) => campaignRow.parse(row))
      const addresses = await prisma.$queryRaw<unknown[]>`
        SELECT case_id::text, initiator, sessions FROM (
          SELECT cs.case_id, (array_agg(s.initiator ORDER BY s.id DESC))[1] AS initiator, count(*)::int AS sessions,
                 row_number() OVER (PARTITION BY cs.case_id ORDER BY count(*) DESC, s.initiator_address_key) AS place
          FROM case_sessions cs JOIN sessions s ON s.id = cs.session_id
          WHERE cs.case_id = ANY(${found.map(({ id }) => id)}::uuid[])
          GROUP BY cs.case_id, s.initiator_address_key) counted
        WHERE place <= ${MOST_ADDRESSES}`
      const byCase = groupBy(
        addresses.map((row) => addressRow.parse(row)),
        (row) => row.case_id,
      )
      const campaigns = found.map(
        ({ opened_at: openedAt, ...campaign }): Campaign => ({
          ...campaign,
          openedAt,
          addresses: (byCase.get(campaign.id) ?? []).map(({ initiator, sessions }) => ({
            ip: initiator === null ? null : openIp(initiator),
            sessions,
          })),
        }),
      )
      return { campaigns, isCut: rows.length > MOST_CAMPAIGNS }
    },

    async outbox(): Promise<z.infer<typeof outboxRow>> {
      const rows = await prisma.$queryRaw<unknown[]>`
        SELECT count(*)::int AS waiting, count(*) FILTER (WHERE sent_count > 0)::int AS again,
               min(created_at) AS oldest FROM outbox`
      return outboxRow.parse(rows[0])
    },
  }
}
