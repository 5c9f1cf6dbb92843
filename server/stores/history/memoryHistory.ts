/** The windows in memory: for tests, replay and benchmarks, and the plainest statement of what they mean. */
import {
  DISTINCT_PEOPLE,
  HABIT_KINDS,
  HABITS_KEPT,
  type HabitKind,
  HISTORY_EVENT_KINDS,
  type History,
  type HistoryEvent,
  LOG_EVENTS,
  type PastEvent,
  WINDOW_NAMES,
} from '../../domain/history.ts'
import {
  eventName,
  habitValues,
  LOGGED,
  type Logged,
  loggedKey,
  nameOf,
  SHARED,
  type Shared,
  sharedKey,
  toPastEvent,
} from './entities.ts'
import type { HistoryStore } from './history.ts'
import { byTime, eventsBefore, habitsBefore, type StoredHabit } from './logWindows.ts'
import {
  type Bucket,
  bucketIndex,
  bucketPlace,
  NAMES_KEPT,
  type SeenPerson,
  sharedBefore,
} from './sharedWindows.ts'

type Log = { events: Map<string, PastEvent>; habits: Map<HabitKind, Map<string, StoredHabit>> }

type SharedEntity = {
  buckets: Map<string, Bucket>
  people: Map<string, SeenPerson>
  first: { ms: number; sessionId: string } | null
  /** Name of an event to when it was. */
  names: Map<string, number>
}

export function createMemoryHistory(): HistoryStore {
  const logs = new Map<string, Log>()
  const shared = new Map<string, SharedEntity>()

  function read(event: HistoryEvent): History {
    const log = (entity: Logged) => {
      const key = loggedKey(event, entity)
      return key === null ? null : (logs.get(`${entity}:${key}`) ?? emptyLog())
    }
    const counts = (entity: Shared) => {
      const key = sharedKey(event, entity)
      return key === null ? null : sharedOf(shared.get(`${entity}:${key}`) ?? emptyShared(), event)
    }
    const subject = log('subject')
    const account = log('account')
    const tracking = log('tracking')
    return {
      subject:
        subject === null
          ? null
          : {
              log: eventsBefore(subject.events.values(), event),
              habits: habitsBefore((kind) => subject.habits.get(kind) ?? [], event),
            },
      account: account === null ? null : eventsBefore(account.events.values(), event),
      tracking: tracking === null ? null : eventsBefore(tracking.events.values(), event),
      address: counts('address'),
      network: counts('network'),
      relyingParty: sharedOf(shared.get(`relyingParty:${event.relyingPartyId}`) ?? emptyShared(), event),
      template: counts('template'),
      payee: counts('payee'),
    }
  }

  function count(event: HistoryEvent): void {
    for (const entity of LOGGED) {
      const key = loggedKey(event, entity)
      if (key !== null) countInLog(findOrAdd(logs, `${entity}:${key}`, emptyLog), event, entity === 'subject')
    }
    for (const entity of SHARED) {
      const key = sharedKey(event, entity)
      if (key !== null) countShared(findOrAdd(shared, `${entity}:${key}`, emptyShared), event)
    }
  }

  return {
    async readThenCount(event) {
      const windows = read(event)
      count(event)
      return { windows }
    },
    async read(event) {
      return { windows: read(event) }
    },
    async record(event) {
      count(event)
    },
    async isComplete() {
      return true
    },
    async rebuild(events, onProgress) {
      let counted = 0
      for await (const event of events) {
        count(event)
        onProgress?.(++counted)
      }
      return counted
    },
  }
}

function countInLog(log: Log, event: HistoryEvent, hasHabits: boolean): void {
  if (log.events.has(eventName(event))) return
  const reportedBefore = log.events.has(nameOf(event.sessionId, 'reported'))
  log.events.set(eventName(event), toPastEvent(event))
  const oldest = log.events.size > LOG_EVENTS ? [...log.events.values()].sort(byTime)[0] : undefined
  if (oldest !== undefined) log.events.delete(eventName(oldest))
  if (!hasHabits) return
  if (event.kind === 'completed' && !reportedBefore) learnHabits(log, event)
  if (event.kind === 'reported') unlearnHabits(log, event)
}

function learnHabits(log: Log, event: HistoryEvent): void {
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
}

/** What a reported session taught, nobody may rely on. */
function unlearnHabits(log: Log, event: HistoryEvent): void {
  eachHabit(log, event, (habits, value) => {
    if (habits.get(value)?.firstSession === event.sessionId) habits.delete(value)
  })
}

function eachHabit(
  log: Log,
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

function countShared(entity: SharedEntity, event: HistoryEvent): void {
  if (entity.names.has(eventName(event))) return
  entity.names.set(eventName(event), event.occurredAt)
  forgetOldestName(entity.names)
  for (const window of WINDOW_NAMES) countInBucket(entity.buckets, event, window)
  if (event.subjectId !== null) meet(entity.people, event.subjectId, event.occurredAt)
  if (entity.first === null || event.occurredAt < entity.first.ms) {
    entity.first = { ms: event.occurredAt, sessionId: event.sessionId }
  }
}

function countInBucket(
  buckets: Map<string, Bucket>,
  event: HistoryEvent,
  window: (typeof WINDOW_NAMES)[number],
): void {
  const index = bucketIndex(window, event.occurredAt)
  const place = bucketPlace(window, index)
  const there = buckets.get(place)
  if (there !== undefined && there.index > index) return
  const bucket = there?.index === index ? there : { index, counts: HISTORY_EVENT_KINDS.map(() => 0) }
  const kind = HISTORY_EVENT_KINDS.indexOf(event.kind)
  bucket.counts[kind] = (bucket.counts[kind] ?? 0) + 1
  buckets.set(place, bucket)
}

function meet(people: Map<string, SeenPerson>, subject: string, at: number): void {
  const seen = people.get(subject)
  people.set(subject, {
    firstMs: Math.min(seen?.firstMs ?? at, at),
    lastMs: Math.max(seen?.lastMs ?? at, at),
  })
  dropOldest(people, DISTINCT_PEOPLE)
}

/** Drops the one seen longest ago where there are more than `kept`; of several, the first by name. */
function dropOldest(seen: Map<string, { lastMs: number }>, kept: number): void {
  if (seen.size <= kept) return
  const [oldest] = [...seen].sort(([a, one], [b, other]) => one.lastMs - other.lastMs || (a < b ? -1 : 1))
  if (oldest !== undefined) seen.delete(oldest[0])
}

function forgetOldestName(names: Map<string, number>): void {
  if (names.size <= NAMES_KEPT) return
  const [oldest] = [...names].sort(([a, one], [b, other]) => one - other || (a < b ? -1 : 1))
  if (oldest !== undefined) names.delete(oldest[0])
}

function sharedOf(entity: SharedEntity, event: HistoryEvent) {
  const own = new Map(
    HISTORY_EVENT_KINDS.flatMap((kind) => {
      const at = entity.names.get(nameOf(event.sessionId, kind))
      return at === undefined ? [] : [[kind, at] as const]
    }),
  )
  return sharedBefore({ ...entity, own }, event, event.subjectId)
}

function emptyLog(): Log {
  return { events: new Map(), habits: new Map() }
}

function emptyShared(): SharedEntity {
  return { buckets: new Map(), people: new Map(), first: null, names: new Map() }
}

function findOrAdd<Key, Value>(map: Map<Key, Value>, key: Key, make: () => Value): Value {
  const found = map.get(key)
  if (found !== undefined) return found
  const made = make()
  map.set(key, made)
  return made
}
