/** A span of time in the shortest words: 850 ms, 12 s, 3 min, 5 h, 12 d. */
export function span(ms: number): string {
  const size = Math.abs(ms)
  if (size < 1_000) return `${Math.round(ms)} ms`
  if (size < 10_000) return `${(ms / 1_000).toFixed(1)} s`
  if (size < 120_000) return `${Math.round(ms / 1_000)} s`
  if (size < 7_200_000) return `${Math.round(ms / 60_000)} min`
  if (size < 172_800_000) return `${Math.round(ms / 3_600_000)} h`
  return `${Math.round(ms / 86_400_000)} d`
}
