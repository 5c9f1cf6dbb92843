/**
 * Where a score lies on a ribbon of equally wide zones, 0 to 1: linear inside each zone.
 * @param starts where the zones begin, rising from 0; the last one ends at 1.
 */
export function ribbonPosition(score: number, starts: readonly number[]): number {
  const index = Math.max(
    0,
    starts.findLastIndex((start) => score >= start),
  )
  const from = starts[index] ?? 0
  const to = starts[index + 1] ?? 1
  const inside = to > from ? (score - from) / (to - from) : 0
  return (index + Math.min(1, Math.max(0, inside))) / Math.max(1, starts.length)
}
