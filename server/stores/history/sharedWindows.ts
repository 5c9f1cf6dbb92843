/**
 * Windows over buckets. Each window has buckets of a twelfth of its length in a ring of sixteen, so an entity
 * takes the same room however busy it is. A window is widened to the start of its oldest bucket; an event so
 * late that its place in the ring is taken is not counted in that window.
 */
import {
  AMOUNT_KINDS,
  AMOUNT_WINDOWS,
  type AmountKind,
  type AmountWindow,
  BUCKETS_PER_WINDOW,
  HISTORY_EVENT_KINDS,
  type HistoryEventKind,
  type LabelEvent,
  type PEOPLE_SKETCHED,
  type SharedCounts,
  WINDOW_MS,
  WINDOW_NAMES,
  type WindowAmounts,
  type WindowName,
} from '../../domain/sessions/history.ts'
import { type Instant, toInstant } from '../../domain/time.ts'
import { isBefore, type Viewer } from './logWindows.ts'

export const RING = 16
/** Names of events already counted are remembered for this many of the newest; an older one repeated counts again. */
export const NAMES_KEPT = 8192

export type Bucket = { index: number; counts: number[] }
/** Amounts of one kind, window and currency; the two largest, so that a session can be taken out of the maximum. */
export type AmountBucket = {
  index: number
  count: number
  sum: number
  max: number
  maxSession: string
  second: number
}
export type SeenPerson = { firstMs: number; lastMs: number }
export type CountedEvent = { ms: number; sessionId: string }
export type SketchedWindow = (typeof PEOPLE_SKETCHED)[number]

/** A shared entity as it is stored. */
export type StoredShared = {
  /** By bucketPlace. */
  buckets: (Bucket | undefined)[]
  /** Rings of buckets, by amountRing. */
  amounts: Map<string, (AmountBucket | undefined)[]>
  people: Map<string, SeenPerson>
  /** When a person whom `people` has no room for was last seen, of all those the latest. */
  droppedMs: number | null
  first: CountedEvent | null
  /** By place in HISTORY_EVENT_KINDS: the two newest, the newest first. */
  last: (CountedEvent[] | undefined)[]
  labelEvents: LabelEvent[]
}

/** What of it the viewer needs beside: its own events, which it must not see, and the size of sketches. */
export type Lookup = {
  viewer: Viewer & { subjectId: string | null; amountMinor: number | null; currency: string | null }
  /** When events of the session that looks were counted, if they were; by place in HISTORY_EVENT_KINDS. */
  own: (number | undefined)[]
  /** Everybody of a window and the viewer’s person, estimated. */
  sketched(window: SketchedWindow): number
}

export function bucketMs(window: WindowName): number {
  return WINDOW_MS[window] / BUCKETS_PER_WINDOW
}

export function bucketIndex(window: WindowName, occurredMs: number): number {
  return Math.floor(occurredMs / bucketMs(window))
}

function ringPlace(index: number): number {
  return ((index % RING) + RING) % RING
}

/** The place of a bucket among the rings of all windows. */
export function bucketPlace(window: WindowName, index: number): number {
  return WINDOW_NAMES.indexOf(window) * RING + ringPlace(index)
}

/** Whose buckets lie in one ring, e.g. `completed:d7:EUR`. */
function amountRing(kind: AmountKind, window: AmountWindow, currency: string): string {
  return `${kind}:${window}:${currency}`
}

export function sharedBefore(stored: StoredShared, lookup: Lookup): SharedCounts {
  const { viewer } = lookup
  const { first } = stored
  return {
    counts: countsBefore(stored, lookup),
    amounts: amountsBefore(stored, lookup),
    otherPeople: peopleBefore(stored, lookup),
    firstSeenAt: first !== null && isBefore(first.ms, first.sessionId, viewer) ? toInstant(first.ms) : null,
    lastAt: ofKinds((_, place) => lastBefore(stored.last[place], viewer)),
    labelEvents: labelEventsBefore(stored.labelEvents, viewer),
  }
}

function countsBefore(stored: StoredShared, lookup: Lookup): SharedCounts['counts'] {
  const counts = ofKinds(() => ({ m1: 0, m10: 0, h1: 0, h24: 0, d7: 0, d28: 0 }))
  for (const window of WINDOW_NAMES) {
    const totals = HISTORY_EVENT_KINDS.map(() => 0)
    eachBucket(window, lookup.viewer.occurredAt, (index) => {
      const bucket = stored.buckets[bucketPlace(window, index)]
      if (bucket?.index === index) addBucket(totals, bucket, window, lookup.own)
    })
    HISTORY_EVENT_KINDS.forEach((kind, place) => {
      counts[kind][window] = totals[place] ?? 0
    })
  }
  return counts
}

function addBucket(
  totals: number[],
  { index, counts }: Bucket,
  window: WindowName,
  own: Lookup['own'],
): void {
  for (let place = 0; place < totals.length; place++) {
    const ownAt = own[place]
    const itself = ownAt !== undefined && bucketIndex(window, ownAt) === index ? 1 : 0
    totals[place] = (totals[place] ?? 0) + (counts[place] ?? 0) - itself
  }
}

function eachBucket(window: WindowName, occurredMs: number, use: (index: number) => void): void {
  const newest = bucketIndex(window, occurredMs)
  for (let index = bucketIndex(window, occurredMs - WINDOW_MS[window]); index <= newest; index++) use(index)
}

