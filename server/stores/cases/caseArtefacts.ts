/**
 * What ties sessions: the artefacts of a case, and who else has them. Each artefact's column is indexed with the id,
 * newest first, so a count costs at most OTHERS_COUNTED_AT_MOST index rows and a list LIMIT rows per artefact, however many
 * sessions there are.
 */

import { z } from 'zod'
import { type CaseId, toId } from '../../domain/ids.ts'
import {
  ARTEFACT_KINDS,
  type Artefact,
  type ArtefactKind,
  OTHERS_COUNTED_AT_MOST,
} from '../../domain/sessions/artefact.ts'
import { addMs, DAY_MS, type Instant, toDate } from '../../domain/time.ts'
import type { CaseArtefacts, CountedArtefact } from '../../flow/cases/ports.ts'
import type { Prisma } from '../database/connection.ts'
import { Prisma as Sql } from '../database/generated/client.ts'

const MOST_ARTEFACTS = 100

const ownRow = z.object({ key: z.string(), own: z.number() })
const countedRow = z.object({ key: z.string(), sessions: z.number(), people: z.number() })
const tiedRow = z.object({
  id: z.string().transform(toId<'session'>),
  subjectId: z
    .string()
    .transform(toId<'subject'>)
    .nullable(),
})
const labelRow = z.object({
  templateKey: z.string().nullable(),
  text: z.string().nullable(),
  relyingPartyId: z.string(),
  relyingParty: z.string(),
})

const COLUMN = {
  address: Sql.sql`s.initiator_address_key`,
  network: Sql.sql`s.initiator_network_key`,
  tracking: Sql.sql`s.tracking_key`,
  text: Sql.sql`s.template_key`,
  phoneNetwork: Sql.sql`s.phone_network_key`,
  relyingParty: Sql.sql`s.relying_party_id`,
} as const satisfies Record<ArtefactKind, Sql.Sql>

const keyOf = (kind: ArtefactKind, key: Sql.Sql) => (kind === 'relyingParty' ? Sql.sql`${key}::uuid` : key)

/** Sessions of the period that the case does not have. */
const others = (caseId: CaseId, from: Instant) => Sql.sql`
  s.id >= uuid_v7_floor(${toDate(addMs(from, -DAY_MS))}::timestamptz) AND s.occurred_at >= ${toDate(from)}::timestamptz
  AND NOT EXISTS (SELECT FROM case_sessions cs WHERE cs.case_id = ${caseId}::uuid AND cs.session_id = s.id)`

export function createCaseArtefacts(prisma: Prisma): CaseArtefacts {
  async function ownOf(caseId: CaseId, kind: ArtefactKind): Promise<(Artefact & { own: number })[]> {
    const rows = await prisma.$queryRaw<unknown[]>`
      SELECT ${COLUMN[kind]}::text AS key, count(*)::int AS own
      FROM case_sessions cs JOIN sessions s ON s.id = cs.session_id
      WHERE cs.case_id = ${caseId}::uuid AND ${COLUMN[kind]} IS NOT NULL
      GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT ${MOST_ARTEFACTS}`
    return rows.map((row) => ({ kind, ...ownRow.parse(row) }))
  }

  async function counted(caseId: CaseId, kind: ArtefactKind, from: Instant): Promise<CountedArtefact[]> {
    const own = await ownOf(caseId, kind)
    if (own.length === 0) return []
    const rows = await prisma.$queryRaw<unknown[]>`
      SELECT a.key, n.sessions, n.people FROM unnest(${own.map((one) => one.key)}::text[]) AS a (key)
      CROSS JOIN LATERAL (
        SELECT count(*)::int AS sessions, count(DISTINCT x.subject_id)::int AS people FROM (
          SELECT s.subject_id FROM sessions s
          WHERE ${COLUMN[kind]} = ${keyOf(kind, Sql.sql`a.key`)} AND ${others(caseId, from)}
          ORDER BY s.id DESC LIMIT ${OTHERS_COUNTED_AT_MOST}) x) n`
    const found = new Map(rows.map((row) => countedRow.parse(row)).map((row) => [row.key, row]))
    return own.map((one) => ({
      ...one,
      sessions: found.get(one.key)?.sessions ?? 0,
      people: found.get(one.key)?.people ?? 0,
    }))
  }

  return {
    async count(caseId, from) {
      const found = await Promise.all(ARTEFACT_KINDS.map((kind) => counted(caseId, kind, from)))
      return found.flat()
    },

    async tied(caseId, artefacts, from, limit) {
      const kinds = ARTEFACT_KINDS.filter((kind) => artefacts.some((one) => one.kind === kind))
      const found = await Promise.all(
        kinds.map(async (kind) => {
          const keys = artefacts.filter((one) => one.kind === kind).map((one) => one.key)
          const rows = await prisma.$queryRaw<unknown[]>`
            SELECT DISTINCT t.id::text, t.subject_id::text AS "subjectId" FROM unnest(${keys}::text[]) AS a (key)
            CROSS JOIN LATERAL (
              SELECT s.id, s.subject_id FROM sessions s
              WHERE ${COLUMN[kind]} = ${keyOf(kind, Sql.sql`a.key`)} AND ${others(caseId, from)}
              ORDER BY s.id DESC LIMIT ${limit}) t
            ORDER BY 1 DESC LIMIT ${limit}`
          return rows.map((row) => ({ ...tiedRow.parse(row), kind }))
        }),
      )
      return found.flat()
    },

    async labels(caseId) {
      const rows = await prisma.$queryRaw<unknown[]>`
        SELECT DISTINCT ON (s.template_key, s.relying_party_id) s.template_key AS "templateKey",
               s.interactions->0->>'text' AS text, rp.id::text AS "relyingPartyId", rp.name AS "relyingParty"
        FROM case_sessions cs JOIN sessions s ON s.id = cs.session_id
        JOIN relying_parties rp ON rp.id = s.relying_party_id
        WHERE cs.case_id = ${caseId}::uuid
        ORDER BY s.template_key, s.relying_party_id, s.id DESC`
      return new Map(
        rows
          .map((row) => labelRow.parse(row))
          .flatMap(({ relyingPartyId, relyingParty, templateKey, text }) => [
            [relyingPartyId, relyingParty] as const,
            ...(templateKey === null || text === null ? [] : [[templateKey, text] as const]),
          ]),
      )
    },
  }
}
