/**
 * What the console shows of a person. Identity is not read at all. Sessions are found by (subject, id), so the cost is
 * that of the person's own sessions, at most SESSIONS_READ.
 */
import { z } from 'zod'
import { toId } from '../../domain/ids.ts'
import { OUTCOMES } from '../../domain/sessions/decision.ts'
import { END_RESULTS, SESSION_KINDS, SESSION_STATES } from '../../domain/sessions/session.ts'
import { addMs, DAY_MS, fromDate, toDate } from '../../domain/time.ts'
import type { PersonPages } from '../../flow/persons/ports.ts'
import { readPhoneRecords } from '../accounts/phoneRecords.ts'
import type { Prisma } from '../database/connection.ts'
import { shortPseudonym } from '../queue/queueReadModel.ts'
import { reasons } from '../sessions/readModelJson.ts'

const SESSIONS_READ = 2_000

const instant = z.date().transform(fromDate)
const sessionRow = z.object({
  id: z.string().transform(toId<'session'>),
  kind: z.enum(SESSION_KINDS),
  state: z.enum(SESSION_STATES),
  relyingPartyId: z.string(),
  relyingParty: z.string(),
  occurredAt: instant,
  shownAt: instant.nullable(),
  reportedAt: instant.nullable(),
  endResult: z.enum(END_RESULTS).nullable(),
  outcome: z.enum(OUTCOMES).nullable(),
  score: z.number().nullable(),
  reasons: reasons.nullable(),
  warningId: z.string().nullable(),
})

export function createPersonPageStore(prisma: Prisma): PersonPages {
  return {
    async find(id) {
      const row = await prisma.subject.findUnique({
        where: { id },
        select: { pseudonym: true, createdAt: true },
      })
      if (row === null) return null
      return { id, pseudonym: shortPseudonym(row.pseudonym), knownSince: fromDate(row.createdAt) }
    },

    async sessions(id, from) {
      const rows = await prisma.$queryRaw<unknown[]>`
        SELECT s.id::text, s.kind::text, s.state::text, s.relying_party_id::text AS "relyingPartyId",
               rp.name AS "relyingParty", s.occurred_at AS "occurredAt", s.shown_at AS "shownAt",
               s.reported_at AS "reportedAt", s.end_result::text AS "endResult", d.outcome::text, d.score, d.reasons,
               d.warning_id AS "warningId"
        FROM sessions s
        JOIN relying_parties rp ON rp.id = s.relying_party_id
        LEFT JOIN decisions d ON d.session_id = s.id AND d.stage = 'delivery'
        WHERE s.subject_id = ${id}::uuid AND s.id >= uuid_v7_floor(${toDate(addMs(from, -DAY_MS))}::timestamptz)
          AND s.occurred_at >= ${toDate(from)}::timestamptz
        ORDER BY s.id DESC LIMIT ${SESSIONS_READ + 1}`
      const sessions = rows.slice(0, SESSIONS_READ).map((row) => sessionRow.parse(row))
      return { sessions, isCut: rows.length > SESSIONS_READ }
    },

    async phones(id) {
      const phones = await readPhoneRecords(prisma, id)
      return phones.map(({ sealedAddress, ...phone }) => phone)
    },
  }
}
