import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { Redis } from 'ioredis'
import {
  estimate,
  histogramOf,
  placeInSketch,
  REGISTERS,
} from '../../../server/stores/history/hyperLogLog.ts'
import { sharedRedis } from '../../support/redis.ts'

const { url, prefix } = sharedRedis()
let redis: Redis
let runs = 0

beforeAll(() => {
  redis = new Redis(url)
})
afterAll(() => redis.quit())

function estimateOf(elements: string[]): number {
  const registers = new Uint8Array(REGISTERS)
  for (const element of elements) {
    const { register, run } = placeInSketch(element)
    registers[register] = Math.max(registers[register] ?? 0, run)
  }
  return estimate(histogramOf(registers))
}

async function countedByRedis(elements: string[]): Promise<number> {
  const key = `${prefix}:sketch:${++runs}`
  for (let start = 0; start < elements.length; start += 1000)
    await redis.pfadd(key, ...elements.slice(start, start + 1000))
  return redis.pfcount(key)
}

describe('the sketch in memory', () => {
  test('estimates what Redis estimates of any words', async () => {
    const words = fc.array(fc.string({ unit: 'binary', maxLength: 40 }), { minLength: 1, maxLength: 300 })
    await fc.assert(
      fc.asyncProperty(words, async (elements) => {
        expect(estimateOf(elements)).toBe(await countedByRedis(elements))
      }),
      { numRuns: 40 },
    )
  })

  test.each([1_000, 20_000, 60_000])('estimates what Redis does of %d, off by under 3 %%', async (size) => {
    const elements = Array.from({ length: size }, (_, number) => `person ${number}`)
    const estimated = estimateOf(elements)
    expect(estimated).toBe(await countedByRedis(elements))
    expect(Math.abs(estimated - size) / size).toBeLessThan(0.03)
  })
})
