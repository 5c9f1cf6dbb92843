/** Past decisions as trainers read them: typed arrays, so that a hundred thousand of them fit beside the service. */

import { FEATURE_NAMES, type FeatureName } from '../../domain/features/feature.ts'
import type { FeatureVector } from '../../domain/sessions/decision.ts'
import { FEATURES } from '../features/registry.ts'

export type TrainingRows = {
  /** Features that are numbers or yes and no; texts have no order. */
  features: readonly FeatureName[]
  rows: number
  /** Row after row, one number a feature: yes is 1, no is 0, missing is NaN. In the order of event time. */
  values: Float64Array
  /** What the rules alone say. */
  ruleLogOdds: Float64Array
  /** 1 is fraud. */
  labels: Uint8Array
}

/** One decision on its way into the rows. */
export type TrainingRow = { decidedAt: number; features: FeatureVector; ruleLogOdds: number; fraud: boolean }

export const TRAINING_FEATURES = FEATURE_NAMES.filter((name) => FEATURES[name].kind !== 'string')

/** Takes rows in any order, keeps numbers only, and puts them in the order of time at the end. */
export function collectRows(features: readonly FeatureName[] = TRAINING_FEATURES) {
  const collected: { decidedAt: number; numbers: Float64Array; ruleLogOdds: number; fraud: boolean }[] = []
  return {
    add({ decidedAt, features: vector, ruleLogOdds, fraud }: TrainingRow): void {
      collected.push({ decidedAt, numbers: toNumbers(features, vector), ruleLogOdds, fraud })
    },
    toRows(): TrainingRows {
      const sorted = collected.toSorted((a, b) => a.decidedAt - b.decidedAt)
      const values = new Float64Array(sorted.length * features.length)
      sorted.forEach(({ numbers }, row) => {
        values.set(numbers, row * features.length)
      })
      return {
        features,
        rows: sorted.length,
        values,
        ruleLogOdds: Float64Array.from(sorted, (row) => row.ruleLogOdds),
        labels: Uint8Array.from(sorted, (row) => Number(row.fraud)),
      }
    },
  }
}

/** Rows from `from` to before `to`: views of the same memory. */
export function sliceRows(all: TrainingRows, from: number, to: number): TrainingRows {
  const wide = all.features.length
  return {
    features: all.features,
    rows: to - from,
    values: all.values.subarray(from * wide, to * wide),
    ruleLogOdds: all.ruleLogOdds.subarray(from, to),
    labels: all.labels.subarray(from, to),
  }
}

export function countFrauds({ labels }: Pick<TrainingRows, 'labels'>): number {
  return labels.reduce((sum, label) => sum + label, 0)
}

function toNumbers(features: readonly FeatureName[], vector: FeatureVector): Float64Array {
  return Float64Array.from(features, (name) => {
    const feature = vector[name]
    const value = feature !== undefined && 'value' in feature ? feature.value : Number.NaN
    return typeof value === 'string' ? Number.NaN : Number(value)
  })
}
