/** A factor of the odds as analysts say it: `× 7.3`, or `÷ 2.5` for one that lowers them. */
export function factorText(factor: number): string {
  return factor >= 1 ? `×\u00a0${short(factor)}` : `÷\u00a0${short(1 / factor)}`
}

function short(value: number): string {
  if (value >= 1_000) return '>\u00a01000'
  return value >= 10 ? String(Math.round(value)) : value.toFixed(1)
}
