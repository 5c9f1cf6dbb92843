/**
 * What ties sessions: the artefacts of a case, and who else has them. Each artefact's column is indexed with the id,
 * newest first, so a count costs at most OTHERS_COUNTED_AT_MOST index rows and a list LIMIT rows per artefact, however many
 * sessions there are.
 */

import { type CaseId, type SessionId, type SubjectId, toId } from '../../domain/ids.ts'
import {
  ARTEFACT_KINDS,
  type Artefact,
  type ArtefactKind,
  OTHERS_COUNTED_AT_MOST,
} from '../../domain/sessions/artefact.ts'
import { addMs, DAY_MS, type Instant, toDate } from '../../domain/time.ts'
import type { Prisma } from '../database/connection.ts'
import { Prisma as Sql } from '../database/generated/client.ts'

const MOST_ARTEFACTS = 100

export type CountedArtefact = Artefact & {
  /** Sessions of the case with it. */
  own: number
  /** Other sessions and the persons in them, counted no further than OTHERS_COUNTED_AT_MOST. */
  sessions: number
  people: number
}
export type TiedSession = { id: SessionId; subjectId: SubjectId | null; kind: ArtefactKind }

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

export function createCaseArtefactStore(prisma: Prisma) {
  async function ownOf(caseId: CaseId, kind: ArtefactKind): Promise<(Artefact & { own: number })[]> {
    const rows = await prisma.$queryRaw<{ key: string; own: number }[]>`
      SELECT ${COLUMN[kind]}::text AS key, count(*)::int AS own
      FROM case_sessions cs JOIN sessions s ON s.id = cs.session_id
      WHERE cs.case_id = ${caseId}::uuid AND ${COLUMN[kind]} IS NOT NULL
      GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT ${MOST_ARTEFACTS}`
    return rows.map((row) => ({ kind, ...row }))
  }

  async function counted(caseId: CaseId, kind: ArtefactKind, from: Instant): Promise<CountedArtefact[]> {
    const own = await ownOf(caseId, kind)
    if (own.length === 0) return []
    const rows = await prisma.$queryRaw<{ key: string; sessions: number; people: number }[]>`
      SELECT a.key, n.sessions, n.people FROM unnest(${own.map((one) => one.key)}::text[]) AS a (key)
      CROSS JOIN LATERAL (
        SELECT count(*)::int AS sessions, count(DISTINCT x.subject_id)::int AS people FROM (
          SELECT s.subject_id FROM sessions s
          WHERE ${COLUMN[kind]} = ${keyOf(kind, Sql.sql`a.key`)} AND ${others(caseId, from)}
          ORDER BY s.id DESC LIMIT ${OTHERS_COUNTED_AT_MOST}) x) n`
    const found = new Map(rows.map((row) => [row.key, row]))
    return own.map((one) => ({
      ...one,
      sessions: found.get(one.key)?.sessions ?? 0,
      people: found.get(one.key)?.people ?? 0,
    }))
  }

  return {
    /** Every artefact of the case's sessions with its counts since `from` (event time), by kind, the most own first. */
    async count(caseId: CaseId, from: Instant): Promise<CountedArtefact[]> {
      const found = await Promise.all(ARTEFACT_KINDS.map((kind) => counted(caseId, kind, from)))
      return found.flat()
    },

    /** Other sessions since `from` with any of these artefacts, at most `limit` a kind, the newest. */
    async tied(
      caseId: CaseId,
      artefacts: readonly Artefact[],
      from: Instant,
      limit: number,
    ): Promise<TiedSession[]> {
      const kinds = ARTEFACT_KINDS.filter((kind) => artefacts.some((one) => one.kind === kind))
      const found = await Promise.all(
        kinds.map(async (kind) => {
          const keys = artefacts.filter((one) => one.kind === kind).map((one) => one.key)
          const rows = await prisma.$queryRaw<{ id: string; subject_id: string | null }[]>`
            SELECT DISTINCT t.id::text, t.subject_id::text FROM unnest(${keys}::text[]) AS a (key)
            CROSS JOIN LATERAL (
              SELECT s.id, s.subject_id FROM sessions s
              WHERE ${COLUMN[kind]} = ${keyOf(kind, Sql.sql`a.key`)} AND ${others(caseId, from)}
              ORDER BY s.id DESC LIMIT ${limit}) t
            ORDER BY 1 DESC LIMIT ${limit}`
          return rows.map(
            (row): TiedSession => ({
              id: toId<'session'>(row.id),
              subjectId: row.subject_id === null ? null : toId<'subject'>(row.subject_id),
              kind,
            }),
          )
        }),
      )
      return found.flat()
    },

    /** Names of relying parties and the texts of templates, for who reads artefacts. By key. */
    async labels(caseId: CaseId): Promise<Map<string, string>> {
      const rows = await prisma.$queryRaw<
        { template_key: string | null; text: string | null; rp: string; name: string }[]
      >`
        SELECT DISTINCT ON (s.template_key, s.relying_party_id) s.template_key, s.interactions->0->>'text' AS text,
               rp.id::text AS rp, rp.name
        FROM case_sessions cs JOIN sessions s ON s.id = cs.session_id
        JOIN relying_parties rp ON rp.id = s.relying_party_id
        WHERE cs.case_id = ${caseId}::uuid
        ORDER BY s.template_key, s.relying_party_id, s.id DESC`
      return new Map(
        rows.flatMap((row) => [
          [row.rp, row.name] as const,
          ...(row.template_key === null || row.text === null ? [] : [[row.template_key, row.text] as const]),
        ]),
      )
    },
  }
}

export type CaseArtefactStore = ReturnType<typeof createCaseArtefactStore>
