/**
 * RSA keys for phones of tests. Finding primes takes most of an enrolment's time, and tests enrol hundreds of phones: a
 * few primes are found once a worker, and each key is of another two of them.
 */
import { generatePrime } from 'node:crypto'
import type { GenerateKey } from '../../web/phone/keys.ts'
import { toBase64url, toOctets } from '../../web/phone/octets.ts'

/** Gives 276 keys before one comes again. */
const PRIMES = 24
const EXPONENT = 65_537n
const BITS = 2048

let pool: Promise<bigint[]> | null = null
let given = 0

export const keyOfPooledPrimes: GenerateKey = async (bits) => {
  if (bits !== BITS) throw new Error(`The pool holds primes for keys of ${BITS} bits`)
  pool ??= findPrimes()
  const [p, q] = nextPair(await pool)
  const octets = (value: bigint, length: number) => toBase64url(toOctets(value, length))
  return {
    n: octets(p * q, BITS / 8),
    e: 'AQAB',
    d: octets(inverse(EXPONENT, (p - 1n) * (q - 1n)), BITS / 8),
    p: octets(p, BITS / 16),
    q: octets(q, BITS / 16),
  }
}

async function findPrimes(): Promise<bigint[]> {
  const found = new Set<bigint>()
  while (found.size < PRIMES) {
    const prime = await findPrime()
    if (prime % EXPONENT !== 1n) found.add(prime)
  }
  return [...found]
}

/** The two highest bits of it are set, so that a product of two has all its bits. */
function findPrime(): Promise<bigint> {
  return new Promise((resolve, reject) => {
    generatePrime(BITS / 2, { bigint: true }, (error, prime) => (error ? reject(error) : resolve(prime)))
  })
}

/** Every pair once before the first comes again. */
function nextPair(primes: readonly bigint[]): [bigint, bigint] {
  const pairs = primes.flatMap((p, index) => primes.slice(index + 1).map((q): [bigint, bigint] => [p, q]))
  const pair = pairs[given % pairs.length]
  given += 1
  if (pair === undefined) throw new Error('The pool has fewer than two primes')
  return pair
}

/** value^-1 mod modulus, by Euclid. */
function inverse(value: bigint, modulus: bigint): bigint {
  let [rest, nextRest] = [modulus, value]
  let [factor, nextFactor] = [0n, 1n]
  while (nextRest !== 0n) {
    const quotient = rest / nextRest
    ;[rest, nextRest] = [nextRest, rest - quotient * nextRest]
    ;[factor, nextFactor] = [nextFactor, factor - quotient * nextFactor]
  }
  return ((factor % modulus) + modulus) % modulus
}
