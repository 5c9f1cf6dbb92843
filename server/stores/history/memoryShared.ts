/** One shared entity in memory: buckets, people, verdicts. */
import {
  DISTINCT_PEOPLE,
  HISTORY_EVENT_KINDS,
  type HistoryEvent,
  KEPT_MS,
  type SharedCounts,
  VERDICTS_KEPT,
  WINDOW_NAMES,
} from '../../domain/sessions/history.ts'
import { nameOf } from './entities.ts'
import { dropOldest, findOrAdd } from './memoryLog.ts'
import { dropOld, insert, type Ordered } from './orderedEvents.ts'
import { countPeople, createPeopleSketch, type PeopleSketch, remember } from './peopleSketch.ts'
import {
  amountPlaces,
  bucketIndex,
  bucketPlace,
  byLabelTime,
  type CountedEvent,
  NAMES_KEPT,
  type StoredShared,
  sharedBefore,
  toLabelEvent,
} from './sharedWindows.ts'

export type MemoryShared = StoredShared & {
  /** Name of an event to when it was, and the same in order. */
  names: Map<string, number>
  ordered: Ordered[]
  /** Null while everybody has had room among `people`. */
  sketch: PeopleSketch | null
}

export function createMemoryShared(): MemoryShared {
  return {
    buckets: [],
    amounts: new Map(),
    people: new Map(),
    droppedMs: null,
    first: null,
    last: [],
    labelEvents: [],
    names: new Map(),
    ordered: [],
    sketch: null,
  }
}

export function readShared(entity: MemoryShared, viewer: HistoryEvent): SharedCounts {
  return sharedBefore(entity, {
    viewer,
    own: HISTORY_EVENT_KINDS.map((kind) => entity.names.get(nameOf(viewer.sessionId, kind))),
    sketched: (window) =>
      entity.sketch === null ? 0 : countPeople(entity.sketch, window, entity.people, viewer),
  })
}

export function countShared(entity: MemoryShared, event: HistoryEvent, counted: Ordered): void {
  const { names, ordered } = entity
  const newest = ordered[ordered.length - 1]
  if (names.has(counted.name) || (newest !== undefined && counted.ms <= newest.ms - KEPT_MS)) return
  names.set(counted.name, counted.ms)
  insert(ordered, counted)
  const newestMs = ordered[ordered.length - 1]?.ms ?? counted.ms
  for (const dropped of dropOld(ordered, newestMs - KEPT_MS, NAMES_KEPT)) names.delete(dropped.name)
  countInBuckets(entity, event)
  addAmount(entity, event)
  markTimes(entity, event)
  addLabelEvent(entity, event)
  if (event.subjectId !== null) meet(entity, event.subjectId, event.occurredAt)
}

function countInBuckets({ buckets }: MemoryShared, event: HistoryEvent): void {
  const kind = HISTORY_EVENT_KINDS.indexOf(event.kind)
  for (const window of WINDOW_NAMES) {
    const index = bucketIndex(window, event.occurredAt)
    const place = bucketPlace(window, index)
    const there = buckets[place]
    if (there !== undefined && there.index > index) continue
    const bucket = there?.index === index ? there : { index, counts: HISTORY_EVENT_KINDS.map(() => 0) }
    bucket.counts[kind] = (bucket.counts[kind] ?? 0) + 1
    buckets[place] = bucket
  }
}

function addAmount({ amounts }: MemoryShared, event: HistoryEvent): void {
  for (const { ring, place, index, amountMinor } of amountPlaces(event)) {
    const buckets = findOrAdd(amounts, ring, () => [])
    const there = buckets[place]
    if (there !== undefined && there.index > index) continue
    const none = { index, count: 0, sum: 0, max: 0, maxSession: '', second: 0 }
    const bucket = there?.index === index ? there : none
    if (bucket.count === 0 || amountMinor > bucket.max) {
      bucket.second = bucket.max
      bucket.max = amountMinor
      bucket.maxSession = event.sessionId
    } else if (amountMinor > bucket.second) bucket.second = amountMinor
    bucket.count += 1
    bucket.sum += amountMinor
    buckets[place] = bucket
  }
}

function markTimes(entity: MemoryShared, event: HistoryEvent): void {
  const counted: CountedEvent = { ms: event.occurredAt, sessionId: event.sessionId }
  if (entity.first === null || counted.ms < entity.first.ms) entity.first = counted
  const kind = HISTORY_EVENT_KINDS.indexOf(event.kind)
  const [newest, second] = entity.last[kind] ?? []
  if (newest === undefined) entity.last[kind] = [counted]
  else if (isNewer(counted, newest)) entity.last[kind] = [counted, newest]
  else if (second === undefined || isNewer(counted, second)) entity.last[kind] = [newest, counted]
}

function isNewer(a: CountedEvent, b: CountedEvent): boolean {
  return a.ms > b.ms || (a.ms === b.ms && a.sessionId > b.sessionId)
}

function addLabelEvent(entity: MemoryShared, event: HistoryEvent): void {
  const labelEvent = toLabelEvent(event)
  if (labelEvent === null) return
  const { sessionId, kind } = labelEvent
  // The first of a kind counts, be it so old that its name is forgotten.
  if (entity.labelEvents.some((one) => one.sessionId === sessionId && one.kind === kind)) return
  const newest = entity.labelEvents[entity.labelEvents.length - 1]
  entity.labelEvents.push(labelEvent)
  // They are nearly always told in order.
  if (newest !== undefined && byLabelTime(newest, labelEvent) > 0) entity.labelEvents.sort(byLabelTime)
  if (entity.labelEvents.length > VERDICTS_KEPT) entity.labelEvents.shift()
}

function meet(entity: MemoryShared, subject: string, at: number): void {
  const seen = entity.people.get(subject)
  entity.people.set(subject, {
    firstMs: Math.min(seen?.firstMs ?? at, at),
    lastMs: Math.max(seen?.lastMs ?? at, at),
  })
  const dropped = dropOldest(entity.people, DISTINCT_PEOPLE)
  if (dropped === null) return
  entity.droppedMs = Math.max(entity.droppedMs ?? dropped.lastMs, dropped.lastMs)
  entity.sketch ??= createPeopleSketch()
  remember(entity.sketch, dropped.name, dropped.lastMs, at)
}