function amountsBefore(stored: StoredShared, lookup: Lookup): SharedCounts['amounts'] {
  const of = (kind: AmountKind) => ({
    h24: amountsInWindow(stored, lookup, kind, 'h24'),
    d7: amountsInWindow(stored, lookup, kind, 'd7'),
    d28: amountsInWindow(stored, lookup, kind, 'd28'),
  })
  return { requested: of('requested'), completed: of('completed') }
}

function amountsInWindow(
  { amounts }: StoredShared,
  { viewer, own }: Lookup,
  kind: AmountKind,
  window: AmountWindow,
): WindowAmounts {
  const total = { count: 0, sum: 0, max: 0 }
  const { currency, amountMinor } = viewer
  if (currency === null || amounts.size === 0) return total
  const ring = amounts.get(amountRing(kind, window, currency))
  if (ring === undefined) return total
  const ownAt = own[HISTORY_EVENT_KINDS.indexOf(kind)]
  eachBucket(window, viewer.occurredAt, (index) => {
    const bucket = ring[ringPlace(index)]
    if (bucket?.index !== index) return
    const isOwn = ownAt !== undefined && amountMinor !== null && bucketIndex(window, ownAt) === index
    total.count += bucket.count - (isOwn ? 1 : 0)
    total.sum += bucket.sum - (isOwn ? amountMinor : 0)
    total.max = Math.max(total.max, bucket.maxSession === viewer.sessionId ? bucket.second : bucket.max)
  })
  return total
}

/** Which amounts of an event are counted: null where none is. */
export function countedAmount(event: {
  kind: HistoryEventKind
  amountMinor: number | null
  currency: string | null
}): { kind: AmountKind; amountMinor: number; currency: string } | null {
  const kind = AMOUNT_KINDS.find((one) => one === event.kind)
  const { amountMinor, currency } = event
  return kind === undefined || amountMinor === null || currency === null
    ? null
    : { kind, amountMinor, currency }
}

/** Where an amount is counted: a place in a ring for each window. */
export function amountPlaces(event: Parameters<typeof countedAmount>[0] & Pick<Viewer, 'occurredAt'>) {
  const counted = countedAmount(event)
  if (counted === null) return []
  const { kind, amountMinor, currency } = counted
  return AMOUNT_WINDOWS.map((window) => {
    const index = bucketIndex(window, event.occurredAt)
    return { ring: amountRing(kind, window, currency), place: ringPlace(index), index, amountMinor }
  })
}

/** People seen by the moment of the session and not only before the window; a late session may count one too many. */
function peopleBefore({ people, droppedMs }: StoredShared, lookup: Lookup): SharedCounts['otherPeople'] {
  const { viewer } = lookup
  const found = { m1: 0, m10: 0, h1: 0, h24: 0, d7: 0, d28: 0 }
  for (const [subject, seen] of people) {
    if (subject === viewer.subjectId || seen.firstMs > viewer.occurredAt) continue
    for (const window of WINDOW_NAMES) if (isSeenIn(seen, window, viewer.occurredAt)) found[window] += 1
  }
  const isMore = (window: WindowName) =>
    droppedMs !== null && droppedMs > viewer.occurredAt - WINDOW_MS[window]
  const others = (window: SketchedWindow) =>
    isMore(window) ? lookup.sketched(window) - (viewer.subjectId === null ? 0 : 1) : found[window]
  return { ...found, h24: others('h24'), d7: others('d7'), d28: others('d28') }
}

/** For a person first seen by then. */
export function isSeenIn(seen: SeenPerson, window: WindowName, occurredMs: number): boolean {
  return seen.lastMs > occurredMs - WINDOW_MS[window]
}

function lastBefore(events: CountedEvent[] | undefined, viewer: Viewer): Instant | null {
  const found = events?.find(({ ms, sessionId }) => isBefore(ms, sessionId, viewer))
  return found === undefined ? null : toInstant(found.ms)
}

/** Of the last 28 days, oldest first; ties by session, then kind. */
function labelEventsBefore(labelEvents: readonly LabelEvent[], viewer: Viewer): LabelEvent[] {
  const from = viewer.occurredAt - WINDOW_MS.d28
  return labelEvents.filter(({ at, sessionId }) => at > from && isBefore(at, sessionId, viewer))
}

export function toLabelEvent(
  event: Omit<LabelEvent, 'at' | 'kind'> & { kind: HistoryEventKind; occurredAt: Instant },
): LabelEvent | null {
  const { kind, occurredAt, sessionId, amountMinor, currency } = event
  if (kind !== 'confirmedFraud' && kind !== 'confirmedGenuine') return null
  return { kind, at: occurredAt, sessionId, amountMinor, currency }
}

export function byLabelTime(a: LabelEvent, b: LabelEvent): number {
  if (a.at !== b.at) return a.at - b.at
  return `${a.sessionId}|${a.kind}` < `${b.sessionId}|${b.kind}` ? -1 : 1
}

export function ofKinds<Value>(
  make: (kind: HistoryEventKind, place: number) => Value,
): Record<HistoryEventKind, Value> {
  return {
    requested: make('requested', 0),
    refused: make('refused', 1),
    timedOut: make('timedOut', 2),
    wrongCode: make('wrongCode', 3),
    reported: make('reported', 4),
    completed: make('completed', 5),
    blocked: make('blocked', 6),
    confirmedFraud: make('confirmedFraud', 7),
    confirmedGenuine: make('confirmedGenuine', 8),
  }
}
