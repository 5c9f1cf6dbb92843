/** The phone's part of a two-party RSA signature. */
import { type Octets, toInteger, toOctets } from './octets.ts'

/** base^exponent mod modulus. */
export type Power = (base: bigint, exponent: bigint, modulus: bigint) => bigint

/**
 * y = m^d1 mod n, as many octets as n. d1 is as long as n and not reduced, so that no PIN gives a d1
 * that looks better than another.
 */
export function signatureShare(
  encodedMessage: Uint8Array,
  phoneShare: Uint8Array,
  modulus: Uint8Array,
  power: Power = modularPower,
): Octets {
  const y = power(toInteger(encodedMessage), toInteger(phoneShare), toInteger(modulus))
  return toOctets(y, modulus.length)
}

const WINDOW = 4n

/** Fixed windows of four bits, so that the number of multiplications tells nothing of the exponent. */
export function modularPower(base: bigint, exponent: bigint, modulus: bigint): bigint {
  const powers = [1n]
  for (let i = 1; i < 16; i++) powers.push(((powers[i - 1] ?? 1n) * base) % modulus)
  const digits = exponent.toString(16)
  let result = 1n
  for (const digit of digits) {
    for (let i = 0n; i < WINDOW; i++) result = (result * result) % modulus
    result = (result * (powers[Number.parseInt(digit, 16)] ?? 1n)) % modulus
  }
  return result
}
