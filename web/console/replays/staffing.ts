/** What thresholds cost and bring, by a replay's score curve and the people there are (pure). */
import { OUTCOMES, type Outcome } from '../../../server/domain/sessions/decision.ts'
import { CURVE_BINS, type ScoreCurve } from '../../../server/risk/replay/scoreCurve.ts'
import {
  type Simulated,
  type SimulatedThresholds,
  simulateThresholds,
} from '../../../server/risk/replay/simulateThresholds.ts'

export type Staffing = { analysts: number; minutesPerCase: number; hoursPerDay: number }

/** Thresholds go in the curve's own steps, for which it is exact. */
export const THRESHOLD_STEP = 1 / CURVE_BINS

/** How many cases these people close in a day. */
export function capacityOf({ analysts, minutesPerCase, hoursPerDay }: Staffing): number {
  return (analysts * hoursPerDay * 60) / minutesPerCase
}

export type Forecast = {
  casesADay: number
  capacity: number
  /** Share of the hours there are; above 1 cases are left over. */
  load: number
  /** Whole people that it takes to leave none over. */
  analystsNeeded: number
  peopleInterruptedADay: number
  fraud: Caught
  genuine: Caught
}
/** Sessions of which something is known. `stopped`: held or blocked; `warned`: only that; `passed`: neither. */
export type Caught = { known: number; stopped: number; warned: number; passed: number }

export function forecast(curve: ScoreCurve, thresholds: SimulatedThresholds, staffing: Staffing): Forecast {
  const simulated = simulateThresholds(curve, thresholds, 60 / staffing.minutesPerCase)
  const { casesADay, analystHoursADay, peopleInterruptedADay } = simulated
  const capacity = capacityOf(staffing)
  return {
    casesADay,
    capacity,
    load: casesADay / capacity,
    // Hours are sums of quotients: a hair above a whole person is that person.
    analystsNeeded: Math.ceil(analystHoursADay / staffing.hoursPerDay - 1e-9),
    peopleInterruptedADay,
    fraud: caughtOf(simulated.sessions.fraud),
    genuine: caughtOf(simulated.sessions.genuine),
  }
}

function caughtOf(counts: Simulated['sessions']['fraud']): Caught {
  return {
    known: OUTCOMES.reduce((sum, outcome) => sum + counts[outcome], 0),
    stopped: counts.hold + counts.block,
    warned: counts.warn,
    passed: counts.allow,
  }
}

type Name = keyof SimulatedThresholds
const ORDER: readonly Name[] = ['warnAt', 'holdAt', 'blockAt']
export const THRESHOLD_OUTCOME = {
  warnAt: 'warn',
  holdAt: 'hold',
  blockAt: 'block',
} as const satisfies Record<Name, Outcome>

/** One threshold moves, and pushes those that would stand on its wrong side. */
export function withThreshold(
  thresholds: SimulatedThresholds,
  name: Name,
  value: number,
): SimulatedThresholds {
  const moved = ORDER.indexOf(name)
  const at = (other: Name) => {
    const place = ORDER.indexOf(other)
    if (place === moved) return value
    return place < moved ? Math.min(thresholds[other], value) : Math.max(thresholds[other], value)
  }
  return { warnAt: at('warnAt'), holdAt: at('holdAt'), blockAt: at('blockAt') }
}

export type SweepRow = {
  holdAt: number
  casesADay: number
  fraudStopped: number | null
  genuineStopped: number | null
}

/** The same for every place of the threshold from which on something is a case; shares in percent. */
export function sweepHold(
  curve: ScoreCurve,
  thresholds: SimulatedThresholds,
  staffing: Staffing,
  steps = 40,
): SweepRow[] {
  const percentOf = ({ known, stopped }: Caught) => (known === 0 ? null : (100 * stopped) / known)
  return Array.from({ length: steps + 1 }, (_, step) => {
    // Nought would hold whoever has no score at all.
    const holdAt = Math.max(THRESHOLD_STEP, step / steps)
    const projected = forecast(curve, withThreshold(thresholds, 'holdAt', holdAt), staffing)
    return {
      holdAt,
      casesADay: projected.casesADay,
      fraudStopped: percentOf(projected.fraud),
      genuineStopped: percentOf(projected.genuine),
    }
  })
}
