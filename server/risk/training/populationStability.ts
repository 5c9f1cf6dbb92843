/**
 * Drift of one feature: population stability index Σ (c − r) ln(c / r) over the shares of the reference's deciles
 * (Siddiqi 2006), with a bin of its own for what is missing. The usual cut-offs have no formal basis, so
 * the limit is what chance alone would give, found by drawing both samples from the reference again and again.
 */
import { createDraw, type Draw, drawNormal } from '../seededRandom.ts'

export type Stability = { psi: number; limit: number }

const BINS = 10
/** Keeps the logarithm finite where a bin is empty. */
const LEAST_SHARE = 1e-4
const DRAWS = 200
/** Of a hundred draws one lies above. */
const LIMIT_QUANTILE = 0.99
/** Below this a shift matters to nobody, however certain many rows make it. */
const LEAST_LIMIT = 0.1

/**
 * @param reference and @param current numbers, missing as NaN; neither empty.
 * @param seed the same seed gives the same limit.
 */
export function measureStability(
  reference: readonly number[],
  current: readonly number[],
  seed: number,
): Stability {
  const edges = edgesOf(reference)
  const before = countBins(reference, edges)
  const after = countBins(current, edges)
  return { psi: psiOf(before, after), limit: limitOf(before, current.length, seed) }
}

/** Inner borders of the deciles. A value that many share takes several of them: then there are fewer bins. */
function edgesOf(reference: readonly number[]): number[] {
  const present = Float64Array.from(reference.filter((value) => !Number.isNaN(value))).sort()
  const edges = Array.from(
    { length: BINS - 1 },
    (_, index) => present[Math.floor(((index + 1) * present.length) / BINS)] ?? 0,
  )
  return present.length === 0 ? [] : [...new Set(edges)]
}

/** Up to an edge, its own included, and beyond the last; then what is missing. */
function countBins(values: readonly number[], edges: readonly number[]): number[] {
  const counts = new Array<number>(edges.length + 2).fill(0)
  for (const value of values) {
    const above = Number.isNaN(value) ? edges.length + 1 : edges.findIndex((edge) => value <= edge)
    const bin = above === -1 ? edges.length : above
    counts[bin] = (counts[bin] ?? 0) + 1
  }
  return counts
}

function psiOf(before: readonly number[], after: readonly number[]): number {
  const [beforeAll, afterAll] = [total(before), total(after)]
  return before.reduce((sum, count, bin) => {
    const r = Math.max(count / beforeAll, LEAST_SHARE)
    const c = Math.max((after[bin] ?? 0) / afterAll, LEAST_SHARE)
    return sum + (c - r) * Math.log(c / r)
  }, 0)
}

function limitOf(before: readonly number[], currentRows: number, seed: number): number {
  const draw = createDraw(seed)
  const rows = total(before)
  const shares = before.map((count) => count / rows)
  const chance = Float64Array.from({ length: DRAWS }, () =>
    psiOf(drawCounts(shares, rows, draw), drawCounts(shares, currentRows, draw)),
  ).sort()
  return Math.max(LEAST_LIMIT, chance[Math.floor(LIMIT_QUANTILE * DRAWS)] ?? 0)
}

/** Multinomial counts, bin after bin, each binomial given what is left. */
function drawCounts(shares: readonly number[], rows: number, draw: Draw): number[] {
  let [left, shareLeft] = [rows, 1]
  return shares.map((share) => {
    const count = drawBinomial(left, shareLeft <= 0 ? 0 : Math.min(1, share / shareLeft), draw)
    left -= count
    shareLeft -= share
    return count
  })
}

/** By inversion where few are expected, by the normal curve where many are. */
function drawBinomial(trials: number, share: number, draw: Draw): number {
  if (share > 0.5) return trials - drawBinomial(trials, 1 - share, draw)
  const expected = trials * share
  if (expected <= 0) return 0
  if (expected > 30) {
    const count = Math.round(expected + Math.sqrt(expected * (1 - share)) * drawNormal(draw))
    return Math.min(trials, Math.max(0, count))
  }
  let chance = (1 - share) ** trials
  let rest = draw() - chance
  let count = 0
  while (rest > 0 && count < trials) {
    chance *= ((trials - count) / (count + 1)) * (share / (1 - share))
    rest -= chance
    count += 1
  }
  return count
}

function total(counts: readonly number[]): number {
  return counts.reduce((sum, count) => sum + count, 0)
}
