/** Writes DER (X.690 §8 and §10): each function gives the octets of one value, ready to be put into another. */

export type Der = Uint8Array

export const sequence = (...members: Der[]): Der => encode(0x30, ...members)
/** Of one member only: DER sorts the members of a SET OF, which is not needed here. */
export const setOf = (member: Der): Der => encode(0x31, member)
export const boolean = (value: boolean): Der => encode(0x01, Uint8Array.of(value ? 0xff : 0x00))
export const nullValue = (): Der => encode(0x05)
export const octetString = (octets: Uint8Array): Der => encode(0x04, octets)
export const bitString = (octets: Uint8Array): Der => encode(0x03, Uint8Array.of(0), octets)
export const enumerated = (value: number): Der => encode(0x0a, Uint8Array.of(value))
export const utf8String = (text: string): Der => encode(0x0c, Buffer.from(text, 'utf8'))
export const printableString = (text: string): Der => encode(0x13, Buffer.from(text, 'ascii'))
/** [number] EXPLICIT, or IMPLICIT of a constructed type. */
export const constructed = (number: number, ...members: Der[]): Der => encode(0xa0 | number, ...members)
/** [number] IMPLICIT of a primitive type. */
export const primitive = (number: number, octets: Uint8Array): Der => encode(0x80 | number, octets)

/** A non-negative INTEGER from big-endian octets (X.690 §8.3: shortest form, sign bit clear). */
export function integer(octets: Uint8Array): Der {
  const start = octets.findIndex((octet) => octet !== 0)
  const significant = start === -1 ? Uint8Array.of(0) : octets.subarray(start)
  const needsSign = ((significant[0] ?? 0) & 0x80) !== 0
  return encode(0x02, needsSign ? Uint8Array.of(0) : new Uint8Array(), significant)
}

/** BIT STRING of named bits (X.690 §11.2.2: without trailing zero bits). Bit 0 is the leftmost. */
export function namedBits(...bits: number[]): Der {
  const last = Math.max(...bits)
  const octets = new Uint8Array(Math.floor(last / 8) + 1)
  for (const bit of bits) octets[bit >> 3] = (octets[bit >> 3] ?? 0) | (0x80 >> (bit & 7))
  return encode(0x03, Uint8Array.of(7 - (last & 7)), octets)
}

/** OBJECT IDENTIFIER from dotted numbers (X.690 §8.19). */
export function objectIdentifier(dotted: string): Der {
  const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number)
  return encode(0x06, Uint8Array.from([first * 40 + second, ...rest].flatMap(base128)))
}

/** UTCTime until 2049, GeneralizedTime after it (RFC 5280 §4.1.2.5). */
export function time(at: Date): Der {
  if (at.getUTCFullYear() >= 2050) return generalizedTime(at)
  return encode(0x17, Buffer.from(`${digitsOf(at).slice(2)}Z`, 'ascii'))
}

/** Whole seconds, UTC (RFC 5280 §4.1.2.5.2). */
export function generalizedTime(at: Date): Der {
  return encode(0x18, Buffer.from(`${digitsOf(at)}Z`, 'ascii'))
}

function digitsOf(at: Date): string {
  return at.toISOString().replaceAll(/[-:T]/g, '').slice(0, 14)
}

function base128(arc: number): number[] {
  const octets = [arc % 128]
  for (let rest = Math.floor(arc / 128); rest > 0; rest = Math.floor(rest / 128))
    octets.unshift(0x80 | (rest % 128))
  return octets
}

function encode(tag: number, ...contents: Uint8Array[]): Der {
  const content = Buffer.concat(contents)
  return Uint8Array.from(Buffer.concat([Uint8Array.of(tag), lengthOf(content.length), content]))
}

function lengthOf(length: number): Uint8Array {
  if (length < 0x80) return Uint8Array.of(length)
  const octets: number[] = []
  for (let rest = length; rest > 0; rest = Math.floor(rest / 256)) octets.unshift(rest % 256)
  return Uint8Array.of(0x80 | octets.length, ...octets)
}
