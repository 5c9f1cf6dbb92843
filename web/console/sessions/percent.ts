/** A probability for people: never "100 %" or "0 %" of something that is not certain. */
export function percent(probability: number): string {
  const value = probability * 100
  if (value > 99 && value < 100) return '> 99 %'
  if (value > 0 && value < 1) return '< 1 %'
  return `${Math.round(value)} %`
}
