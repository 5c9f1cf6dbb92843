/** Everybody, in memory. */
import { type HistoryEvent, KEPT_MS, type Population } from '../../domain/sessions/history.ts'
import { dropOld, insert, type Ordered } from './orderedEvents.ts'
import { populationFields, populationOf, quarterIndex, quartersOf } from './populationWindows.ts'
import { NAMES_KEPT } from './sharedWindows.ts'

/** Older buckets are forgotten: none of them lies in a window of a session that is not months late. */
const QUARTERS_KEPT = 16

export type MemoryPopulation = {
  /** Session to when it was completed, and the same in order. */
  names: Map<string, number>
  ordered: Ordered[]
  buckets: Map<number, Map<string, number>>
}

export function createMemoryPopulation(): MemoryPopulation {
  return { names: new Map(), ordered: [], buckets: new Map() }
}

export function readPopulation({ names, buckets }: MemoryPopulation, viewer: HistoryEvent): Population {
  const fields = populationFields(viewer)
  const quarters = quartersOf(viewer.occurredAt)
  const sum = (field: string) =>
    quarters.reduce((total, index) => total + (buckets.get(index)?.get(field) ?? 0), 0)
  const ownAt = names.get(viewer.sessionId)
  return populationOf(
    fields.map(({ total, cell }) => ({ total: sum(total), cell: cell === '' ? 0 : sum(cell) })),
    fields,
    ownAt !== undefined && quarters.includes(quarterIndex(ownAt)),
  )
}

export function countPopulation({ names, ordered, buckets }: MemoryPopulation, event: HistoryEvent): void {
  if (event.kind !== 'completed') return
  const counted = { ms: event.occurredAt, name: event.sessionId }
  const newest = ordered[ordered.length - 1]
  if (names.has(counted.name) || (newest !== undefined && counted.ms <= newest.ms - KEPT_MS)) return
  names.set(counted.name, counted.ms)
  insert(ordered, counted)
  const newestMs = ordered[ordered.length - 1]?.ms ?? counted.ms
  for (const dropped of dropOld(ordered, newestMs - KEPT_MS, NAMES_KEPT)) names.delete(dropped.name)
  const index = quarterIndex(counted.ms)
  const bucket = buckets.get(index) ?? new Map<string, number>()
  buckets.set(index, bucket)
  for (const { total, cell } of populationFields(event)) {
    if (cell === '') continue
    bucket.set(total, (bucket.get(total) ?? 0) + 1)
    bucket.set(cell, (bucket.get(cell) ?? 0) + 1)
  }
  for (const old of buckets.keys()) if (old < quarterIndex(newestMs) - QUARTERS_KEPT) buckets.delete(old)
}
