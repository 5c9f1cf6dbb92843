/** One subject, account or tracking id in memory: its events in order, and of a person the habits. */
import {
  type EventLog,
  HABIT_KINDS,
  HABITS_KEPT,
  type HabitKind,
  type HistoryEvent,
  KEPT_MS,
  LOG_EVENTS,
  type PastEvent,
  WINDOW_MS,
} from '../../domain/sessions/history.ts'
import { learnAmount, noAmounts, type StoredAmounts, unlearnAmount } from './amountHabits.ts'
import { habitValues, nameOf } from './entities.ts'
import { isBefore, type StoredHabit, type Viewer } from './logWindows.ts'
import { dropOld, insert, type Ordered, placeOf } from './orderedEvents.ts'

type Kept = Ordered & { event: PastEvent }

export type MemoryLog = {
  events: Kept[]
  names: Set<string>
  habits: Map<HabitKind, Map<string, StoredHabit>>
  amounts: Map<string, StoredAmounts>
}

export function createMemoryLog(): MemoryLog {
  return { events: [], names: new Set(), habits: new Map(), amounts: new Map() }
}

export function readLog({ events }: MemoryLog, viewer: Viewer): EventLog {
  const from = placeOf(events, viewer.occurredAt - WINDOW_MS.d28 + 1, '')
  const to = placeOf(events, viewer.occurredAt + 1, '')
  const found: EventLog = []
  for (let place = from; place < to; place++) {
    const event = events[place]?.event
    if (event !== undefined && isBefore(event.occurredAt, event.sessionId, viewer)) found.push(event)
  }
  return found
}

/** @param told the event as logs keep it, and its name. */
export function countInLog(log: MemoryLog, event: HistoryEvent, kept: Kept, hasHabits: boolean): void {
  const { events, names } = log
  const newest = events[events.length - 1]
  if (names.has(kept.name) || (newest !== undefined && kept.ms <= newest.ms - KEPT_MS)) return
  const has = (kind: 'reported' | 'confirmedFraud' | 'completed') => names.has(nameOf(event.sessionId, kind))
  const isFraud = has('reported') || has('confirmedFraud')
  const wasCompleted = has('completed')
  names.add(kept.name)
  insert(events, kept)
  const newestMs = events[events.length - 1]?.ms ?? kept.ms
  for (const dropped of dropOld(events, newestMs - KEPT_MS, LOG_EVENTS)) names.delete(dropped.name)
  if (!hasHabits || isFraud) return
  if (event.kind === 'completed') learn(log, event)
  if (event.kind === 'reported' || event.kind === 'confirmedFraud') unlearn(log, event, wasCompleted)
}

function learn(log: MemoryLog, event: HistoryEvent): void {
  eachHabit(log, event, (habits, value) => {
    const known = habits.get(value)
    const at = event.occurredAt
    const earlier = known === undefined || at < known.firstMs
    habits.set(value, {
      firstMs: earlier ? at : known.firstMs,
      firstSession: earlier ? event.sessionId : known.firstSession,
      lastMs: Math.max(known?.lastMs ?? at, at),
      sessions: (known?.sessions ?? 0) + 1,
    })
    dropOldest(habits, HABITS_KEPT)
  })
  const { amountMinor, currency } = event
  if (amountMinor === null || currency === null) return
  learnAmount(findOrAdd(log.amounts, currency, noAmounts), event, amountMinor)
}

/**
 * What a session taught that was fraud, nobody may rely on.
 * @param isKnown whether the log still tells that it was completed: then it was counted, wherever it is not first.
 */
function unlearn(log: MemoryLog, event: HistoryEvent, isKnown: boolean): void {
  eachHabit(log, event, (habits, value) => {
    const known = habits.get(value)
    if (known === undefined) return
    if (known.firstSession === event.sessionId) habits.delete(value)
    else if (isKnown) habits.set(value, { ...known, sessions: Math.max(1, known.sessions - 1) })
  })
  const { amountMinor, currency } = event
  if (amountMinor === null || currency === null) return
  unlearnAmount(findOrAdd(log.amounts, currency, noAmounts), event, amountMinor, isKnown)
}

function eachHabit(
  log: MemoryLog,
  event: HistoryEvent,
  use: (habits: Map<string, StoredHabit>, value: string) => void,
): void {
  const values = habitValues(event)
  HABIT_KINDS.forEach((kind, index) => {
    const value = values[index]
    if (value != null)
      use(
        findOrAdd(log.habits, kind, () => new Map()),
        value,
      )
  })
}

/** Drops and gives the one seen longest ago where there are more than `kept`; of several, the first by name. */
export function dropOldest<Seen extends { lastMs: number }>(
  seen: Map<string, Seen>,
  kept: number,
): { name: string; lastMs: number } | null {
  if (seen.size <= kept) return null
  let oldest: { name: string; lastMs: number } | null = null
  for (const [name, { lastMs }] of seen) {
    if (oldest === null || lastMs < oldest.lastMs || (lastMs === oldest.lastMs && name < oldest.name))
      oldest = { name, lastMs }
  }
  if (oldest !== null) seen.delete(oldest.name)
  return oldest
}

export function findOrAdd<Key, Value>(map: Map<Key, Value>, key: Key, make: () => Value): Value {
  const found = map.get(key)
  if (found !== undefined) return found
  const made = make()
  map.set(key, made)
  return made
}
