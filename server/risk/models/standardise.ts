/**
 * Numbers on one scale for what multiplies them: (x − centre) / scale, held within ±LIMIT, so that one wild value
 * does not drown the rest. Centre and scale are median and quartile distance, which frauds in the data hardly move.
 */
import type { Matrix } from './matrix.ts'

/** Plain JSON. Inputs of a network: each feature's value, then for some whether it is missing. */
export type Standard = {
  features: readonly string[]
  centre: number[]
  scale: number[]
  /** Places of the features whose being missing is an input of its own. */
  indicators: number[]
}

const LIMIT = 10
/** Quartile distance of the standard normal distribution. */
const NORMAL_QUARTILES = 1.349
/** Missing in a smaller or greater share of rows than this says nothing worth an input. */
const INDICATOR_FROM = 0.01

export function fitStandard(matrix: Matrix): Standard {
  const columns = matrix.features.map((_, column) => present(matrix, column))
  const fits = columns.map(fitColumn)
  return {
    features: matrix.features,
    centre: fits.map(({ centre }) => centre),
    scale: fits.map(({ scale }) => scale),
    indicators: columns.flatMap((values, column) => {
      const missing = 1 - values.length / matrix.rows
      return missing >= INDICATOR_FROM && missing <= 1 - INDICATOR_FROM ? [column] : []
    }),
  }
}

function present({ values, rows, features }: Matrix, column: number): Float64Array {
  const found = new Float64Array(rows)
  let count = 0
  for (let row = 0; row < rows; row++) {
    const value = values[row * features.length + column] ?? Number.NaN
    if (!Number.isNaN(value)) found[count++] = value
  }
  return found.slice(0, count).sort()
}

/** Where the quartiles meet (a count that is mostly 0), the standard deviation is the scale. */
function fitColumn(sorted: Float64Array): { centre: number; scale: number } {
  if (sorted.length === 0) return { centre: 0, scale: 1 }
  const quantile = (share: number) => sorted[Math.floor(share * (sorted.length - 1))] ?? 0
  const quartiles = (quantile(0.75) - quantile(0.25)) / NORMAL_QUARTILES
  const mean = sorted.reduce((sum, value) => sum + value / sorted.length, 0)
  const deviation = Math.sqrt(sorted.reduce((sum, value) => sum + (value - mean) ** 2 / sorted.length, 0))
  if (quartiles > deviation / 10) return { centre: quantile(0.5), scale: quartiles }
  return { centre: mean, scale: deviation > 0 ? deviation : 1 }
}

export function inputsOf(standard: Standard): number {
  return standard.features.length + standard.indicators.length
}

/** Missing stands at the centre. */
export function standardise(standard: Standard, row: Float64Array, into: Float64Array | Float32Array): void {
  const { centre, scale, indicators, features } = standard
  for (let at = 0; at < features.length; at++) {
    const value = row[at] ?? Number.NaN
    const scaled = (value - (centre[at] ?? 0)) / (scale[at] ?? 1)
    into[at] = Number.isNaN(value) ? 0 : Math.min(LIMIT, Math.max(-LIMIT, scaled))
  }
  indicators.forEach((column, index) => {
    into[features.length + index] = Number.isNaN(row[column] ?? Number.NaN) ? 1 : 0
  })
}
