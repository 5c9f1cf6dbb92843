import { describe, expect, test } from '@jest/globals'
import * as fc from 'fast-check'
import {
  CASE_SEVERITIES,
  CASE_STATES,
  CASE_STEPS,
  type CaseStep,
  dueAtOf,
  IS_OPEN_CASE,
  moreSevere,
  SLA_MS,
  slaTagOf,
  stateAfter,
} from '../../server/domain/cases/case.ts'
import { addMs, toInstant } from '../../server/domain/time.ts'

const steps: CaseStep[] = ['escalate', 'giveBack', 'close', 'reopen', 'merge', 'unmerge']
const instant = fc.integer({ min: 0, max: 4_000_000_000_000 }).map(toInstant)
const severity = fc.constantFrom(...CASE_SEVERITIES)

describe('the way of a case', () => {
  test('every step is known here, and a step starts nowhere but where the table says', () => {
    expect(new Set(steps)).toEqual(new Set(Object.keys(CASE_STEPS)))
    for (const state of CASE_STATES) {
      for (const step of steps) {
        const starts = CASE_STEPS[step].from.some((from) => from === state)
        expect(stateAfter(state, step)).toBe(starts ? CASE_STEPS[step].to : null)
      }
    }
  })

  test('whatever was done to a case, there are steps back to open', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...steps)), (tried) => {
        let state: (typeof CASE_STATES)[number] = 'open'
        for (const step of tried) state = stateAfter(state, step) ?? state
        const back =
          state === 'open' ? 'open' : steps.map((step) => stateAfter(state, step)).find((s) => s === 'open')
        expect(back).toBe('open')
      }),
    )
  })
})

describe('the service level of a case', () => {
  test('goes from on time over due soon to overdue and never back, and is nothing once it is closed', () => {
    const order = ['onTime', 'dueSoon', 'overdue']
    fc.assert(
      fc.property(
        instant,
        severity,
        fc.nat(1.5 * SLA_MS.low),
        fc.nat(1.5 * SLA_MS.low),
        (openedAt, how, a, b) => {
          const dueAt = dueAtOf(openedAt, how)
          const at = (ms: number) => slaTagOf({ state: 'open', openedAt, dueAt }, addMs(openedAt, ms)) ?? ''
          expect(order.indexOf(at(Math.min(a, b)))).toBeLessThanOrEqual(order.indexOf(at(Math.max(a, b))))
          for (const state of CASE_STATES.filter((one) => !IS_OPEN_CASE[one]))
            expect(slaTagOf({ state, openedAt, dueAt }, addMs(openedAt, a))).toBeNull()
        },
      ),
    )
  })

  test('is due soon in the last quarter of its time, and overdue from the moment it is due', () => {
    const openedAt = toInstant(0)
    const dueAt = dueAtOf(openedAt, 'critical')
    const at = (share: number) =>
      slaTagOf({ state: 'escalated', openedAt, dueAt }, addMs(openedAt, dueAt * share))
    expect([at(0), at(0.74), at(0.76), at(1)]).toEqual(['onTime', 'onTime', 'dueSoon', 'overdue'])
  })

  test('the more severe of two is due sooner', () => {
    fc.assert(
      fc.property(severity, severity, (one, other) => {
        expect(SLA_MS[moreSevere(one, other)]).toBe(Math.min(SLA_MS[one], SLA_MS[other]))
      }),
    )
  })
})
