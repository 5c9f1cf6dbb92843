import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { CURVE_BINS, type ScoreBins, type ScoreCurve } from '../../server/risk/replay/scoreCurve.ts'
import { areRising } from '../../server/risk/replay/simulateThresholds.ts'
import {
  capacityOf,
  forecast,
  sweepHold,
  THRESHOLD_STEP,
  withThreshold,
} from '../../web/console/replays/staffing.ts'

/** Counts at a few places: `[floor, bin, count]`. */
type Place = readonly ['allow' | 'warn' | 'hold' | 'block', number, number]
function bins(...places: readonly Place[]): ScoreBins {
  const empty = () => new Array<number>(CURVE_BINS).fill(0)
  const made: ScoreBins = { allow: empty(), warn: empty(), hold: empty(), block: empty() }
  for (const [floor, bin, count] of places) made[floor][bin] = (made[floor][bin] ?? 0) + count
  return made
}

const CURVE: ScoreCurve = {
  sessions: {
    fraud: bins(['allow', 190, 6], ['allow', 120, 3], ['allow', 20, 1]),
    genuine: bins(['allow', 120, 2], ['allow', 5, 90], ['warn', 0, 8]),
    unknown: bins(['allow', 0, 1_000]),
  },
  // In ten days: 40 person-days at a score of 0.95, 60 at 0.6, and 20 that a list holds.
  personDays: bins(['allow', 190, 40], ['allow', 120, 60], ['hold', 0, 20]),
  days: 10,
}
const THRESHOLDS = { warnAt: 0.5, holdAt: 0.85, blockAt: 0.975 }
const STAFF = { analysts: 2, minutesPerCase: 30, hoursPerDay: 4 }

describe('what thresholds cost and bring', () => {
  test('agrees with a curve counted by hand', () => {
    // (40 + 20) / 10 cases a day; two people with four hours at half an hour a case close 16.
    expect(forecast(CURVE, THRESHOLDS, STAFF)).toEqual({
      casesADay: 6,
      capacity: 16,
      load: 6 / 16,
      analystsNeeded: 1,
      peopleInterruptedADay: 12,
      fraud: { known: 10, stopped: 6, warned: 3, passed: 1 },
      genuine: { known: 100, stopped: 0, warned: 10, passed: 90 },
    })
  })

  test('a lower threshold of holding makes more cases, and takes more people', () => {
    const told = forecast(CURVE, { ...THRESHOLDS, holdAt: 0.5 }, { ...STAFF, minutesPerCase: 60 })
    expect(told).toMatchObject({ casesADay: 12, capacity: 8, load: 1.5, analystsNeeded: 3 })
    expect(told.fraud).toEqual({ known: 10, stopped: 9, warned: 0, passed: 1 })
  })

  const place = fc.tuple(
    fc.constantFrom('allow' as const, 'warn' as const, 'hold' as const, 'block' as const),
    fc.nat({ max: CURVE_BINS - 1 }),
    fc.nat({ max: 50 }),
  )
  const someBins = fc.array(place, { maxLength: 12 }).map((places) => bins(...places))
  const curve: fc.Arbitrary<ScoreCurve> = fc.record({
    sessions: fc.record({ fraud: someBins, genuine: someBins, unknown: someBins }),
    personDays: someBins,
    days: fc.integer({ min: 1, max: 90 }),
  })
  const step = fc.integer({ min: 1, max: CURVE_BINS }).map((bin) => bin * THRESHOLD_STEP)
  const thresholds = fc
    .tuple(step, step, step)
    .map((some) => some.toSorted((a, b) => a - b))
    .map(([warnAt = 0, holdAt = 0, blockAt = 0]) => ({ warnAt, holdAt, blockAt }))
  const staffing = fc.record({
    analysts: fc.integer({ min: 1, max: 50 }),
    minutesPerCase: fc.integer({ min: 1, max: 60 }),
    hoursPerDay: fc.integer({ min: 1, max: 12 }),
  })

  test('the people that are needed are enough, and one fewer is not', () => {
    fc.assert(
      fc.property(curve, thresholds, staffing, (some, at, staff) => {
        const { casesADay, analystsNeeded } = forecast(some, at, staff)
        expect(capacityOf({ ...staff, analysts: analystsNeeded })).toBeGreaterThanOrEqual(casesADay - 1e-6)
        if (analystsNeeded > 0)
          expect(capacityOf({ ...staff, analysts: analystsNeeded - 1 })).toBeLessThan(casesADay)
      }),
    )
  })

  test('every session that is known is stopped, warned or passed', () => {
    fc.assert(
      fc.property(curve, thresholds, staffing, (some, at, staff) => {
        for (const { known, stopped, warned, passed } of [
          forecast(some, at, staff).fraud,
          forecast(some, at, staff).genuine,
        ]) {
          expect(stopped + warned + passed).toBe(known)
        }
      }),
    )
  })

  test('the sweep never rises with its threshold, and meets the forecast where both say the same', () => {
    fc.assert(
      fc.property(curve, thresholds, staffing, (some, at, staff) => {
        const rows = sweepHold(some, at, staff)
        for (const [index, { casesADay }] of rows.slice(1).entries())
          expect(casesADay).toBeLessThanOrEqual((rows[index]?.casesADay ?? 0) + 1e-9)
        const half = rows.find(({ holdAt }) => holdAt === 0.5)
        expect(half?.casesADay).toBe(forecast(some, withThreshold(at, 'holdAt', 0.5), staff).casesADay)
      }),
      { numRuns: 40 },
    )
  })

  test('a threshold that moves goes where it was put, and the others stay in order', () => {
    fc.assert(
      fc.property(
        thresholds,
        fc.constantFrom('warnAt' as const, 'holdAt' as const, 'blockAt' as const),
        step,
        (at, name, value) => {
          const moved = withThreshold(at, name, value)
          expect(moved[name]).toBe(value)
          expect(areRising(moved)).toBe(true)
        },
      ),
    )
  })
})
