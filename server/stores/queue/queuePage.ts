/**
 * Which sessions a page of the console's list holds, and nothing else of them: each order is a walk down an index
 * from where the page before ended, so a page costs the same whether there are a thousand sessions or millions.
 *
 * By urgency there are three stretches, read in turn until the page is full: what is held, by the end of its
 * hold (few, sorted); what was decided, by risk (index decisions_by_risk); what nobody decided, newest first.
 */
import { z } from 'zod'
import { toId } from '../../domain/ids.ts'
import { type EndResult, SESSION_STATES, type SessionState } from '../../domain/sessions/session.ts'
import type { SessionCursor, SessionFilter, SessionPage } from '../../domain/sessions/sessionQuery.ts'
import type { Instant } from '../../domain/time.ts'
import type { Prisma } from '../database/connection.ts'
import { Prisma as Sql } from '../database/generated/client.ts'
import { toRowCount } from '../database/rowCount.ts'
import { decisionConditions, hasWords, STANDS, sessionConditions } from '../sessions/sessionConditions.ts'

const found = z.object({ id: z.string().transform(toId<'session'>), held: z.boolean(), weight: z.number() })

/** The weight of what nobody decided: below every score. */
const UNDECIDED = -1
/** Words that are in so many of the newest sessions are in so many that sorting all of them would take seconds. */
const PROBED_SESSIONS = 1_000
const COMMON_FROM = 10

/**
 * How a session ends whose decision blocks (flow/request/applyDecision). By risk such decisions come first, thousands of them: where
 * none can be asked for, their sessions need not be looked at.
 */
const MAY_BE_BLOCKED = {
  OK: false,
  USER_REFUSED: false,
  TIMEOUT: false,
  DOCUMENT_UNUSABLE: true,
  WRONG_VC: false,
  REQUIRED_INTERACTION_NOT_SUPPORTED_BY_APP: false,
  USER_REFUSED_CERT_CHOICE: false,
  USER_REFUSED_INTERACTION: false,
  PROTOCOL_FAILURE: false,
  EXPECTED_LINKED_SESSION: true,
  SERVER_ERROR: false,
} as const satisfies Record<EndResult, boolean>

/** In which of the three stretches of the page a session of a state may stand. */
const STRETCHES = {
  AWAITING_CLAIM: ['undecided'],
  RECEIVED: ['undecided'],
  HELD: ['held'],
  DELIVERED: ['byRisk'],
  COMPLETE: ['byRisk', 'undecided'],
  BLOCKED: ['byRisk', 'undecided'],
} as const satisfies Record<SessionState, readonly Stretch[]>
type Stretch = 'held' | 'byRisk' | 'undecided'

/** Wall time at which the hold ends, negative: what runs out first is heaviest. */
const HOLD_WEIGHT = Sql.sql`(-extract(epoch FROM s.hold_until)::float8 - s.wall_offset_ms / 1000.0::float8)`

const all = (conditions: readonly Sql.Sql[]) => Sql.join([Sql.sql`true`, ...conditions], ' AND ')

type Question = { filter: SessionFilter; after: SessionCursor | null; limit: number; now: Instant }

function held({ filter, after, limit, now }: Question): Sql.Sql {
  const ofDecision = decisionConditions(filter)
  const decided = Sql.sql`EXISTS (SELECT FROM decisions d WHERE d.session_id = s.id AND ${all(ofDecision)})`
  return Sql.sql`
    SELECT s.id::text, true AS held, ${HOLD_WEIGHT} AS weight FROM sessions s
    WHERE s.state = 'HELD' AND ${all(sessionConditions(filter, now))}
      AND ${ofDecision.length === 0 ? Sql.sql`true` : decided}
      AND ${after === null ? Sql.sql`true` : Sql.sql`(${HOLD_WEIGHT}, s.id) < (${after.weight}::float8, ${after.id}::uuid)`}
    ORDER BY ${HOLD_WEIGHT} DESC, s.id DESC LIMIT ${limit}`
}

function byRisk({ filter, after, limit, now }: Question): Sql.Sql {
  const isAfter =
    after === null
      ? Sql.sql`true`
      : Sql.sql`(d.score, d.session_id) < (${after.weight}::float8, ${after.id}::uuid)`
  const mayBeBlocked = filter.endResults?.some((end) => MAY_BE_BLOCKED[end]) ?? true
  return Sql.sql`
    SELECT s.id::text, false AS held, d.score AS weight
    FROM decisions d JOIN sessions s ON s.id = d.session_id
    WHERE ${STANDS} AND s.state <> 'HELD' AND ${isAfter}
      AND ${mayBeBlocked ? Sql.sql`true` : Sql.sql`d.outcome <> 'block'`}
      AND ${all(decisionConditions(filter))} AND ${all(sessionConditions(filter, now))}
    ORDER BY d.score DESC, d.session_id DESC LIMIT ${limit}`
}

