/** What other thresholds would do, read off a score curve at once: for sliders in the browser. */
import { mostSevere, OUTCOMES, type Outcome } from '../../domain/sessions/decision.ts'
import type { KNOWN_AS, KnownAs } from '../../domain/sessions/label.ts'
import { binOf, type ScoreBins, type ScoreCurve } from './scoreCurve.ts'

export type SimulatedThresholds = { warnAt: number; holdAt: number; blockAt: number }

export type Simulated = {
  /** Sessions by what is known of them and by outcome. */
  sessions: Record<KnownAs, Record<Outcome, number>>
  casesADay: number
  analystHoursADay: number
  peopleInterruptedADay: number
}

/**
 * Exact for thresholds at steps of 1 / 200 above 0; others count as the step below them. What the score alone would
 * block counts as blocked, also where a share of it would be held to learn from it.
 */
export function simulateThresholds(
  curve: ScoreCurve,
  thresholds: SimulatedThresholds,
  casesAnHour: number,
): Simulated {
  const count = (bins: ScoreBins) => countOutcomes(bins, thresholds)
  const people = count(curve.personDays)
  const aDay = (some: number) => (curve.days === 0 ? 0 : some / curve.days)
  const casesADay = aDay(people.hold + people.block)
  return {
    sessions: {
      fraud: count(curve.sessions.fraud),
      genuine: count(curve.sessions.genuine),
      unknown: count(curve.sessions.unknown),
    } satisfies Record<(typeof KNOWN_AS)[number], unknown>,
    casesADay,
    analystHoursADay: casesADay / casesAnHour,
    peopleInterruptedADay: aDay(people.warn + people.hold + people.block),
  }
}

function countOutcomes(bins: ScoreBins, { warnAt, holdAt, blockAt }: SimulatedThresholds) {
  const [warn, hold, block] = [firstBin(warnAt), firstBin(holdAt), firstBin(blockAt)]
  const total: Record<Outcome, number> = { allow: 0, warn: 0, hold: 0, block: 0 }
  for (const floor of OUTCOMES) {
    for (const [bin, found] of bins[floor].entries()) {
      if (found === 0) continue
      const byScore = bin >= block ? 'block' : bin >= hold ? 'hold' : bin >= warn ? 'warn' : 'allow'
      total[mostSevere([floor, byScore])] += found
    }
  }
  return total
}

/** The first bin whose scores reach a threshold; the first bin of all is never reached, for it holds who has no score. */
function firstBin(threshold: number): number {
  if (threshold > 1) return Number.POSITIVE_INFINITY
  return Math.max(1, binOf(threshold))
}

/** True where each outcome asks for at least the score of the milder one. */
export function areRising(thresholds: Partial<SimulatedThresholds>): boolean {
  const given = [thresholds.warnAt, thresholds.holdAt, thresholds.blockAt].filter((at) => at !== undefined)
  return given.every((at, index) => index === 0 || at >= (given[index - 1] ?? at))
}
