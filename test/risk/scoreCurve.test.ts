import { beforeAll, describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { isInterrupted, OUTCOMES } from '../../server/domain/sessions/decision.ts'
import { DAY_MS, toInstant } from '../../server/domain/time.ts'
import { createReplay, type ReplayReport } from '../../server/risk/replay/replayReport.ts'
import { binOf, CURVE_BINS } from '../../server/risk/replay/scoreCurve.ts'
import { areRising, simulateThresholds } from '../../server/risk/replay/simulateThresholds.ts'
import type { StoredSession } from '../../server/risk/replay/storedSession.ts'
import type { Replacement } from '../../server/risk/replay/versions.ts'
import { engine, NOW, ruleSet } from './scenes.ts'
import { assessRandomSessions } from './support/randomSessions.ts'

const PERIOD = { from: toInstant(NOW - 28 * DAY_MS), to: NOW }
const PACE = 12

const stored: StoredSession[] = []

beforeAll(async () => {
  for await (const { facts, decisions } of assessRandomSessions(5, 1_200, () => engine)) {
    const index = stored.length
    stored.push({
      sessionId: facts.sessionId,
      occurredAt: facts.occurredAt,
      kind: facts.kind,
      subjectId: facts.subjectId,
      fraud: index % 3 === 0 ? index % 2 === 0 : null,
      decisions,
    })
  }
})

function replay(replacement: Replacement): ReplayReport {
  const versions = { findRuleSet: () => ruleSet, findModel: () => null }
  const replaying = createReplay({ ...PERIOD, versions, replacement, casesAnHour: PACE })
  for (const session of stored) replaying.add(session)
  return replaying.report()
}

const step = fc.integer({ min: 1, max: CURVE_BINS }).map((bin) => bin / CURVE_BINS)
const thresholds = fc
  .tuple(step, step, step)
  .map((some) => some.toSorted((a, b) => a - b))
  .map(([warnAt = 0, holdAt = 0, blockAt = 0]) => ({ warnAt, holdAt, blockAt }))

describe('the score curve', () => {
  test('tells of any thresholds at its steps exactly what a replay with them tells', () => {
    const { curve } = replay({})
    fc.assert(
      fc.property(thresholds, (asked) => {
        const told = simulateThresholds(curve, asked, PACE)
        const replayed = replay({ thresholds: asked })
        expect(told.casesADay).toBeCloseTo(replayed.casesADay.after.value, 10)
        expect(told.analystHoursADay).toBeCloseTo(replayed.analystHoursADay.after.value, 10)
        expect(told.peopleInterruptedADay).toBeCloseTo(replayed.peopleInterruptedADay.after.value, 10)
        const interrupted = (known: 'fraud' | 'genuine') =>
          OUTCOMES.filter(isInterrupted).reduce((sum, outcome) => sum + told.sessions[known][outcome], 0)
        expect(interrupted('fraud')).toBe(replayed.fraud.after.hits)
        expect(interrupted('genuine')).toBe(replayed.honest.after.hits)
      }),
      { numRuns: 15 },
    )
  })

  test('counts every session once, whatever the thresholds of the replay that it comes from', () => {
    for (const report of [replay({}), replay({ thresholds: { warnAt: 0.1, holdAt: 0.2, blockAt: 0.3 } })]) {
      const counts = Object.values(report.curve.sessions).flatMap((bins) => Object.values(bins).flat())
      expect(counts.reduce((sum, one) => sum + one, 0)).toBe(stored.length)
    }
    expect(replay({ thresholds: { warnAt: 0.1 } }).curve).toEqual(replay({}).curve)
  })

  test('puts a score into the bin whose lower edge it reaches, to the last bit', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1, noNaN: true }), (score) => {
        const bin = binOf(score)
        expect(score).toBeGreaterThanOrEqual(bin / CURVE_BINS)
        if (bin + 1 < CURVE_BINS) expect(score).toBeLessThan((bin + 1) / CURVE_BINS)
      }),
    )
    for (let bin = 0; bin < CURVE_BINS; bin += 1) expect(binOf(bin / CURVE_BINS)).toBe(bin)
  })
})

test.each([
  [{}, true],
  [{ warnAt: 0.5, blockAt: 0.4 }, false],
  [{ warnAt: 0.5, holdAt: 0.5, blockAt: 0.9 }, true],
  [{ holdAt: 0.9, blockAt: 0.8 }, false],
])('thresholds %j rise: %s', (given, rising) => {
  expect(areRising(given)).toBe(rising)
})
