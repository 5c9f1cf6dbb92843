/** How well scores tell fraud, on rows that nothing was fitted to. Null where a class is missing. */
import type { ScoreMetrics } from '../../domain/model.ts'

const BINS = 10
const STOPPED_GENUINE = 0.01

/** @param scores probabilities, one a row. @param labels 1 is fraud. */
export function measureScores(scores: Float64Array, labels: Uint8Array): ScoreMetrics {
  const order = Uint32Array.from(scores, (_, row) => row).sort((a, b) => (scores[b] ?? 0) - (scores[a] ?? 0))
  const frauds = labels.reduce((sum, label) => sum + label, 0)
  const genuine = labels.length - frauds
  const ranked =
    frauds > 0 && genuine > 0 ? measureRanking(scores, labels, order, frauds, genuine) : NO_RANKING
  return {
    ...ranked,
    calibrationError: labels.length === 0 ? null : calibrationError(scores, labels, order),
    brier: labels.length === 0 ? null : brier(scores, labels),
  }
}

const NO_RANKING = { auc: null, averagePrecision: null, truePositiveRateAt1Percent: null }

/**
 * AUC by trapezoids, which counts a tie as half (Fawcett 2006). Average precision Σ (R_n − R_{n−1}) P_n over the
 * thresholds, without interpolation. Equal scores are one threshold: their order must not matter.
 */
function measureRanking(
  scores: Float64Array,
  labels: Uint8Array,
  order: Uint32Array,
  frauds: number,
  genuine: number,
) {
  let [found, stopped, area, averagePrecision, truePositiveRateAt1Percent] = [0, 0, 0, 0, 0]
  let [foundBefore, stoppedBefore] = [0, 0]
  for (let place = 0; place < order.length; place++) {
    const row = order[place] ?? 0
    if (labels[row] === 1) found += 1
    else stopped += 1
    const next = order[place + 1]
    if (next !== undefined && scores[next] === scores[row]) continue
    area += ((stopped - stoppedBefore) * (found + foundBefore)) / 2
    averagePrecision += (((found - foundBefore) / frauds) * found) / (found + stopped)
    if (stopped <= STOPPED_GENUINE * genuine) truePositiveRateAt1Percent = found / frauds
    foundBefore = found
    stoppedBefore = stopped
  }
  return { auc: area / (frauds * genuine), averagePrecision, truePositiveRateAt1Percent }
}

/** Bins of equally many rows: fraud is rare, so bins of equal width would nearly all be empty. */
function calibrationError(scores: Float64Array, labels: Uint8Array, order: Uint32Array): number {
  let error = 0
  for (let bin = 0; bin < BINS; bin++) {
    const rows = order.subarray(
      Math.floor((bin * order.length) / BINS),
      Math.floor(((bin + 1) * order.length) / BINS),
    )
    let [predicted, observed] = [0, 0]
    for (const row of rows) {
      predicted += scores[row] ?? 0
      observed += labels[row] ?? 0
    }
    error += Math.abs(predicted - observed)
  }
  return error / order.length
}

/** Mean squared distance of probability and truth (Brier 1950). */
function brier(scores: Float64Array, labels: Uint8Array): number {
  return scores.reduce((sum, score, row) => sum + (score - (labels[row] ?? 0)) ** 2, 0) / scores.length
}
