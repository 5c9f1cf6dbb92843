/**
 * What everybody does: completed sessions by value, in buckets of a quarter of 28 days. One entity for all, so its
 * keys are hot: it keeps numbers in a bounded number of cells, never people, and a decision adds one script to it.
 */
import { fnv1a } from '../../domain/fnv1a.ts'
import {
  type HistoryEvent,
  POPULATION_KINDS,
  type Population,
  WINDOW_MS,
} from '../../domain/sessions/history.ts'
import { populationValues } from './entities.ts'

const CELLS = 65_536
const QUARTER_MS = WINDOW_MS.d28 / 4

export function quarterIndex(occurredMs: number): number {
  return Math.floor(occurredMs / QUARTER_MS)
}

/** The buckets that the window of a session reaches into, oldest first, its own bucket last. */
export function quartersOf(occurredMs: number): number[] {
  const [oldest, newest] = [quarterIndex(occurredMs - WINDOW_MS.d28), quarterIndex(occurredMs)]
  return Array.from({ length: newest - oldest + 1 }, (_, step) => oldest + step)
}

/** Fields of a bucket: for each kind its total and the cell of the session’s value; '' where it says nothing. */
export function populationFields(event: HistoryEvent): { total: string; cell: string }[] {
  const values = populationValues(event)
  return POPULATION_KINDS.map((kind, place) => {
    const value = values[place] ?? null
    return value === null
      ? { total: kind, cell: '' }
      : { total: kind, cell: `${kind}:${fnv1a(value) % CELLS}` }
  })
}

/**
 * @param counted for each field of populationFields its total and its cell, over all buckets.
 * @param own whether the session itself is among them.
 */
export function populationOf(
  counted: readonly { total: number; cell: number }[],
  fields: readonly { cell: string }[],
  own: boolean,
): Population {
  const of = (place: number) => {
    const [count, field] = [counted[place], fields[place]]
    const itself = own && field !== undefined && field.cell !== '' ? 1 : 0
    return {
      sessions: Math.max(0, (count?.total ?? 0) - itself),
      same: Math.max(0, (count?.cell ?? 0) - itself),
    }
  }
  return {
    relyingParty: of(0),
    trackingKey: of(1),
    initiatorNetwork: of(2),
    initiatorPlace: of(3),
    phonePlace: of(4),
    hour: of(5),
    userAgent: of(6),
  }
}
