/** Sorted address ranges with binary search; one form for IPv4 and IPv6. */
import ipaddr from 'ipaddr.js'

/** Both ends included, as hexadecimal text of equal length, which orders as the addresses do. */
export type Range = { from: string; to: string }
export type Address = ipaddr.IPv4 | ipaddr.IPv6

/** @returns ranges in order, those that overlap joined; and how many lines were no network of the family. */
export function parseRanges(text: string, family: 'ipv4' | 'ipv6'): { ranges: Range[]; problems: number } {
  const lines = text.split('\n').map((line) => line.replace(/#.*/, '').trim())
  const blocks = lines.filter((line) => line !== '').map((line) => toRange(line, family))
  const found = blocks.filter((range) => range !== null)
  return { ranges: join(found), problems: blocks.length - found.length }
}

export function findRange(ranges: readonly Range[], address: Address): boolean {
  const wanted = toText(address.toByteArray())
  let low = 0
  let high = ranges.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((ranges[middle]?.from ?? '') <= wanted) low = middle + 1
    else high = middle
  }
  const candidate = ranges[low - 1]
  return candidate !== undefined && wanted <= candidate.to
}

function toRange(line: string, family: 'ipv4' | 'ipv6'): Range | null {
  const block = line.includes('/') ? line : `${line}/${family === 'ipv4' ? 32 : 128}`
  if (!ipaddr.isValidCIDR(block)) return null
  const [address, bits] = ipaddr.parseCIDR(block)
  if (address.kind() !== family) return null
  const bytes = address.toByteArray()
  return {
    from: toText(bytes.map((byte, index) => byte & networkMask(bits, index))),
    to: toText(bytes.map((byte, index) => byte | (~networkMask(bits, index) & 0xff))),
  }
}

/** The network's bits of one byte. */
function networkMask(bits: number, byteIndex: number): number {
  const inThisByte = Math.max(0, Math.min(8, bits - byteIndex * 8))
  return (0xff << (8 - inThisByte)) & 0xff
}

function toText(bytes: number[]): string {
  return bytes.map((byte) => byte.toString(16).padStart(2, '0')).join('')
}

function join(ranges: Range[]): Range[] {
  const sorted = [...ranges].sort((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0))
  const joined: Range[] = []
  for (const range of sorted) {
    const last = joined[joined.length - 1]
    if (last === undefined || range.from > last.to) joined.push({ ...range })
    else if (range.to > last.to) last.to = range.to
  }
  return joined
}
