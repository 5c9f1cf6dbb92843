/** The four digits that the person compares between the relying party's screen and the phone. */
import { createHash } from 'node:crypto'
import type { RandomBytes } from '../domain/random.ts'

const CODES = 10_000

/**
 * The code of a v2 request (over the hash that was sent) and of a v3 notification authentication (over
 * the rpChallenge): uint16be(SHA-256(bytes)[30..31]) mod 10000 (RP API v2 and v3).
 */
export function verificationCodeOf(bytes: Uint8Array): string {
  const hash = createHash('sha256').update(bytes).digest()
  return toDigits(hash.readUInt16BE(30) % CODES)
}

/** The code of a v3 notification signature: the server's choice, so that nobody can search for an equal one. */
export function randomVerificationCode(random: RandomBytes): string {
  // Rejecting what lies above a whole multiple keeps the codes equally likely.
  for (;;) {
    const value = Buffer.from(random(4)).readUInt32BE(0)
    if (value < Math.floor(2 ** 32 / CODES) * CODES) return toDigits(value % CODES)
  }
}

/** Two codes that differ from the right one and from each other. */
export function wrongVerificationCodes(right: string, random: RandomBytes): [string, string] {
  const first = drawOther([right], random)
  return [first, drawOther([right, first], random)]
}

/** The three codes in the order to show them. The same random octet gives the same order. */
export function verificationCodeChoices(
  right: string,
  wrong: [string, string],
  randomOctet: number,
): string[] {
  const [one, two] = wrong
  const place = randomOctet % 3
  if (place === 0) return [right, one, two]
  if (place === 1) return [one, right, two]
  return [one, two, right]
}

function drawOther(taken: readonly string[], random: RandomBytes): string {
  for (;;) {
    const code = randomVerificationCode(random)
    if (!taken.includes(code)) return code
  }
}

function toDigits(code: number): string {
  return String(code).padStart(4, '0')
}
