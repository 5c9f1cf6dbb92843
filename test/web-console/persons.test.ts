import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import type { RiskDay } from '../../server/contract/persons.ts'
import { semanticsIdentifierOf } from '../../web/console/persons/personCode.ts'
import { chartDays, dayOfHighest, strongest } from '../../web/console/persons/risk/riskDays.ts'

const SINCE = '2026-03-01T10:00:00.000Z'
const NONE = { allow: 0, warn: 0, hold: 0, block: 0 }

function riskOf(day: string, maxScore: number, outcomes: Partial<RiskDay['outcomes']> = {}): RiskDay {
  return {
    day,
    sessions: 1,
    maxScore,
    meanScore: maxScore,
    outcomes: { ...NONE, ...outcomes },
    raised: [],
    lowered: [],
  }
}

describe('the days of a person', () => {
  test('every day since the first has its place, with a gap where nothing was decided', () => {
    const days = chartDays(SINCE, [riskOf('2026-03-03', 0.4, { allow: 2, hold: 1 })])
    expect(days).toHaveLength(91)
    expect(days[0]).toEqual({ day: '2026-03-01', highest: null, outcome: null })
    expect(days[2]).toEqual({ day: '2026-03-03', highest: 40, outcome: 'hold' })
    expect(days.at(-1)?.day).toBe('2026-05-30')
    expect(new Set(days.map(({ day }) => day)).size).toBe(91)
  })

  test('the day that is shown first is the one of the highest score, of equals the latest', () => {
    const scored = fc.record({ at: fc.integer({ min: 1, max: 28 }), score: fc.constantFrom(0.1, 0.5, 0.9) })
    fc.assert(
      fc.property(fc.uniqueArray(scored, { selector: ({ at }) => at, minLength: 1 }), (given) => {
        const risk = given.map(({ at, score }) => riskOf(`2026-03-${String(at).padStart(2, '0')}`, score))
        const highest = Math.max(...risk.map(({ maxScore }) => maxScore))
        const latest = risk.filter(({ maxScore }) => maxScore === highest).map(({ day }) => day)
        expect(dayOfHighest(risk)).toBe(latest.sort().at(-1))
      }),
    )
    expect(dayOfHighest([])).toBeNull()
  })

  test('the colour of a day is its strongest decision', () => {
    expect(strongest({ ...NONE, allow: 9, warn: 1 })).toBe('warn')
    expect(strongest(NONE)).toBeNull()
  })
})

describe('the code of a person', () => {
  test.each([
    ['90000000000', 'EE', 'PNOEE-90000000000'],
    [' 900000-00000 ', 'LV', 'PNOLV-900000-00000'],
    ['pnolt-90000000000', 'EE', 'PNOLT-90000000000'],
    ['PASFI-AB123456', 'EE', 'PASFI-AB123456'],
  ] as const)('"%s" of %s is %s', (typed, country, found) => {
    expect(semanticsIdentifierOf(typed, country)).toBe(found)
  })

  test.each(['', '123', 'Mari Mets', '9000000000x'])('"%s" is none', (typed) => {
    expect(semanticsIdentifierOf(typed, 'EE')).toBeNull()
  })
})
