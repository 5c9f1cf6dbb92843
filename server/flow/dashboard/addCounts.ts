/** Arithmetic over counts of dashboards (pure). */
import { COUNTED_FIGURES, type Counted, type CountedFigure } from '../../domain/dashboard.ts'

export function addCounts(
  all: readonly Counted[],
  figures: readonly CountedFigure[] = COUNTED_FIGURES,
): Counted {
  const sum: Counted = {}
  for (const counted of all) {
    for (const figure of figures) {
      const ofFigure = counted[figure]
      if (ofFigure === undefined) continue
      const total = sum[figure] ?? {}
      for (const [key, n] of Object.entries(ofFigure)) total[key] = (total[key] ?? 0) + n
      sum[figure] = total
    }
  }
  return sum
}

/** By place of the bin. */
export function binCounts(ofFigure: Record<string, number> | undefined, bins: readonly number[]): number[] {
  return bins.map((_, place) => ofFigure?.[place] ?? 0)
}

/**
 * The value that a share (0 to 1) of what was counted does not exceed, read off the bins as if each was evenly
 * filled; the last bin has no end, so its beginning stands for it. Null: nothing was counted.
 */
export function quantile(counts: readonly number[], bins: readonly number[], share: number): number | null {
  const total = counts.reduce((sum, n) => sum + n, 0)
  if (total === 0) return null
  let below = 0
  for (const [place, n] of counts.entries()) {
    if (n > 0 && below + n >= share * total) {
      const [begin = 0, end] = [bins[place], bins[place + 1]]
      return end === undefined ? begin : begin + ((end - begin) * (share * total - below)) / n
    }
    below += n
  }
  return bins.at(-1) ?? null
}
