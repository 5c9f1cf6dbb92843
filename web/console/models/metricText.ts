/** Figures of a model in the digits that carry something (pure). */

import type { ScoreMetrics } from '../../../server/contract/models.ts'
import { everyOf } from '../../../server/domain/everyOf.ts'

export const METRICS = everyOf<keyof ScoreMetrics>()([
  'auc',
  'averagePrecision',
  'truePositiveRateAt1Percent',
  'calibrationError',
  'brier',
])
export type Metric = (typeof METRICS)[number]

/** Errors are small when they are good. */
export const LOWER_IS_BETTER: readonly Metric[] = ['calibrationError', 'brier']

export function metricText(value: number | null): string {
  return value === null ? '–' : value.toFixed(Math.abs(value) < 0.1 ? 4 : 3)
}

/** Null where nobody knows, or neither is better. */
export function isBetter(metric: Metric, value: number | null, than: number | null): boolean | null {
  if (value === null || than === null || value === than) return null
  return LOWER_IS_BETTER.includes(metric) ? value < than : value > than
}
