/** Octet strings and the integers and texts that they stand for. */
export type Octets = Uint8Array<ArrayBuffer>

export function toBase64url(octets: Uint8Array): string {
  return toBase64(octets).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')
}

/** Takes base64 and base64url, padded or not. @throws where it is neither. */
export function fromBase64(text: string): Octets {
  const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/').replaceAll('=', ''))
  return Uint8Array.from(binary, (character) => character.charCodeAt(0))
}

export function toBase64(octets: Uint8Array): string {
  return btoa(Array.from(octets, (octet) => String.fromCharCode(octet)).join(''))
}

export function utf8(text: string): Octets {
  return Uint8Array.from(new TextEncoder().encode(text))
}

/** OS2IP, RFC 8017 §4.2. */
export function toInteger(octets: Uint8Array): bigint {
  if (octets.length === 0) return 0n
  return BigInt(`0x${Array.from(octets, (octet) => octet.toString(16).padStart(2, '0')).join('')}`)
}

/** I2OSP, RFC 8017 §4.1. @throws RangeError where the integer is too large. */
export function toOctets(integer: bigint, length: number): Octets {
  const hex = integer.toString(16).padStart(length * 2, '0')
  if (integer < 0n || hex.length > length * 2) throw new RangeError('integer too large')
  return Uint8Array.from({ length }, (_, at) => Number.parseInt(hex.slice(at * 2, at * 2 + 2), 16))
}

export function concat(...parts: Uint8Array[]): Octets {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}

export function equal(one: Uint8Array, other: Uint8Array): boolean {
  return one.length === other.length && one.every((octet, at) => octet === other[at])
}

export function randomOctets(length: number): Octets {
  return globalThis.crypto.getRandomValues(new Uint8Array(length))
}
