/** Things in the order of (time, name), as a sorted set of Redis keeps them: nearly always told in that order. */
export type Ordered = { ms: number; name: string }

/** Where the first one lies that is not before (ms, name); '' is before every name. */
export function placeOf(sorted: readonly Ordered[], ms: number, name: string): number {
  let [low, high] = [0, sorted.length]
  const last = sorted[high - 1]
  if (last === undefined || isSooner(last, ms, name)) return high
  while (low < high) {
    const middle = (low + high) >>> 1
    const there = sorted[middle]
    if (there !== undefined && isSooner(there, ms, name)) low = middle + 1
    else high = middle
  }
  return low
}

export function insert<One extends Ordered>(sorted: One[], one: One): void {
  const place = placeOf(sorted, one.ms, one.name)
  if (place === sorted.length) sorted.push(one)
  else sorted.splice(place, 0, one)
}

/** Nearly every call drops nothing. */
const NONE: never[] = []

/** Takes out everything at or before `ms`, then the oldest beyond `most`; gives what was taken. */
export function dropOld<One extends Ordered>(sorted: One[], ms: number, most: number): One[] {
  let dropped: One[] | null = null
  for (;;) {
    const oldest = sorted[0]
    if (oldest === undefined || (oldest.ms > ms && sorted.length <= most)) return dropped ?? NONE
    // Nearly always one at a time, which shift does without moving the rest.
    sorted.shift()
    dropped ??= []
    dropped.push(oldest)
  }
}

function isSooner(one: Ordered, ms: number, name: string): boolean {
  return one.ms < ms || (one.ms === ms && one.name < name)
}
