/** A probability for people: never "100 %" or "0 %" of something that is not certain. */
export function percent(probability: number): string {
  const value = probability * 100
  if (value > 99 && value < 100) return '>\u00a099\u00a0%'
  if (value > 0 && value < 1) return '<\u00a01\u00a0%'
  return `${Math.round(value)}\u00a0%`
}
