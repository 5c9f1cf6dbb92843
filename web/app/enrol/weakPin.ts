/** PINs that a thief tries first. They are refused, since a phone's thief has nine tries at most. */
export type PinWeakness = 'oneDigit' | 'sequence' | 'repetition' | 'year' | 'popular'

export const PIN_LENGTH = { PIN1: { least: 4, most: 12 }, PIN2: { least: 5, most: 12 } } as const

/** Patterns on the key pad and pairs that people like; the kinds below catch the rest. */
const POPULAR = new Set([
  '2580',
  '0852',
  '1379',
  '9731',
  '1397',
  '7139',
  '2468',
  '8642',
  '1357',
  '9753',
  '1470',
  '0741',
  '3690',
  '25800',
  '13579',
  '97531',
  '24680',
  '08642',
  '147258',
  '258369',
  '159753',
  '147369',
  '159357',
])

/** @param pin digits. Null: nothing speaks against it. */
export function pinWeakness(pin: string): PinWeakness | null {
  if (new Set(pin).size === 1) return 'oneDigit'
  if (isSequence(pin)) return 'sequence'
  if (isRepetition(pin)) return 'repetition'
  if (/^(19|20)\d\d$/.test(pin)) return 'year'
  return POPULAR.has(pin) ? 'popular' : null
}

/** 1234, 9876, 8901: each digit one more, or one less, than the one before, round the clock. */
function isSequence(pin: string): boolean {
  const steps = new Set(
    Array.from(pin)
      .slice(1)
      .map((digit, index) => (Number(digit) - Number(pin[index]) + 10) % 10),
  )
  return steps.size === 1 && (steps.has(1) || steps.has(9))
}

/** 1212, 12341234, 112112: a part of at most half the PIN, again and again. */
function isRepetition(pin: string): boolean {
  for (let part = 2; part <= pin.length / 2; part++) {
    const start = pin.slice(0, part)
    if (start.repeat(Math.ceil(pin.length / part)).slice(0, pin.length) === pin) return true
  }
  return false
}
