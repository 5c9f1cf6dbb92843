/** Numbers that look like chance and follow from a seed: whoever draws with the same seed draws the same. */
export type Chance = {
  /** 0 to 1, 1 excluded. */
  share(): number
  /** 0 to below `limit`. */
  below(limit: number): number
}

/** Mulberry32 (Tommy Ettinger, public domain): 32 bits of state, enough for resampling, not for secrets. */
export function createChance(seed: number): Chance {
  let state = seed >>> 0
  function share() {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  return { share, below: (limit) => Math.floor(share() * limit) }
}
