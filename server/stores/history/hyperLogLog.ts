/**
 * The sketch behind PFADD and PFCOUNT of Redis, register for register, so that memory and Redis estimate the same
 * number: Flajolet, Fusy, Gandouet, Meunier 2007, with 2^14 registers over MurmurHash64A and the estimator of
 * Ertl 2017 (arXiv 1702.01284, algorithm 6). Standard error 1.04 / sqrt(2^14) = 0.81 %.
 */
const INDEX_BITS = 14
export const REGISTERS = 1 << INDEX_BITS
/** Bits of the hash beyond the index: the longest run that a register can see is one more. */
const RUN_BITS = 64 - INDEX_BITS
const INDEX_MASK = BigInt(REGISTERS - 1)
/** 1 / (2 ln 2). */
const ALPHA = 0.7213475204444817

const SEED = 0xadc83b19n
const MULTIPLIER = 0xc6a4a7935bd1e995n
const SHIFT = 47n
const WORD_BYTES = 8

/** Which register an element touches, and the run of zeros plus one that it shows there. */
export function placeInSketch(element: string): { register: number; run: number } {
  const hash = murmurHash64A(new TextEncoder().encode(element))
  // The bit beyond the last ends the run.
  let rest = (hash >> BigInt(INDEX_BITS)) | (1n << BigInt(RUN_BITS))
  let run = 1
  while ((rest & 1n) === 0n) {
    rest >>= 1n
    run += 1
  }
  return { register: Number(hash & INDEX_MASK), run }
}

/** How many registers show each run: all that the estimate needs. */
export function histogramOf(registers: Uint8Array): Uint16Array {
  const histogram = new Uint16Array(RUN_BITS + 2)
  for (const run of registers) histogram[run] = (histogram[run] ?? 0) + 1
  return histogram
}

/** The number of distinct elements, rounded. */
export function estimate(histogram: Uint16Array): number {
  const at = (run: number) => histogram[run] ?? 0
  let z = REGISTERS * tau((REGISTERS - at(RUN_BITS + 1)) / REGISTERS)
  for (let run = RUN_BITS; run >= 1; run--) z = (z + at(run)) * 0.5
  z += REGISTERS * sigma(at(0) / REGISTERS)
  return Math.round((ALPHA * REGISTERS * REGISTERS) / z)
}

/** x + Σ x^(2^k) · 2^(k−1), k from 1: the correction for registers that saw nothing. */
function sigma(share: number): number {
  if (share === 1) return Number.POSITIVE_INFINITY
  let [power, weight, sum] = [share, 1, share]
  for (;;) {
    power *= power
    const before = sum
    sum += power * weight
    weight += weight
    if (sum === before) return sum
  }
}

/** (1 − x − Σ (1 − x^(2^−k))² · 2^−k) / 3, k from 1: the correction for registers that are full. */
function tau(share: number): number {
  if (share === 0 || share === 1) return 0
  let [root, weight, sum] = [share, 1, 1 - share]
  for (;;) {
    root = Math.sqrt(root)
    const before = sum
    weight *= 0.5
    sum -= (1 - root) ** 2 * weight
    if (sum === before) return sum / 3
  }
}

/** Appleby's 64-bit Murmur hash, version 2, over little-endian words. */
export function murmurHash64A(bytes: Uint8Array): bigint {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const whole = bytes.length - (bytes.length % WORD_BYTES)
  let hash = SEED ^ times(BigInt(bytes.length), MULTIPLIER)
  for (let offset = 0; offset < whole; offset += WORD_BYTES) {
    const word = mixed(times(view.getBigUint64(offset, true), MULTIPLIER))
    hash = times(hash ^ times(word, MULTIPLIER), MULTIPLIER)
  }
  if (whole < bytes.length) {
    let tail = 0n
    for (let offset = bytes.length - 1; offset >= whole; offset--)
      tail = (tail << 8n) | BigInt(bytes[offset] ?? 0)
    hash = times(hash ^ tail, MULTIPLIER)
  }
  return mixed(times(mixed(hash), MULTIPLIER))
}

function mixed(word: bigint): bigint {
  return word ^ (word >> SHIFT)
}

function times(a: bigint, b: bigint): bigint {
  return BigInt.asUintN(64, a * b)
}
