/** A hand-over note as it is written: its shift and its links (pure). */
const SHIFT_HOURS = 8
const LONGEST_SHIFT_HOURS = 24
const HOUR_MS = 3_600_000
const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/gi

/** Times of the reader's zone, as a field has them: `2026-11-25T14:30`. */
export type Shift = { from: string; to: string }

/** The eight hours that end now. */
export function shiftUntil(now: Date): Shift {
  return { from: fieldTime(new Date(now.getTime() - SHIFT_HOURS * HOUR_MS)), to: fieldTime(now) }
}

/** As the server takes it; null: it has no such times, or is no shift that anybody works. */
export function toShift({ from, to }: Shift): { from: string; to: string } | null {
  const [begin, end] = [new Date(from), new Date(to)]
  const ms = end.getTime() - begin.getTime()
  if (Number.isNaN(ms) || ms <= 0 || ms > LONGEST_SHIFT_HOURS * HOUR_MS) return null
  return { from: begin.toISOString(), to: end.toISOString() }
}

/** Every id in what was pasted: ids alone, or the addresses of their pages. */
export function idsIn(pasted: string): string[] {
  return [...new Set(pasted.toLowerCase().match(UUID) ?? [])]
}

function fieldTime(at: Date): string {
  const two = (part: number) => String(part).padStart(2, '0')
  const day = [at.getFullYear(), two(at.getMonth() + 1), two(at.getDate())].join('-')
  return `${day}T${two(at.getHours())}:${two(at.getMinutes())}`
}
