/**
 * What the console reads of sessions, decisions and reviews. It changes nothing. Which
 * sessions a page holds is found first (queuePage), then their rows are read in one query; which decision stands for a session is settled here once: the delivery's, unless the
 * release was blocked after it.
 */

import { z } from 'zod'
import { type SessionId, toId } from '../../domain/ids.ts'
import { DECIDERS, OUTCOMES, STAGES } from '../../domain/sessions/decision.ts'
import { END_RESULTS, FLOWS, SESSION_KINDS, SESSION_STATES } from '../../domain/sessions/session.ts'
import { fromDate } from '../../domain/time.ts'
import type { Vault } from '../../flow/ports.ts'
import type { QueueReads, QueueRow } from '../../flow/review/sessionRecords.ts'
import type { Prisma } from '../database/connection.ts'
import { Prisma as Sql } from '../database/generated/client.ts'
import { friction, initiatorJson, reasons } from '../sessions/readModelJson.ts'
import { countRows, findPage } from './queuePage.ts'

const instant = z.date().transform(fromDate)
const bytes = z.instanceof(Uint8Array)

const queueRow = z.object({
  id: z.string().transform(toId<'session'>),
  state: z.enum(SESSION_STATES),
  kind: z.enum(SESSION_KINDS),
  flow: z.enum(FLOWS).nullable(),
  relying_party: z.string(),
  pseudonym: bytes.nullable(),
  occurred_at: instant,
  hold_until: instant.nullable(),
  wall_offset_ms: z.coerce.number(),
  end_result: z.enum(END_RESULTS).nullable(),
  reported_at: instant.nullable(),
  stage: z.enum(STAGES).nullable(),
  outcome: z.enum(OUTCOMES).nullable(),
  decided_by: z.enum(DECIDERS).nullable(),
  score: z.number().nullable(),
  reasons: reasons.nullable(),
  friction: friction.nullable(),
  initiator: bytes.nullable(),
  phone_address: bytes.nullable(),
})

/** A short name for a person that tells nothing about them. */
export function shortPseudonym(pseudonym: Uint8Array): string {
  return Buffer.from(pseudonym.subarray(0, 4)).toString('hex')
}

/** A total that takes longer is not worth waiting for. */
const COUNT_WITHIN_MS = 60

const STANDING_DECISION = Sql.sql`
  LEFT JOIN LATERAL (
    SELECT * FROM decisions WHERE decisions.session_id = s.id
    ORDER BY (decisions.stage = 'release' AND decisions.outcome = 'block') DESC, decisions.stage LIMIT 1
  ) d ON true`

/** The phone that acted, else the phone last heard of among those that may be asked. */
const PHONE_ADDRESS = Sql.sql`
  LEFT JOIN LATERAL (
    SELECT devices.last_address FROM accounts JOIN devices ON devices.account_id = accounts.id
    WHERE accounts.subject_id = s.subject_id AND (s.account_id IS NULL OR accounts.id = s.account_id)
      AND devices.last_address IS NOT NULL
    ORDER BY devices.last_seen_at DESC LIMIT 1
  ) p ON s.phone_address IS NULL`

export function createQueueReadModel(prisma: Prisma, vault: Vault): QueueReads {
  function openInitiatorIp(sealed: Uint8Array | null): string | null {
    if (sealed === null) return null
    return initiatorJson.parse(JSON.parse(vault.openText(sealed))).ip ?? null
  }

  function toRow(raw: unknown): QueueRow {
    const row = queueRow.parse(raw)
    const { stage, outcome, decided_by: decidedBy, score } = row
    const decided = stage !== null && outcome !== null && decidedBy !== null && score !== null
    const held = row.state === 'HELD' && row.hold_until !== null
    return {
      id: row.id,
      state: row.state,
      kind: row.kind,
      flow: row.flow,
      relyingParty: row.relying_party,
      person: row.pseudonym === null ? null : shortPseudonym(row.pseudonym),
      occurredAt: row.occurred_at,
      holdUntilWall: held ? fromDate(new Date(Number(row.hold_until) + row.wall_offset_ms)) : null,
      endResult: row.end_result,
      reportedAt: row.reported_at,
      decision: decided
        ? { stage, outcome, decidedBy, score, reasons: row.reasons ?? [], friction: row.friction }
        : null,
      initiatorIp: openInitiatorIp(row.initiator),
      phoneIp: row.phone_address === null ? null : vault.openText(row.phone_address),
    }
  }

  async function rows(ids: readonly SessionId[]): Promise<QueueRow[]> {
    if (ids.length === 0) return []
    const found = await prisma.$queryRaw<unknown[]>`
      SELECT s.id::text, s.state::text, s.kind::text, s.flow::text, rp.name AS relying_party, subjects.pseudonym,
             s.occurred_at, s.hold_until, s.wall_offset_ms::float8, s.end_result::text, s.reported_at,
             d.stage::text, d.outcome::text, d.decided_by::text, d.score, d.reasons, d.friction,
             s.initiator, coalesce(s.phone_address, p.last_address) AS phone_address
      FROM sessions s
      JOIN relying_parties rp ON rp.id = s.relying_party_id
      LEFT JOIN subjects ON subjects.id = s.subject_id
      ${STANDING_DECISION} ${PHONE_ADDRESS}
      WHERE s.id = ANY(${[...ids]}::uuid[])`
    const byId = new Map(found.map((raw) => toRow(raw)).map((row) => [row.id, row]))
    return ids.flatMap((id) => byId.get(id) ?? [])
  }

  return {
    rows,

    async list(filter, page, now) {
      const cursors = await findPage(prisma, filter, page, now)
      const cursorOf = new Map(cursors.map((cursor) => [cursor.id, cursor]))
      const found = await rows(cursors.map(({ id }) => id))
      return found.flatMap((row) => {
        const cursor = cursorOf.get(row.id)
        return cursor === undefined ? [] : [{ ...row, cursor }]
      })
    },

    async count(filter, most, now) {
      return await countRows(prisma, filter, { most, withinMs: COUNT_WITHIN_MS, now })
    },

    async relyingParties() {
      return await prisma.relyingParty.findMany({
        select: { id: true, name: true },
        orderBy: { name: 'asc' },
      })
    },
  }
}
