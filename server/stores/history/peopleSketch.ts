/**
 * People whom the exact list of a shared entity has no room for. Each goes into the quarter-window bucket of the
 * moment when they were last seen: whether somebody lies in a window that ends now depends on that moment alone.
 * Eight buckets a window, so an entity holds at most 24 sketches of 12 KB.
 */
import { PEOPLE_SKETCHED, WINDOW_MS } from '../../domain/sessions/history.ts'
import { estimate, histogramOf, placeInSketch, REGISTERS } from './hyperLogLog.ts'
import { isSeenIn, type SeenPerson, type SketchedWindow } from './sharedWindows.ts'

export const SKETCHES_KEPT = 8
const QUARTERS = 4

/** The buckets of one window by index, and the union of those that were last asked for. */
type Sketches = { newest: number; buckets: Map<number, Uint8Array>; union: Union | null }
type Union = { oldest: number; newest: number; registers: Uint8Array; histogram: Uint16Array }

type Place = ReturnType<typeof placeInSketch>

export type PeopleSketch = Record<SketchedWindow, Sketches> & {
  /** Of those met before: hashing takes longer than all the rest. */
  places: Map<string, Place>
}

export function quarterMs(window: SketchedWindow): number {
  return WINDOW_MS[window] / QUARTERS
}

export function createPeopleSketch(): PeopleSketch {
  const none = (): Sketches => ({ newest: Number.NEGATIVE_INFINITY, buckets: new Map(), union: null })
  return { h24: none(), d7: none(), d28: none(), places: new Map() }
}

/** @param now when the event was that took the person’s room. */
export function remember(sketch: PeopleSketch, subject: string, lastMs: number, now: number): void {
  for (const window of PEOPLE_SKETCHED) {
    if (lastMs > now - WINDOW_MS[window]) {
      addTo(sketch[window], Math.floor(lastMs / quarterMs(window)), placeOfPerson(sketch, subject))
    }
  }
}

function addTo(sketches: Sketches, index: number, place: Place): void {
  if (index > sketches.newest) {
    sketches.newest = index
    for (const old of sketches.buckets.keys()) if (old <= index - SKETCHES_KEPT) sketches.buckets.delete(old)
    sketches.union = null
  }
  if (index <= sketches.newest - SKETCHES_KEPT) return
  const registers = sketches.buckets.get(index) ?? new Uint8Array(REGISTERS)
  sketches.buckets.set(index, registers)
  raise(registers, place)
  const { union } = sketches
  if (union !== null && index >= union.oldest && index <= union.newest) raiseUnion(union, place)
}

/** Everybody of the window: those in the sketches, those of the exact list, and the person who looks. */
export function countPeople(
  sketch: PeopleSketch,
  window: SketchedWindow,
  people: Map<string, SeenPerson>,
  viewer: { occurredAt: number; subjectId: string | null },
): number {
  const union = unionOf(sketch[window], window, viewer.occurredAt)
  const registers = new Map<number, number>()
  const histogram = union.histogram.slice()
  const add = (subject: string) => {
    const { register, run } = placeOfPerson(sketch, subject)
    const before = registers.get(register) ?? union.registers[register] ?? 0
    if (run <= before) return
    move(histogram, before, run)
    registers.set(register, run)
  }
  for (const [subject, seen] of people) {
    if (seen.firstMs <= viewer.occurredAt && isSeenIn(seen, window, viewer.occurredAt)) add(subject)
  }
  if (viewer.subjectId !== null) add(viewer.subjectId)
  return estimate(histogram)
}

function placeOfPerson({ places }: PeopleSketch, subject: string): Place {
  const known = places.get(subject)
  if (known !== undefined) return known
  const place = placeInSketch(subject)
  places.set(subject, place)
  return place
}

/** Kept for the next who asks within the same quarter. */
function unionOf(sketches: Sketches, window: SketchedWindow, now: number): Union {
  const newest = Math.floor(now / quarterMs(window))
  const oldest = Math.floor((now - WINDOW_MS[window]) / quarterMs(window))
  const known = sketches.union
  if (known !== null && known.oldest === oldest && known.newest === newest) return known
  const registers = new Uint8Array(REGISTERS)
  for (let index = oldest; index <= newest; index++) {
    const bucket = sketches.buckets.get(index)
    bucket?.forEach((run, register) => {
      raise(registers, { register, run })
    })
  }
  sketches.union = { oldest, newest, registers, histogram: histogramOf(registers) }
  return sketches.union
}

function raise(registers: Uint8Array, { register, run }: Place): void {
  if (run > (registers[register] ?? 0)) registers[register] = run
}

function raiseUnion({ registers, histogram }: Union, place: Place): void {
  const before = registers[place.register] ?? 0
  if (place.run <= before) return
  move(histogram, before, place.run)
  registers[place.register] = place.run
}

function move(histogram: Uint16Array, from: number, to: number): void {
  histogram[from] = (histogram[from] ?? 0) - 1
  histogram[to] = (histogram[to] ?? 0) + 1
}
