/**
 * The counted hours of dashboards. An hour is counted when it is over, and again when something of it came late. A
 * mark says that an hour is to be counted; who counted it before the mark was set counts it again, so two processes
 * may count at once and a count that was overtaken is never taken for the last.
 */

import { z } from 'zod'
import { COUNTED_FIGURES, type Counted } from '../../domain/dashboard.ts'
import { addMs, fromDate, HOUR_MS, type Instant, MINUTE_MS, SECOND_MS, toDate } from '../../domain/time.ts'
import type {
  CountedHour,
  DashboardHours,
  DashboardHourWrites,
  StaleHour,
} from '../../flow/dashboard/ports.ts'
import type { Prisma, PrismaWithin } from '../database/connection.ts'

const PROGRESS = 'changes'
/** Longer than a transaction may last and than clocks differ: what committed late is still seen. */
const OVERLAP_MS = MINUTE_MS
/** The changes of rows are not logged, so a crash may lose them: every hour is counted again after this. */
const SETTLED_AFTER_MS = 2 * HOUR_MS
/** How far back an hour may be that nobody has counted since it settled. */
const SETTLE_WITHIN_MS = 7 * 24 * HOUR_MS

const figures = z.partialRecord(z.enum(COUNTED_FIGURES), z.record(z.string(), z.number()))
const storedRow = z.object({
  hour: z.date().transform(fromDate),
  marks: z.number(),
  countedAt: z.date().transform(fromDate).nullable(),
})
const figuresRow = z.object({ hour: z.date().transform(fromDate), figures: figures.nullable() })
/** An hour has some kilobytes; a reader looks at up to 186 days of them. */
const REMEMBERED_HOURS = 5_000
const staleRow = z.object({ hour: z.date().transform(fromDate), marks: z.number() })

type Remembered = { marks: number; countedAt: Instant; figures: Counted | null }

export function createDashboardHours(prisma: Prisma): DashboardHours {
  /** Counted hours as they were read last: what was counted anew has another time, and is read again. */
  const remembered = new Map<Instant, Remembered>()

  function remember(hour: Instant, known: Remembered): void {
    remembered.delete(hour)
    remembered.set(hour, known)
    const [oldest] = remembered.keys()
    if (remembered.size > REMEMBERED_HOURS && oldest !== undefined) remembered.delete(oldest)
  }

  async function figuresOf(hours: readonly Instant[]): Promise<Map<Instant, Counted | null>> {
    if (hours.length === 0) return new Map()
    const rows = await prisma.$queryRaw<unknown[]>`
      SELECT hour, figures FROM dashboard_hours WHERE hour = ANY(${hours.map(toDate)}::timestamptz[])`
    return new Map(rows.map((row) => figuresRow.parse(row)).map((row) => [row.hour, row.figures]))
  }

  return {
    async stale(limit: number): Promise<StaleHour[]> {
      const rows = await prisma.$queryRaw<unknown[]>`
        SELECT hour, marks FROM dashboard_hours WHERE counted_at IS NULL ORDER BY hour DESC LIMIT ${limit}`
      return rows.map((row) => staleRow.parse(row))
    },

    async keep({ hour, marks }: StaleHour, figures: Counted, now: Instant): Promise<void> {
      await prisma.$executeRaw`
        UPDATE dashboard_hours SET figures = ${JSON.stringify(figures)}::jsonb,
               counted_at = CASE marks WHEN ${marks} THEN ${toDate(now)}::timestamptz END
        WHERE hour = ${toDate(hour)}::timestamptz`
    },

    async read(from: Instant, to: Instant): Promise<CountedHour[]> {
      const rows = await prisma.$queryRaw<unknown[]>`
        SELECT hour, marks, counted_at AS "countedAt" FROM dashboard_hours
        WHERE hour >= ${toDate(from)}::timestamptz AND hour < ${toDate(to)}::timestamptz ORDER BY hour`
      const stored = rows.map((row) => storedRow.parse(row))
      const isKnown = ({ hour, marks, countedAt }: z.infer<typeof storedRow>) => {
        const known = remembered.get(hour)
        return known !== undefined && known.marks === marks && known.countedAt === countedAt
      }
      const fresh = await figuresOf(stored.filter((row) => !isKnown(row)).map(({ hour }) => hour))
      return stored.map((row): CountedHour => {
        const { hour, marks, countedAt } = row
        const counted = isKnown(row) ? (remembered.get(hour)?.figures ?? null) : (fresh.get(hour) ?? null)
        if (countedAt !== null && !isKnown(row)) remember(hour, { marks, countedAt, figures: counted })
        return { hour, figures: counted, counted: countedAt !== null }
      })
    },

    async countedTo(): Promise<Instant | null> {
      const progress = await prisma.dashboardProgress.findUnique({ where: { name: PROGRESS } })
      return progress === null ? null : fromDate(progress.countedTo)
    },
  }
}

export function createDashboardHourWrites(open: PrismaWithin): DashboardHourWrites {
  return {
    async markChanged(now) {
      const progress = await open.dashboardProgress.findUnique({ where: { name: PROGRESS } })
      const running = toDate(addMs(now, -(now % HOUR_MS)))
      if (progress === null) {
        await open.$executeRaw`
          INSERT INTO dashboard_hours (hour)
          SELECT DISTINCT date_trunc('hour', occurred_at, 'UTC') AS hour FROM sessions
          WHERE occurred_at < ${running}::timestamptz
          ON CONFLICT (hour) DO UPDATE SET marks = dashboard_hours.marks + 1, counted_at = NULL`
      } else {
        const since = toDate(addMs(fromDate(progress.countedTo), -OVERLAP_MS))
        await open.$executeRaw`
          WITH changed (id) AS (
            SELECT id FROM sessions WHERE id >= uuid_v7_floor(${since}::timestamptz)
            UNION SELECT session_id FROM queue_changes WHERE at >= ${since}::timestamptz
            UNION SELECT session_id FROM labels WHERE id >= uuid_v7_floor(${since}::timestamptz)
            UNION SELECT session_id FROM session_dispositions WHERE updated_at >= ${since}::timestamptz
            UNION SELECT CASE object_kind WHEN 'session' THEN object_id::uuid END FROM audit_events
              WHERE id >= uuid_v7_floor(${since}::timestamptz) AND action = 'session.feedbackGiven'
          ), touched AS (
            SELECT date_trunc('hour', s.occurred_at, 'UTC') AS hour FROM changed JOIN sessions s ON s.id = changed.id
            UNION SELECT generate_series(date_trunc('hour', ${since}::timestamptz, 'UTC'),
                                         ${running}::timestamptz, interval '1 hour')
            UNION SELECT h.hour FROM dashboard_hours h
              WHERE h.hour BETWEEN ${toDate(addMs(now, -SETTLE_WITHIN_MS))}::timestamptz
                               AND ${toDate(addMs(now, -SETTLED_AFTER_MS - HOUR_MS))}::timestamptz
                AND h.counted_at < h.hour + make_interval(secs => ${(SETTLED_AFTER_MS + HOUR_MS) / SECOND_MS}::float8)
          )
          INSERT INTO dashboard_hours (hour)
          SELECT hour FROM touched WHERE hour < ${running}::timestamptz
          ON CONFLICT (hour) DO UPDATE SET marks = dashboard_hours.marks + 1, counted_at = NULL`
      }
      await open.dashboardProgress.upsert({
        where: { name: PROGRESS },
        create: { name: PROGRESS, countedTo: toDate(now) },
        update: { countedTo: toDate(now) },
      })
    },
  }
}
