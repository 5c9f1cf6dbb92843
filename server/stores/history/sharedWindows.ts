/**
 * Windows over buckets. Each window has buckets of a twelfth of its length in a ring of sixteen, so an entity
 * takes the same room however busy it is. A window is widened to the start of its oldest bucket; an event so
 * late that its place in the ring is taken is not counted in that window.
 */
import {
  BUCKETS_PER_WINDOW,
  HISTORY_EVENT_KINDS,
  type HistoryEventKind,
  type SharedCounts,
  WINDOW_MS,
  WINDOW_NAMES,
  type WindowName,
} from '../../domain/history.ts'
import { toInstant } from '../../domain/time.ts'
import { isBefore, type Viewer } from './logWindows.ts'

export const RING = 16
/** Names of events already counted are remembered for this many of the newest; an older one repeated counts again. */
export const NAMES_KEPT = 8192

export type Bucket = { index: number; counts: number[] }
export type SeenPerson = { firstMs: number; lastMs: number }

/** A shared entity as it is stored. */
export type StoredShared = {
  /** By bucketPlace. */
  buckets: Map<string, Bucket>
  people: Map<string, SeenPerson>
  first: { ms: number; sessionId: string } | null
  /** When events of the session that looks were counted, if they were. */
  own: Map<HistoryEventKind, number>
}

export function bucketMs(window: WindowName): number {
  return WINDOW_MS[window] / BUCKETS_PER_WINDOW
}

export function bucketIndex(window: WindowName, occurredMs: number): number {
  return Math.floor(occurredMs / bucketMs(window))
}

/** The place of a bucket in its ring, e.g. `h1:7`. */
export function bucketPlace(window: WindowName, index: number): string {
  return `${window}:${((index % RING) + RING) % RING}`
}

export function sharedBefore(stored: StoredShared, viewer: Viewer, ownSubject: string | null): SharedCounts {
  const { first } = stored
  return {
    counts: countsBefore(stored, viewer),
    otherPeople: peopleBefore(stored.people, viewer, ownSubject),
    firstSeenAt: first !== null && isBefore(first.ms, first.sessionId, viewer) ? toInstant(first.ms) : null,
  }
}

function countsBefore(stored: StoredShared, viewer: Viewer): SharedCounts['counts'] {
  const of = (kind: HistoryEventKind) =>
    perWindow((window) => countInWindow(stored, viewer, HISTORY_EVENT_KINDS.indexOf(kind), window))
  return {
    requested: of('requested'),
    refused: of('refused'),
    timedOut: of('timedOut'),
    wrongCode: of('wrongCode'),
    reported: of('reported'),
    completed: of('completed'),
    blocked: of('blocked'),
  }
}

function countInWindow(
  { buckets, own }: StoredShared,
  viewer: Viewer,
  kindIndex: number,
  window: WindowName,
): number {
  const newest = bucketIndex(window, viewer.occurredAt)
  const oldest = bucketIndex(window, viewer.occurredAt - WINDOW_MS[window])
  const kind = HISTORY_EVENT_KINDS[kindIndex]
  const ownAt = kind === undefined ? undefined : own.get(kind)
  let total = 0
  for (let index = oldest; index <= newest; index++) {
    const bucket = buckets.get(bucketPlace(window, index))
    if (bucket?.index !== index) continue
    total += bucket.counts[kindIndex] ?? 0
    if (ownAt !== undefined && bucketIndex(window, ownAt) === index) total -= 1
  }
  return total
}

/** People seen by the moment of the session and not only before the window; a late session may count one too many. */
function peopleBefore(people: Map<string, SeenPerson>, viewer: Viewer, ownSubject: string | null) {
  const others = [...people].filter(
    ([subject, seen]) => subject !== ownSubject && seen.firstMs <= viewer.occurredAt,
  )
  return perWindow(
    (window) => others.filter(([, seen]) => seen.lastMs > viewer.occurredAt - WINDOW_MS[window]).length,
  )
}

function perWindow(count: (window: WindowName) => number): Record<WindowName, number> {
  const [m1, m10, h1, h24, d7, d28] = WINDOW_NAMES
  return { m1: count(m1), m10: count(m10), h1: count(h1), h24: count(h24), d7: count(d7), d28: count(d28) }
}
