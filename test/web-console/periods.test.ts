import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { campaignPlaces } from '../../web/console/dashboard/cards/campaignPlaces.ts'
import {
  daysOf,
  LONGEST_DAYS,
  periodQuery,
  problemOf,
  readPeriod,
  writePeriod,
} from '../../web/console/dashboard/period/period.ts'
import { idsIn, shiftUntil, toShift } from '../../web/console/team/shift.ts'

const NOON = new Date(2026, 10, 25, 12, 0)
const DAY_MS = 86_400_000

const period = fc.oneof(
  fc.constantFrom({ kind: 'today' as const }, { kind: 'week' as const }, { kind: 'month' as const }),
  fc
    .tuple(fc.integer({ min: 0, max: 300 }), fc.integer({ min: 0, max: LONGEST_DAYS - 1 }))
    .map(([back, length]) => {
      const day = (days: number) => daysOf({ kind: 'today' }, new Date(2026, 10, 25 - days, 12)).from
      return { kind: 'own' as const, from: day(back + length), to: day(back) }
    }),
)

describe('the period of a dashboard', () => {
  test('is read from an address as it was written', () => {
    fc.assert(
      fc.property(period, (chosen) => {
        expect(readPeriod(new URLSearchParams(writePeriod(chosen)))).toEqual(chosen)
      }),
    )
  })

  test('is the last week where the address says nothing that is a period', () => {
    for (const words of ['', 'period=century', 'from=2026-11-01', 'from=2026-11-01&to=soon', 'from=x&to=y']) {
      expect(readPeriod(new URLSearchParams(words))).toEqual({ kind: 'week' })
    }
  })

  test('asks for whole days of the reader, and for no end that lies ahead', () => {
    fc.assert(
      fc.property(period, (chosen) => {
        const { from, to } = periodQuery(chosen, NOON)
        expect([new Date(from).getHours(), new Date(from).getMinutes()]).toEqual([0, 0])
        if (to !== undefined) expect(new Date(to).getTime()).toBeLessThan(NOON.getTime())
        const days = ((to === undefined ? NOON : new Date(to)).getTime() - new Date(from).getTime()) / DAY_MS
        expect(days).toBeGreaterThan(0)
      }),
    )
    const { from } = periodQuery({ kind: 'week' }, NOON)
    expect(new Date(from)).toEqual(new Date(2026, 10, 19))
  })

  test('of one’s own is refused in words before the server would refuse it', () => {
    const problem = (from: string, to: string) => problemOf({ from, to }, NOON)
    expect(problem('2026-11-01', '2026-11-10')).toBeNull()
    expect(problem('2026-11-10', '2026-11-10')).toBeNull()
    expect(problem('2026-11-01', '')).toBe('incomplete')
    expect(problem('2026-11-10', '2026-11-09')).toBe('backwards')
    expect(problem('2026-11-26', '2026-11-27')).toBe('future')
    expect(problem('2026-07-01', '2026-10-01')).toBeNull()
    expect(problem('2026-07-01', '2026-10-02')).toBe('tooLong')
  })
})

describe('the places of campaigns', () => {
  const at = (latitude: number, longitude: number, sessions: number) => ({
    latitude,
    longitude,
    sessions,
    city: null,
    region: null,
    country: 'XX',
  })

  test('are one mark each, whose areas are as their sessions', () => {
    const marks = campaignPlaces(
      [{ places: [at(10, 10, 60), at(50, 20, 25)] }, { places: [at(10, 10, 40)] }],
      'en',
    )
    expect(marks.map(({ key, size }) => [key, size])).toEqual([
      ['10 10', 1],
      ['50 20', 0.5],
    ])
  })

  test('have names where these do not lie upon one another, the largest first', () => {
    const marks = campaignPlaces([{ places: [at(50, 20, 5), at(51, 21, 9), at(10, 100, 1)] }], 'en')
    expect(marks.map(({ name }) => name !== '')).toEqual([true, false, true])
  })
})

describe('a hand-over', () => {
  test('begins as the eight hours that end now, to the minute', () => {
    const shift = toShift(shiftUntil(NOON))
    expect(shift).toEqual({
      from: new Date(2026, 10, 25, 4).toISOString(),
      to: NOON.toISOString(),
    })
  })

  test('is of no shift that ends before it begins, is longer than a day, or has no time', () => {
    expect(toShift({ from: '2026-11-25T12:00', to: '2026-11-25T12:00' })).toBeNull()
    expect(toShift({ from: '2026-11-24T11:59', to: '2026-11-25T12:00' })).toBeNull()
    expect(toShift({ from: '', to: '2026-11-25T12:00' })).toBeNull()
  })

  test('finds each id once in whatever was pasted', () => {
    const [one, other] = ['0199b1f0-0000-7000-8000-00000000000a', '0199b1f0-0000-7000-8000-00000000000b']
    const pasted = `look at /console/#/sessions/${one.toUpperCase()}/show, ${other}\nand ${one}`
    expect(idsIn(pasted)).toEqual([one, other])
    expect(idsIn('nothing here')).toEqual([])
  })
})