function undecided({ filter, after, limit, now }: Question): Sql.Sql {
  return Sql.sql`
    SELECT s.id::text, false AS held, ${UNDECIDED}::float8 AS weight FROM sessions s
    WHERE ${all(sessionConditions(filter, now))} AND s.state <> 'HELD'
      AND NOT EXISTS (SELECT FROM decisions d WHERE d.session_id = s.id)
      AND ${after === null ? Sql.sql`true` : Sql.sql`s.id < ${after.id}::uuid`}
    ORDER BY s.id DESC LIMIT ${limit}`
}

function newest({ filter, after, limit, now }: Question): Sql.Sql {
  const ofDecision = decisionConditions(filter)
  const isAfter = after === null ? Sql.sql`true` : Sql.sql`s.id < ${after.id}::uuid`
  if (ofDecision.length === 0) {
    return Sql.sql`
      SELECT s.id::text, false AS held, 0::float8 AS weight FROM sessions s
      WHERE ${all(sessionConditions(filter, now))} AND ${isAfter} ORDER BY s.id DESC LIMIT ${limit}`
  }
  return Sql.sql`
    SELECT s.id::text, false AS held, 0::float8 AS weight
    FROM decisions d JOIN sessions s ON s.id = d.session_id
    WHERE ${STANDS} AND ${isAfter} AND ${after === null ? Sql.sql`true` : Sql.sql`d.session_id < ${after.id}::uuid`}
      AND ${all(ofDecision)} AND ${all(sessionConditions(filter, now))}
    ORDER BY d.session_id DESC LIMIT ${limit}`
}

/** Where in the three stretches the page before ended. */
function stretchOf(after: SessionCursor | null): 0 | 1 | 2 {
  if (after === null || after.held) return 0
  return after.weight === UNDECIDED ? 2 : 1
}

/** Stretches that can hold a row of the filter. */
function stretches(filter: SessionFilter): readonly (((question: Question) => Sql.Sql) | null)[] {
  const may = (stretch: Stretch) =>
    (filter.states ?? SESSION_STATES).some((state) => STRETCHES[state].some((one) => one === stretch))
  return [
    may('held') ? held : null,
    may('byRisk') ? byRisk : null,
    decisionConditions(filter).length === 0 && may('undecided') ? undecided : null,
  ]
}

/** Postgres cannot tell how common the beginnings of words are, and would take the index of words always. */
async function probed(prisma: Prisma, filter: SessionFilter): Promise<SessionFilter> {
  const { search } = filter
  if (search?.kind !== 'words') return filter
  const rows = await prisma.$queryRaw<unknown[]>(Sql.sql`
    SELECT count(*)::int AS found FROM (SELECT interactions FROM sessions ORDER BY id DESC LIMIT ${PROBED_SESSIONS}) s
    WHERE ${hasWords(search.words)}`)
  return { ...filter, search: { ...search, areCommon: toRowCount(rows) >= COMMON_FROM } }
}

export async function findPage(
  prisma: Prisma,
  given: SessionFilter,
  page: SessionPage,
  now: Instant,
): Promise<SessionCursor[]> {
  const filter = await probed(prisma, given)
  const read = async (sql: Sql.Sql) => (await prisma.$queryRaw<unknown[]>(sql)).map((row) => found.parse(row))
  const { after, limit } = page
  if (page.order === 'newest') return await read(newest({ filter, after, limit, now }))
  const rows: SessionCursor[] = []
  const from = stretchOf(after)
  for (const [index, stretch] of stretches(filter).entries()) {
    if (stretch === null || index < from || rows.length >= limit) continue
    const begun = index === from ? after : null
    rows.push(...(await read(stretch({ filter, after: begun, limit: limit - rows.length, now }))))
  }
  return rows
}

/** How many rows a filter finds, counted no further than `most`, and no longer than `withinMs`: null then. */
export async function countRows(
  prisma: Prisma,
  filter: SessionFilter,
  { most, withinMs, now }: { most: number; withinMs: number; now: Instant },
): Promise<number | null> {
  const ofDecision = decisionConditions(filter)
  const ofSession = sessionConditions(filter, now)
  const rows =
    ofDecision.length === 0
      ? Sql.sql`SELECT FROM sessions s WHERE ${all(ofSession)} LIMIT ${most}`
      : ofSession.length === 0
        ? Sql.sql`SELECT FROM decisions d WHERE ${STANDS} AND ${all(ofDecision)} LIMIT ${most}`
        : Sql.sql`SELECT FROM decisions d JOIN sessions s ON s.id = d.session_id
            WHERE ${STANDS} AND ${all(ofDecision)} AND ${all(ofSession)} LIMIT ${most}`
  try {
    const [, counted] = await prisma.$transaction([
      prisma.$executeRaw(Sql.raw(`SET LOCAL statement_timeout = ${Math.round(withinMs)}`)),
      prisma.$queryRaw<unknown[]>(Sql.sql`SELECT count(*)::int AS found FROM (${rows}) counted`),
    ])
    return toRowCount(counted)
  } catch (error) {
    if (isTooSlow(error)) return null
    throw error
  }
}

/** Postgres' query_canceled. */
export function isTooSlow(error: unknown): boolean {
  return (
    error instanceof Sql.PrismaClientKnownRequestError && JSON.stringify(error.meta ?? {}).includes('57014')
  )
}
