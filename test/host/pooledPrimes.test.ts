import { expect, test } from '@jest/globals'
import { fromBase64, toInteger } from '../../web/phone/octets.ts'
import { modularPower } from '../../web/phone/share.ts'
import { keyOfPooledPrimes } from './pooledPrimes.ts'

test('keys are of 2048 bits, each of other primes, and undo what their public half does', async () => {
  const keys = [await keyOfPooledPrimes(2048), await keyOfPooledPrimes(2048), await keyOfPooledPrimes(2048)]
  expect(new Set(keys.map(({ n }) => n)).size).toBe(keys.length)
  for (const key of keys) {
    const [n, d, p, q] = [key.n, key.d, key.p, key.q].map((part) => toInteger(fromBase64(part)))
    if (n === undefined || d === undefined || p === undefined || q === undefined) throw new Error('no key')
    expect(n.toString(2)).toHaveLength(2048)
    expect(p * q).toBe(n)
    const message = 2n ** 1000n + 7n
    expect(modularPower(modularPower(message, 65_537n, n), d, n)).toBe(message)
  }
})

test('keys of another size are refused', async () => {
  await expect(keyOfPooledPrimes(3072)).rejects.toThrow('2048')
})
