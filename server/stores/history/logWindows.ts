/** What a log and the habits show to one session: only what came strictly before it. */
import {
  type EventLog,
  type HABIT_KINDS,
  type Habit,
  type HabitKind,
  type Habits,
  type HistoryEvent,
  type PastEvent,
  WINDOW_MS,
} from '../../domain/sessions/history.ts'
import { type Instant, toInstant } from '../../domain/time.ts'

/** A habit as it is stored: with the session that began it, which must not see it, and whose report ends it. */
export type StoredHabit = { firstMs: number; firstSession: string; lastMs: number; sessions: number }

/** Who looks: events order by (occurred, id). */
export type Viewer = Pick<HistoryEvent, 'occurredAt' | 'sessionId'>

/** Of the last 28 days. @param events oldest first. */
export function eventsBefore(events: readonly PastEvent[], viewer: Viewer): EventLog {
  const from = viewer.occurredAt - WINDOW_MS.d28
  return events.filter(
    ({ occurredAt, sessionId }) => occurredAt > from && isBefore(occurredAt, sessionId, viewer),
  )
}

export function habitsBefore(
  read: (kind: HabitKind) => Iterable<[string, StoredHabit]>,
  viewer: Viewer,
): Habits {
  const before = (kind: HabitKind) => new Map(knownBefore(read(kind), viewer))
  return {
    relyingParty: before('relyingParty'),
    trackingKey: before('trackingKey'),
    initiatorNetwork: before('initiatorNetwork'),
    initiatorPlace: before('initiatorPlace'),
    phoneNetwork: before('phoneNetwork'),
    phonePlace: before('phonePlace'),
    payee: before('payee'),
    hour: before('hour'),
    userAgent: before('userAgent'),
    initiatorCountry: before('initiatorCountry'),
  } satisfies Record<(typeof HABIT_KINDS)[number], Map<string, Habit>>
}

export function isBefore(occurredMs: number, sessionId: string, viewer: Viewer): boolean {
  if (sessionId === viewer.sessionId || occurredMs > viewer.occurredAt) return false
  return occurredMs < viewer.occurredAt || sessionId < viewer.sessionId
}

/** Seen by a late session, `lastAt` is no later than the session itself; `sessions` may count later ones too. */
function* knownBefore(habits: Iterable<[string, StoredHabit]>, viewer: Viewer): Iterable<[string, Habit]> {
  for (const [value, { firstMs, firstSession, lastMs, sessions }] of habits) {
    if (!isBefore(firstMs, firstSession, viewer)) continue
    const lastAt: Instant = toInstant(Math.min(lastMs, viewer.occurredAt))
    yield [value, { firstAt: toInstant(firstMs), lastAt, sessions }]
  }
}

/** How a habit is written in Redis, by its Lua script too. */
export function readHabit(text: string): StoredHabit {
  const [firstMs, firstSession, lastMs, sessions] = text.split(',')
  return {
    firstMs: Number(firstMs),
    firstSession: firstSession ?? '',
    lastMs: Number(lastMs),
    sessions: Number(sessions),
  }
}
