/** Feature vectors as rows of numbers, for training and for scoring. */

import type { FeatureName } from '../../domain/features/feature.ts'
import type { FeatureVector, StoredVector } from '../../domain/sessions/decision.ts'

/** Row after row, one number a feature; NaN is missing. Rows stand in the order of time. */
export type Matrix = {
  features: readonly FeatureName[]
  rows: number
  values: Float64Array
}

/** What a supervised trainer learns from. `labels`: 1 is fraud. */
export type LabelledMatrix = Matrix & {
  /** 1 is fraud. */
  labels: Uint8Array
  /** What is known of each row without the model, in log-odds: then the model learns what to add. */
  base?: Float64Array
}

export function createMatrix(features: readonly FeatureName[], rows: number): Matrix {
  return { features, rows, values: new Float64Array(rows * features.length).fill(Number.NaN) }
}

/**
 * Yes is 1, no is 0; texts have no order, so a model that adds up numbers cannot read them: missing.
 * @param features of a model, which may have been trained before one of them went.
 */
export function writeRow(row: Float64Array, features: readonly string[], vector: StoredVector): void {
  for (let at = 0; at < features.length; at++) {
    const feature = vector[features[at] ?? '']
    const value = feature !== undefined && 'value' in feature ? feature.value : Number.NaN
    row[at] = typeof value === 'string' ? Number.NaN : Number(value)
  }
}

export function toMatrix(features: readonly FeatureName[], vectors: readonly FeatureVector[]): Matrix {
  const matrix = createMatrix(features, vectors.length)
  vectors.forEach((vector, row) => {
    writeRow(rowOf(matrix, row), features, vector)
  })
  return matrix
}

/** The row itself, not a copy. */
export function rowOf({ values, features }: Matrix, row: number): Float64Array {
  return values.subarray(row * features.length, (row + 1) * features.length)
}

/** A copy of some rows and, where named, of some features. @throws RangeError for a feature that it lacks. */
export function takeRows(
  matrix: Matrix,
  rows: ArrayLike<number>,
  features: readonly FeatureName[] = matrix.features,
): Matrix {
  const columns = features.map((name) => columnOf(matrix, name))
  const taken = createMatrix(features, rows.length)
  for (let row = 0; row < rows.length; row++) {
    const from = (rows[row] ?? 0) * matrix.features.length
    const to = row * features.length
    columns.forEach((column, at) => {
      taken.values[to + at] = matrix.values[from + column] ?? Number.NaN
    })
  }
  return taken
}

export function columnOf(matrix: Matrix, feature: FeatureName): number {
  const column = matrix.features.indexOf(feature)
  if (column < 0) throw new RangeError(`the matrix has no feature ${feature}`)
  return column
}

/** Scores a row of numbers, missing as NaN. */
export type RowScore = (row: Float64Array) => number

/** Every row's score, in order. */
export function scoreRows(matrix: Matrix, score: RowScore): Float64Array {
  return Float64Array.from({ length: matrix.rows }, (_, row) => score(rowOf(matrix, row)))
}
