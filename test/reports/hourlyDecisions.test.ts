import { describe, expect, test } from '@jest/globals'
import { HOUR_MS, toInstant } from '../../server/domain/time.ts'
import { firstHour, HOURS_SHOWN, hourlyDecisions, sums } from '../../server/reports/hourlyDecisions.ts'

const NOW = toInstant(Date.parse('2026-03-01T10:20:00Z'))

describe('decisions by hour', () => {
  test('the series is whole, oldest first, and ends with the running hour', () => {
    const hours = hourlyDecisions([], NOW)
    expect(hours).toHaveLength(HOURS_SHOWN)
    expect(hours[0]?.startsAt).toBe(firstHour(NOW))
    expect(hours.at(-1)?.startsAt).toBe(Date.parse('2026-03-01T10:00:00Z'))
    for (const [index, hour] of hours.entries()) expect(hour.startsAt).toBe(firstHour(NOW) + index * HOUR_MS)
  })

  test('a count lands in its own hour and outcome, and nothing is lost', () => {
    const hour = toInstant(Date.parse('2026-03-01T08:00:00Z'))
    const counts = [
      { hour, outcome: 'warn', found: 3 },
      { hour, outcome: 'allow', found: 40 },
      { hour: firstHour(NOW), outcome: 'block', found: 2 },
    ] as const
    const hours = hourlyDecisions(counts, NOW)
    expect(hours.find((one) => one.startsAt === hour)).toMatchObject({
      allow: 40,
      warn: 3,
      hold: 0,
      block: 0,
    })
    expect(hours[0]).toMatchObject({ allow: 0, block: 2 })
    expect(sums(counts)).toEqual({ allow: 40, warn: 3, hold: 0, block: 2 })
  })
})
