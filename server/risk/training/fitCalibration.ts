/** Fits the map that makes scores probabilities. Needs rows that no scorer was trained on. */
import type { Calibration } from '../engine.ts'
import { fitLogistic } from './fitLogistic.ts'
import { rank } from './metrics.ts'

/** Below this many frauds isotonic steps are mostly chance, and three numbers are safer. */
export const ISOTONIC_FROM_FRAUDS = 200
/** Pull towards leaving the score as it is. */
const RIDGE = 1

/** Beta below ISOTONIC_FROM_FRAUDS frauds, isotonic from there on. @throws RangeError for labels of one kind only. */
export function fitCalibration(logOdds: ArrayLike<number>, labels: ArrayLike<number>): Calibration {
  let frauds = 0
  for (let row = 0; row < labels.length; row++) frauds += labels[row] ?? 0
  return frauds < ISOTONIC_FROM_FRAUDS ? fitBeta(logOdds, labels) : fitIsotonic(logOdds, labels)
}

/**
 * Beta calibration (Kull, Silva Filho and Flach 2017): logistic regression on ln p and −ln(1 − p), both weights of
 * 0 or more so that the map rises.
 */
export function fitBeta(logOdds: ArrayLike<number>, labels: ArrayLike<number>): Calibration {
  const { intercept, weights } = fitLogistic({
    columns: [
      Float64Array.from(logOdds, (one) => -softplus(-one)),
      Float64Array.from(logOdds, (one) => softplus(one)),
    ],
    labels,
    nonNegative: [true, true],
    ridge: RIDGE,
    towards: [1, 1],
  })
  const [a = 1, b = 1] = weights
  return { kind: 'beta', a, b, c: intercept }
}

/** ln(1 + e^x), which overflows nowhere. */
function softplus(x: number): number {
  return Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)))
}

type Block = { rows: number; frauds: number; logOdds: number }

/**
 * Isotonic regression by pooling adjacent violators (Ayer et al. 1955): the rising step function nearest to the
 * labels, its steps joined by straight lines between their middles. A share of 0 or 1 is held half a row away from
 * certainty.
 */
export function fitIsotonic(logOdds: ArrayLike<number>, labels: ArrayLike<number>): Calibration {
  const blocks = pool(byScore(logOdds, labels))
  const edge = 0.5 / labels.length
  const points: (readonly [number, number])[] = []
  for (const { rows, frauds, logOdds: sum } of blocks) {
    const share = Math.min(1 - edge, Math.max(edge, frauds / rows))
    const x = sum / rows
    const y = Math.log(share / (1 - share))
    const last = points.at(-1)
    if (last === undefined || (x > last[0] && y > last[1])) points.push([x, y])
  }
  return { kind: 'isotonic', points }
}

/** One block for each distinct score, the lowest first. */
function byScore(logOdds: ArrayLike<number>, labels: ArrayLike<number>): Block[] {
  const blocks: Block[] = []
  let at: number | null = null
  for (const row of rank(logOdds).reverse()) {
    const score = logOdds[row] ?? 0
    const last = blocks.at(-1)
    if (last !== undefined && at === score) {
      last.rows += 1
      last.frauds += labels[row] ?? 0
      last.logOdds += score
    } else {
      blocks.push({ rows: 1, frauds: labels[row] ?? 0, logOdds: score })
    }
    at = score
  }
  return blocks
}

function pool(blocks: readonly Block[]): Block[] {
  const pooled: Block[] = []
  for (const block of blocks) {
    let last = block
    for (let before = pooled.at(-1); before !== undefined; before = pooled.at(-1)) {
      if (before.frauds / before.rows < last.frauds / last.rows) break
      last = {
        rows: before.rows + last.rows,
        frauds: before.frauds + last.frauds,
        logOdds: before.logOdds + last.logOdds,
      }
      pooled.pop()
    }
    pooled.push(last)
  }
  return pooled
}
