/**
 * Sessions related to one: by the attacker's artefacts, the phone, the relying party. Each relation is a walk down
 * an index of its own, newest first, that ends at `COUNTED_AT_MOST` rows: the cost is bounded whatever was left.
 */
import { z } from 'zod'
import { type Id, type SessionId, toId } from '../../domain/ids.ts'
import { type Relation, SESSION_ARTEFACTS, type SessionFilter } from '../../domain/sessions/sessionQuery.ts'
import { DAY_MS, type Instant } from '../../domain/time.ts'
import type { RelatedReads } from '../../flow/review/queuePorts.ts'
import type { Prisma } from '../database/connection.ts'
import { Prisma as Sql } from '../database/generated/client.ts'
import { ARTEFACT_COLUMN } from './sessionConditions.ts'

const WITHIN_DAYS = 30
const COUNTED_AT_MOST = 500
const NEWEST = 5

const maybeId = <Kind extends string>() =>
  z
    .string()
    .transform((text): Id<Kind> => toId<Kind>(text))
    .nullable()
const keys = z.object({
  address: z.string().nullable(),
  network: z.string().nullable(),
  tracking: z.string().nullable(),
  template: z.string().nullable(),
  phoneNetwork: z.string().nullable(),
  subject: maybeId<'subject'>(),
  account: maybeId<'account'>(),
  relyingParty: z.string().transform(toId<'relyingParty'>),
})
const foundRow = z.object({
  sessions: z.number(),
  people: z.number(),
  newest: z.array(z.string().transform(toId<'session'>)).nullable(),
})

export function createRelatedReads(prisma: Prisma): RelatedReads {
  async function readKeys(id: SessionId) {
    const rows = await prisma.$queryRaw<unknown[]>`
      SELECT initiator_address_key AS address, initiator_network_key AS network, tracking_key AS tracking,
             template_key AS template, phone_network_key AS "phoneNetwork", subject_id::text AS subject,
             account_id::text AS account, relying_party_id::text AS "relyingParty"
      FROM sessions WHERE id = ${id}::uuid`
    return rows.map((row) => keys.parse(row))[0] ?? null
  }

  async function count(id: SessionId, where: Sql.Sql, now: Instant) {
    const since = new Date(now - WITHIN_DAYS * DAY_MS)
    const rows = await prisma.$queryRaw<unknown[]>`
      SELECT count(*)::int AS sessions, count(DISTINCT subject_id)::int AS people,
             (array_agg(id::text ORDER BY id DESC))[1:${NEWEST}::int] AS newest
      FROM (SELECT s.id, s.subject_id FROM sessions s
            WHERE ${where} AND s.id >= uuid_v7_floor(${since}::timestamptz) AND s.id <> ${id}::uuid
            ORDER BY s.id DESC LIMIT ${COUNTED_AT_MOST + 1}) related`
    return rows.map((row) => foundRow.parse(row))[0] ?? { sessions: 0, people: 0, newest: null }
  }

  return {
    async of(id, now) {
      const found = await readKeys(id)
      if (found === null) return null
      const { account, subject, relyingParty } = found
      const relations: { relation: Relation; where: Sql.Sql; filter: SessionFilter }[] = [
        ...SESSION_ARTEFACTS.flatMap((kind) => {
          const key = found[kind]
          if (key === null) return []
          return [
            {
              relation: kind,
              where: Sql.sql`${ARTEFACT_COLUMN[kind]} = ${key}`,
              filter: { artefact: { kind, key } },
            },
          ]
        }),
        ...(account === null || subject === null
          ? []
          : [
              {
                relation: 'device' as const,
                where: Sql.sql`s.subject_id = ${subject}::uuid AND s.account_id = ${account}::uuid`,
                filter: { subjectId: subject, accountId: account },
              },
            ]),
        {
          relation: 'relyingParty' as const,
          where: Sql.sql`s.relying_party_id = ${relyingParty}::uuid`,
          filter: { relyingPartyId: relyingParty },
        },
      ]
      return await Promise.all(
        relations.map(async ({ relation, where, filter }) => {
          const { sessions, people, newest } = await count(id, where, now)
          return {
            relation,
            filter,
            sessions: Math.min(sessions, COUNTED_AT_MOST),
            isExact: sessions <= COUNTED_AT_MOST,
            people,
            newest: newest ?? [],
          }
        }),
      )
    },
  }
}
