/** A person's days as the chart shows them: every day has its place, also one without a session (pure). */

import type { RiskDay } from '../../../../server/contract/persons.ts'
import { everyOf } from '../../../../server/domain/everyOf.ts'
import type { Outcome } from '../../../../server/domain/sessions/decision.ts'

const DAY_MS = 86_400_000
const SHOWN_DAYS = 90

/** The strongest first. */
const STRENGTH = everyOf<Outcome>()(['block', 'hold', 'warn', 'allow'])

export type ChartDay = {
  /** YYYY-MM-DD, UTC. */
  day: string
  /** In per cent; null: no session was decided on that day. */
  highest: number | null
  outcome: Outcome | null
}

/** @param since ISO 8601, from which on the server counted. */
export function chartDays(since: string, risk: readonly RiskDay[]): ChartDay[] {
  const byDay = new Map(risk.map((one) => [one.day, one]))
  return Array.from({ length: SHOWN_DAYS + 1 }, (_none, index) => {
    const day = new Date(Date.parse(since) + index * DAY_MS).toISOString().slice(0, 10)
    const found = byDay.get(day)
    return {
      day,
      highest: found === undefined ? null : 100 * found.maxScore,
      outcome: found === undefined ? null : strongest(found.outcomes),
    }
  })
}

export function strongest(outcomes: Readonly<Record<Outcome, number>>): Outcome | null {
  return STRENGTH.find((outcome) => outcomes[outcome] > 0) ?? null
}

/** The day that one looks at first: the one of the highest score, of equals the latest. */
export function dayOfHighest(risk: readonly RiskDay[]): string | null {
  const [highest] = risk.toSorted((a, b) => b.maxScore - a.maxScore || (a.day < b.day ? 1 : -1))
  return highest?.day ?? null
}
