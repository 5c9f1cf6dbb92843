/** Modular exponentiation by OpenSSL, some eight times as fast as BigInt: a run makes thousands of shares. */
import { createDiffieHellman } from 'node:crypto'
import type { Power } from '../../../web/phone/share.ts'

/** base^exponent mod modulus, for an odd modulus and 1 < base < modulus - 1. */
export const nativePower: Power = (base, exponent, modulus) => {
  const group = createDiffieHellman(octetsOf(modulus), 2)
  group.setPrivateKey(octetsOf(exponent))
  return BigInt(`0x${group.computeSecret(octetsOf(base)).toString('hex')}`)
}

function octetsOf(value: bigint): Buffer {
  const hex = value.toString(16)
  return Buffer.from(hex.length % 2 === 0 ? hex : `0${hex}`, 'hex')
}
