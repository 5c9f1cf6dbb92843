import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { addMs, DAY_MS, HOUR_MS, type Instant, toInstant } from '../../../server/domain/time.ts'
import { startOfWeek } from '../../../server/flow/dashboard/outage.ts'
import { periodOf } from '../../../server/flow/dashboard/readDashboard.ts'
import { dayBorders, isZone, startOfDay } from '../../../server/flow/dashboard/zonedDays.ts'

const at = (text: string) => toInstant(Date.parse(text))
const zones = fc.constantFrom('UTC', 'Europe/Tallinn', 'Asia/Kolkata', 'America/New_York', 'Pacific/Auckland')
const instants = fc
  .integer({ min: Date.parse('2024-01-01T00:00:00Z'), max: Date.parse('2030-01-01T00:00:00Z') })
  .map(toInstant)

describe('days of a zone', () => {
  test('a day in Tallinn begins two hours before UTC in winter and three in summer', () => {
    expect(startOfDay(at('2026-11-25T12:00:00Z'), 'Europe/Tallinn')).toBe(at('2026-11-24T22:00:00Z'))
    expect(startOfDay(at('2026-07-01T21:30:00Z'), 'Europe/Tallinn')).toBe(at('2026-07-01T21:00:00Z'))
  })

  test('the days on which clocks change are an hour longer or shorter', () => {
    const october = dayBorders(at('2026-10-23T21:00:00Z'), at('2026-10-26T22:00:00Z'), 'Europe/Tallinn')
    const hours = october.slice(1).map((border, index) => (border - (october[index] ?? 0)) / HOUR_MS)
    expect(hours).toEqual([24, 25, 24])
  })

  test('a week begins on Monday at midnight', () => {
    expect(startOfWeek(at('2026-11-25T12:00:00Z'), 'Europe/Tallinn')).toBe(at('2026-11-22T22:00:00Z'))
    expect(startOfWeek(at('2026-11-22T22:00:00Z'), 'Europe/Tallinn')).toBe(at('2026-11-22T22:00:00Z'))
  })

  test('the period that nobody chose is seven of them, in the first minutes of a day too', () => {
    const daysAt = (now: Instant, zone: string) => {
      const { from, to } = periodOf({ zone }, now)
      return dayBorders(from, to, zone).length - 1
    }
    expect(daysAt(at('2026-11-25T18:40:00Z'), 'Asia/Kolkata')).toBe(7)
    fc.assert(fc.property(instants, zones, (now, zone) => expect(daysAt(now, zone)).toBe(7)))
    fc.assert(
      fc.property(instants, zones, (now, zone) =>
        expect(daysAt(toInstant(now - (now % (DAY_MS / 48))), zone)).toBe(7),
      ),
    )
  })

  test('midnight is midnight there, at most 25 hours before', () => {
    fc.assert(
      fc.property(instants, zones, (now, zone) => {
        const midnight = startOfDay(now, zone)
        const clock = new Intl.DateTimeFormat('en', { timeZone: zone, hourCycle: 'h23', timeStyle: 'medium' })
        expect(clock.format(midnight)).toBe('00:00:00')
        expect(now - midnight).toBeGreaterThanOrEqual(0)
        expect(now - midnight).toBeLessThan(25 * HOUR_MS)
      }),
    )
  })

  test('borders rise from the first to the last, and each day but those at the ends is a whole one of whole hours', () => {
    fc.assert(
      fc.property(instants, fc.integer({ min: 1, max: 20 * DAY_MS }), zones, (from, length, zone) => {
        const to = addMs(from, length)
        const borders = dayBorders(from, to, zone)
        expect([borders[0], borders.at(-1)]).toEqual([from, to])
        const inner = borders.slice(1, -1)
        for (const border of inner) expect(border % HOUR_MS).toBe(0)
        for (const [index, border] of borders.slice(1).entries()) {
          const length = border - (borders[index] ?? 0)
          expect(length).toBeGreaterThan(0)
          expect(length).toBeLessThan(26 * HOUR_MS)
          if (index > 0 && index < borders.length - 2) expect(length).toBeGreaterThanOrEqual(23 * HOUR_MS)
        }
      }),
    )
  })

  test('what is no zone is told', () => {
    expect([isZone('Europe/Tallinn'), isZone('UTC'), isZone('Mars/Olympus'), isZone('')]).toEqual([
      true,
      true,
      false,
      false,
    ])
  })
})
