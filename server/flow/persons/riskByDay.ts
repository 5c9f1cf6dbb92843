/** How a person's risk went, day by day, and what raised or lowered it (pure). */
import type { Outcome } from '../../domain/decision.ts'
import { groupBy } from '../../domain/groupBy.ts'
import { DAY_MS, type Instant, toInstant } from '../../domain/time.ts'
import type { PersonSession } from '../../stores/personPage.ts'

/** A reason's code with the log-odds that it added over the day's sessions, on average over them. */
export type DayReason = { code: string; contribution: number; sessions: number }

export type RiskDay = {
  /** Its start, in UTC. */
  day: Instant
  sessions: number
  /** Of the decisions before delivery. */
  maxScore: number
  meanScore: number
  outcomes: Record<Outcome, number>
  /** The strongest first, at most REASONS_NAMED each. */
  raised: DayReason[]
  lowered: DayReason[]
}

const REASONS_NAMED = 3

type Decided = PersonSession & { score: number; outcome: Outcome }

/** Days without a decision are left out; the oldest comes first. */
export function riskByDay(sessions: readonly PersonSession[]): RiskDay[] {
  const byDay = groupBy(sessions.filter(isDecided), ({ occurred_at }) => startOfDay(occurred_at))
  return [...byDay].map(([day, decided]) => toDay(day, decided)).toSorted((a, b) => a.day - b.day)
}

function isDecided(session: PersonSession): session is Decided {
  return session.score !== null && session.outcome !== null
}

function startOfDay(at: Instant): Instant {
  return toInstant(Math.floor(at / DAY_MS) * DAY_MS)
}

function toDay(day: Instant, decided: readonly Decided[]): RiskDay {
  const scores = decided.map((session) => session.score)
  const outcomes: Record<Outcome, number> = { allow: 0, warn: 0, hold: 0, block: 0 }
  for (const { outcome } of decided) outcomes[outcome] += 1
  const reasons = reasonsOf(decided)
  return {
    day,
    sessions: decided.length,
    maxScore: Math.max(...scores),
    meanScore: scores.reduce((sum, score) => sum + score, 0) / scores.length,
    outcomes,
    raised: reasons.filter((one) => one.contribution > 0).slice(0, REASONS_NAMED),
    lowered: reasons
      .filter((one) => one.contribution < 0)
      .toReversed()
      .slice(0, REASONS_NAMED),
  }
}

/** From what raised most to what lowered most. Calibration is arithmetic and no cause. */
function reasonsOf(decided: readonly Decided[]): DayReason[] {
  const sums = new Map<string, { sum: number; sessions: number }>()
  for (const { reasons } of decided) {
    for (const { source, code, contribution } of reasons ?? []) {
      if (source === 'calibration' || source === 'remainder') continue
      const { sum, sessions } = sums.get(code) ?? { sum: 0, sessions: 0 }
      sums.set(code, { sum: sum + contribution, sessions: sessions + 1 })
    }
  }
  return [...sums]
    .map(([code, { sum, sessions }]) => ({ code, contribution: sum / decided.length, sessions }))
    .toSorted((a, b) => b.contribution - a.contribution)
}
