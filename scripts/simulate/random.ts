/** Seeded chance: the same seed gives the same plan, on every machine. No use for anything secret. */

export type Random = {
  /** 0 to less than 1. */
  next(): number
  /** A whole number, both ends included. */
  integer(from: number, to: number): number
  between(from: number, to: number): number
  chance(probability: number): boolean
  /** @throws RangeError for an empty list. */
  pick<Item>(items: readonly Item[]): Item
  /** By weight, e.g. `{ refuse: 1, confirm: 3 }`. */
  weighted<Name extends string>(weights: Readonly<Record<Name, number>>): Name
  shuffle<Item>(items: readonly Item[]): Item[]
  /** Hexadecimal digits. */
  hex(digits: number): string
  /** A generator of its own, so that what is drawn from one does not shift what another draws. */
  fork(label: string): Random
}

/** splitmix32 (Steele, Lea and Flood, 2014, in 32 bits) over a hash of seed and label. */
export function createRandom(seed: number, label = ''): Random {
  let state = hash(`${seed}/${label}`)
  const next = () => {
    state = (state + 0x9e3779b9) | 0
    let mixed = state ^ (state >>> 16)
    mixed = Math.imul(mixed, 0x21f0aaad)
    mixed ^= mixed >>> 15
    mixed = Math.imul(mixed, 0x735a2d97)
    mixed ^= mixed >>> 15
    return (mixed >>> 0) / 2 ** 32
  }
  const random: Random = {
    next,
    integer: (from, to) => from + Math.floor(next() * (to - from + 1)),
    between: (from, to) => from + next() * (to - from),
    chance: (probability) => next() < probability,
    pick(items) {
      const item = items[Math.floor(next() * items.length)]
      if (item === undefined) throw new RangeError('nothing to pick from')
      return item
    },
    weighted: (weights) => pickWeighted(weights, next()),
    shuffle(items) {
      const shuffled = [...items]
      for (let last = shuffled.length - 1; last > 0; last--) {
        const other = Math.floor(next() * (last + 1))
        const [kept] = shuffled.splice(other, 1)
        if (kept !== undefined) shuffled.push(kept)
      }
      return shuffled
    },
    hex: (digits) => Array.from({ length: digits }, () => Math.floor(next() * 16).toString(16)).join(''),
    fork: (name) => createRandom(seed, `${label}/${name}`),
  }
  return random
}

function pickWeighted<Name extends string>(weights: Readonly<Record<Name, number>>, at: number): Name {
  const names = namesOf(weights)
  const total = names.reduce((sum, name) => sum + weights[name], 0)
  let left = at * total
  for (const name of names) {
    left -= weights[name]
    if (left < 0) return name
  }
  const last = names.at(-1)
  if (last === undefined) throw new RangeError('nothing to pick from')
  return last
}

function namesOf<Name extends string>(weights: Readonly<Record<Name, number>>): Name[] {
  const names: Name[] = []
  for (const name in weights) names.push(name)
  return names
}

/** FNV-1a, 32 bits. */
function hash(text: string): number {
  let value = 0x811c9dc5
  for (let at = 0; at < text.length; at++) value = Math.imul(value ^ text.charCodeAt(at), 0x01000193)
  return value | 0
}
