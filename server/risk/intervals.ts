/** How far a figure may be off by chance: intervals that hold the truth in 95 of 100 samples. */
import { createDraw, drawBelow } from './seededRandom.ts'

export type Interval = { low: number; high: number }

/** The normal quantile of 0.975. */
const Z = 1.959963984540054

/** Of a share (Wilson 1927). Null where nothing was counted. */
export function wilson(hits: number, of: number): Interval | null {
  if (of === 0) return null
  const share = hits / of
  const z2 = Z ** 2 / of
  const centre = (share + z2 / 2) / (1 + z2)
  const half = (Z * Math.sqrt((share * (1 - share)) / of + z2 / (4 * of))) / (1 + z2)
  return {
    low: hits === 0 ? 0 : Math.max(0, centre - half),
    high: hits === of ? 1 : Math.min(1, centre + half),
  }
}

const ROUNDS = 1_000

/**
 * Of a mean over days or the like (percentile bootstrap, Efron 1979): draws whole days, since sessions of
 * one day belong together. Null for fewer than two.
 */
export function bootstrapMean(values: readonly number[], seed: number): Interval | null {
  if (values.length < 2) return null
  const draw = createDraw(seed)
  const means = Array.from({ length: ROUNDS }, () => {
    let sum = 0
    for (let drawn = 0; drawn < values.length; drawn++) sum += values[drawBelow(draw, values.length)] ?? 0
    return sum / values.length
  }).sort((a, b) => a - b)
  return { low: quantile(means, 0.025), high: quantile(means, 0.975) }
}

/** @param sorted rising, not empty. Between two values it lies on the straight line. */
export function quantile(sorted: readonly number[], share: number): number {
  const at = share * (sorted.length - 1)
  const [left, right] = [sorted[Math.floor(at)] ?? 0, sorted[Math.ceil(at)] ?? 0]
  return left + (right - left) * (at - Math.floor(at))
}
