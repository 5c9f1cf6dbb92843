/**
 * base^exponent mod modulus by OpenSSL's Diffie-Hellman, which raises a number to a secret power in
 * constant time: g^x mod p with g = base, x = exponent, p = modulus. No BigInt touches the secret.
 */
import { createDiffieHellman } from 'node:crypto'

/**
 * All numbers are big-endian octets; the modulus has no leading zero.
 * @returns as many octets as the modulus has (I2OSP, RFC 8017 §4.1).
 * @throws RangeError where not 1 < base < modulus - 1, or the exponent is 0.
 */
export function modularExponentiation(
  base: Uint8Array,
  exponent: Uint8Array,
  modulus: Uint8Array,
): Uint8Array {
  const padded = leftPad(base, modulus.length)
  if (!isUsableBase(padded, modulus))
    throw new RangeError('the base must lie between 1 and the modulus less 1')
  if (exponent.every((octet) => octet === 0)) throw new RangeError('the exponent must not be 0')
  // The generator plays no part: computeSecret raises the other side's public value, which is our base.
  const group = createDiffieHellman(modulus, 2)
  group.setPrivateKey(exponent)
  // Node versions differ in whether they strip the leading zeros of the result.
  return leftPad(group.computeSecret(padded), modulus.length)
}

/** OpenSSL refuses 0, 1 and modulus - 1 (and more) as public values; all are small-order elements. */
function isUsableBase(base: Uint8Array, modulus: Uint8Array): boolean {
  const last = modulus.length - 1
  const aboveOne = base.some((octet, at) => (at === last ? octet > 1 : octet > 0))
  const oneLess = Uint8Array.from(modulus)
  oneLess[last] = (oneLess[last] ?? 0) & 0xfe
  return aboveOne && Buffer.compare(base, oneLess) < 0
}

/** @throws RangeError where the number does not fit. */
export function leftPad(octets: Uint8Array, length: number): Uint8Array {
  const start = octets.findIndex((octet) => octet !== 0)
  const significant = start === -1 ? new Uint8Array(0) : octets.subarray(start)
  if (significant.length > length) throw new RangeError('the number has more octets than its place')
  const padded = new Uint8Array(length)
  padded.set(significant, length - significant.length)
  return padded
}
