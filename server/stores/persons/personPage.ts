/**
 * What the console shows of a person. Identity is not read at all. Sessions are found by (subject, id), so the cost is
 * that of the person's own sessions, at most SESSIONS_READ.
 */
import { z } from 'zod'
import { type SubjectId, toId } from '../../domain/ids.ts'
import { OUTCOMES } from '../../domain/sessions/decision.ts'
import { END_RESULTS, SESSION_KINDS, SESSION_STATES } from '../../domain/sessions/session.ts'
import { addMs, DAY_MS, fromDate, type Instant, toDate } from '../../domain/time.ts'
import type { Prisma } from '../database/connection.ts'
import { shortPseudonym } from '../queue/queueReadModel.ts'
import { reasons } from '../sessions/readModelJson.ts'

const SESSIONS_READ = 2_000

const instant = z.date().transform(fromDate)
const sessionRow = z.object({
  id: z.string().transform(toId<'session'>),
  kind: z.enum(SESSION_KINDS),
  state: z.enum(SESSION_STATES),
  relying_party_id: z.string(),
  relying_party: z.string(),
  occurred_at: instant,
  shown_at: instant.nullable(),
  reported_at: instant.nullable(),
  end_result: z.enum(END_RESULTS).nullable(),
  outcome: z.enum(OUTCOMES).nullable(),
  score: z.number().nullable(),
  reasons: reasons.nullable(),
  warning_id: z.string().nullable(),
})
export type PersonSession = z.infer<typeof sessionRow>

const integrity = z.record(z.string(), z.boolean())

export function createPersonPageStore(prisma: Prisma) {
  return {
    /** Null where there is nobody of this id. */
    async find(id: SubjectId): Promise<{ id: SubjectId; pseudonym: string; knownSince: Instant } | null> {
      const row = await prisma.subject.findUnique({
        where: { id },
        select: { pseudonym: true, createdAt: true },
      })
      if (row === null) return null
      return { id, pseudonym: shortPseudonym(row.pseudonym), knownSince: fromDate(row.createdAt) }
    },

    /** Sessions since `from` (event time), newest first, with the decision before delivery. */
    async sessions(id: SubjectId, from: Instant): Promise<{ sessions: PersonSession[]; isCut: boolean }> {
      const rows = await prisma.$queryRaw<unknown[]>`
        SELECT s.id::text, s.kind::text, s.state::text, s.relying_party_id::text, rp.name AS relying_party,
               s.occurred_at, s.shown_at, s.reported_at, s.end_result::text, d.outcome::text, d.score, d.reasons,
               d.warning_id
        FROM sessions s
        JOIN relying_parties rp ON rp.id = s.relying_party_id
        LEFT JOIN decisions d ON d.session_id = s.id AND d.stage = 'delivery'
        WHERE s.subject_id = ${id}::uuid AND s.id >= uuid_v7_floor(${toDate(addMs(from, -DAY_MS))}::timestamptz)
          AND s.occurred_at >= ${toDate(from)}::timestamptz
        ORDER BY s.id DESC LIMIT ${SESSIONS_READ + 1}`
      const sessions = rows.slice(0, SESSIONS_READ).map((row) => sessionRow.parse(row))
      return { sessions, isCut: rows.length > SESSIONS_READ }
    },

    /** Every account with its device and the state of its keys, oldest first. */
    async accounts(id: SubjectId) {
      const rows = await prisma.account.findMany({
        where: { subjectId: id },
        include: {
          device: true,
          keys: { select: { purpose: true, state: true, wrongPins: true, lockedUntil: true } },
        },
        orderBy: [{ enrolledAt: 'asc' }, { id: 'asc' }],
      })
      return rows.map((row) => ({
        id: toId<'account'>(row.id),
        state: row.state,
        level: row.level,
        enrolledAt: fromDate(row.enrolledAt),
        device:
          row.device === null
            ? null
            : {
                platform: row.device.platform,
                model: row.device.model,
                osVersion: row.device.osVersion,
                appVersion: row.device.appVersion,
                integrity: integrity.parse(row.device.integrity),
                lastSeenAt: row.device.lastSeenAt === null ? null : fromDate(row.device.lastSeenAt),
              },
        keys: row.keys.map((key) => ({
          ...key,
          lockedUntil: key.lockedUntil === null ? null : fromDate(key.lockedUntil),
        })),
      }))
    },
  }
}

export type PersonPageStore = ReturnType<typeof createPersonPageStore>
