/** How well scores tell fraud, on rows that nothing was fitted to. Null where a class is missing. */
import type { ScoreMetrics } from '../../domain/model.ts'
import { averagePrecision, brierScore, calibrationError, rocAuc, tprAtFpr } from './metrics.ts'

const STOPPED_GENUINE = 0.01

/** @param scores probabilities, one a row. @param labels 1 is fraud. */
export function measureScores(scores: Float64Array, labels: Uint8Array): ScoreMetrics {
  const isRanked = labels.includes(1) && labels.includes(0)
  return {
    auc: isRanked ? rocAuc(scores, labels) : null,
    averagePrecision: isRanked ? averagePrecision(scores, labels) : null,
    truePositiveRateAt1Percent: isRanked ? tprAtFpr(scores, labels, STOPPED_GENUINE) : null,
    calibrationError: labels.length === 0 ? null : calibrationError(scores, labels),
    brier: labels.length === 0 ? null : brierScore(scores, labels),
  }
}
