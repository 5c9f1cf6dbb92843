/** Values in bins of about equally many rows, so that a split is looked for in a histogram. */
import type { Matrix } from '../models/matrix.ts'

/** The code of a missing value; the others count from 1. */
export const MISSING_CODE = 0
export const MAX_BINS = 255

export type Bins = {
  rows: number
  features: readonly string[]
  /** One array a feature, one code a row. */
  codes: readonly Uint8Array[]
  /** `edges[f][c − 1]` is the highest value of code c; the last code has none. Rising. */
  edges: readonly Float64Array[]
}

/** @param maxBins 2 to MAX_BINS, missing not counted. */
export function toBins(matrix: Matrix, maxBins: number): Bins {
  const columns = matrix.features.map((_, column) => columnValues(matrix, column))
  const edges = columns.map((values) => findEdges(values, maxBins))
  return {
    rows: matrix.rows,
    features: matrix.features,
    codes: columns.map((values, column) => encode(values, edges[column] ?? new Float64Array())),
    edges,
  }
}

function columnValues({ values, rows, features }: Matrix, column: number): Float64Array {
  const width = features.length
  const found = new Float64Array(rows)
  for (let row = 0; row < rows; row++) found[row] = values[row * width + column] ?? Number.NaN
  return found
}

/**
 * Half way between neighbouring values: at every pair of neighbours where values are few, else at the quantiles,
 * and towards both ends at ever smaller ones. Fraud is rare and lives at the ends: one bin for the highest
 * hundredth would hide where it begins.
 */
function findEdges(values: Float64Array, maxBins: number): Float64Array {
  const sorted = values.filter((value) => !Number.isNaN(value)).sort()
  const distinct = sorted.filter((value, at) => at === 0 || value !== sorted[at - 1])
  if (distinct.length <= maxBins) {
    return distinct.subarray(1).map((value, at) => half(distinct[at] ?? value, value))
  }
  const edges = new Set<number>()
  for (const at of edgeRanks(sorted.length, maxBins)) {
    const below = lastBelow(sorted, at)
    if (below !== null) edges.add(half(below, sorted[at] ?? 0))
  }
  return Float64Array.from(edges).sort()
}

/** Places in the sorted values before which to cut, fewer than `maxBins`. */
function edgeRanks(values: number, maxBins: number): Set<number> {
  const ends = new Set<number>()
  for (let step = 0; 2 ** (step / 2) < values / maxBins && 4 * step < maxBins; step++) {
    ends.add(Math.round(2 ** (step / 2)))
  }
  const middle = maxBins - 1 - 2 * ends.size
  return new Set([
    ...[...ends].flatMap((end) => [end, values - end]),
    ...Array.from({ length: middle }, (_, cut) => Math.floor(((cut + 1) * values) / (middle + 1))),
  ])
}

function lastBelow(sorted: Float64Array, at: number): number | null {
  const value = sorted[at] ?? 0
  for (let before = at - 1; before >= 0; before--) {
    const one = sorted[before] ?? 0
    if (one < value) return one
  }
  return null
}

/** Between two numbers and never equal to the upper one, even where they are neighbours as doubles. */
function half(lower: number, upper: number): number {
  const middle = lower + (upper - lower) / 2
  return middle < upper ? middle : lower
}

function encode(values: Float64Array, edges: Float64Array): Uint8Array {
  const codes = new Uint8Array(values.length)
  for (let row = 0; row < values.length; row++) {
    const value = values[row] ?? Number.NaN
    codes[row] = Number.isNaN(value) ? MISSING_CODE : 1 + edgesBelow(edges, value)
  }
  return codes
}

/** How many edges are below the value: binary search. */
function edgesBelow(edges: Float64Array, value: number): number {
  let low = 0
  let high = edges.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((edges[middle] ?? 0) < value) low = middle + 1
    else high = middle
  }
  return low
}
