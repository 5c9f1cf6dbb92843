/** Chance that follows from a seed: the same seed gives the same model or interval on every machine. No use for anything secret. */

/** Draws 0 to less than 1. splitmix32 (Steele, Lea and Flood, 2014, in 32 bits). */
export type Draw = () => number

export function createDraw(seed: number): Draw {
  let state = Math.imul(seed, 0x9e3779b1) | 0
  return () => {
    state = (state + 0x9e3779b9) | 0
    let mixed = state ^ (state >>> 16)
    mixed = Math.imul(mixed, 0x21f0aaad)
    mixed ^= mixed >>> 15
    mixed = Math.imul(mixed, 0x735a2d97)
    mixed ^= mixed >>> 15
    return (mixed >>> 0) / 2 ** 32
  }
}

/** A whole number from 0 to below `below`. */
export function drawBelow(draw: Draw, below: number): number {
  return Math.floor(draw() * below)
}

/** `count` different whole numbers below `below`, rising. Selection sampling (Knuth, TAOCP 2, 3.4.2, algorithm S). */
export function drawSome(draw: Draw, count: number, below: number): Uint32Array {
  const drawn = new Uint32Array(Math.min(count, below))
  let found = 0
  for (let at = 0; found < drawn.length; at++) {
    if (draw() * (below - at) < drawn.length - found) drawn[found++] = at
  }
  return drawn
}

/** A random order of 0 … length − 1 (Fisher and Yates). */
export function drawOrder(draw: Draw, length: number): Uint32Array {
  const order = Uint32Array.from({ length }, (_, at) => at)
  for (let last = length - 1; last > 0; last--) {
    const other = drawBelow(draw, last + 1)
    const kept = order[last] ?? 0
    order[last] = order[other] ?? 0
    order[other] = kept
  }
  return order
}

/** A draw from the standard normal distribution (Box and Muller, 1958). */
export function drawNormal(draw: Draw): number {
  return Math.sqrt(-2 * Math.log(1 - draw())) * Math.cos(2 * Math.PI * draw())
}
