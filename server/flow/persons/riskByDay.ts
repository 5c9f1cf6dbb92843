/** How a person's risk went, day by day, and what raised or lowered it (pure). */

import { groupBy } from '../../domain/groupBy.ts'
import type { Outcome, Reason } from '../../domain/sessions/decision.ts'
import { DAY_MS, type Instant, toInstant } from '../../domain/time.ts'
import type { PersonSession } from './ports.ts'

/** A reason's code and sentence with the log-odds that it added over the day's sessions, on average over them. */
export type DayReason = { code: string; sentence: string; contribution: number; sessions: number }

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

/** What counts as a cause. Calibration is arithmetic; the remainder has no name. */
type Cause = Exclude<Reason, { source: 'calibration' | 'remainder' }>
type InWords = (reason: Cause) => string

/**
 * Days without a decision are left out; the oldest comes first.
 * @param inWords a reason's sentence.
 */
export function riskByDay(sessions: readonly PersonSession[], inWords: InWords): RiskDay[] {
  const byDay = groupBy(sessions.filter(isDecided), ({ occurredAt }) => startOfDay(occurredAt))
  return [...byDay].map(([day, decided]) => toDay(day, decided, inWords)).toSorted((a, b) => a.day - b.day)
}

function isDecided(session: PersonSession): session is Decided {
  return session.score !== null && session.outcome !== null
}

function startOfDay(at: Instant): Instant {
  return toInstant(Math.floor(at / DAY_MS) * DAY_MS)
}

function toDay(day: Instant, decided: readonly Decided[], inWords: InWords): RiskDay {
  const scores = decided.map((session) => session.score)
  const outcomes: Record<Outcome, number> = { allow: 0, warn: 0, hold: 0, block: 0 }
  for (const { outcome } of decided) outcomes[outcome] += 1
  const reasons = reasonsOf(decided, inWords)
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

/** From what raised most to what lowered most. */
function reasonsOf(decided: readonly Decided[], inWords: InWords): DayReason[] {
  const sums = new Map<string, { sum: number; sessions: number; sentence: string }>()
  for (const { reasons } of decided) {
    for (const reason of reasons ?? []) {
      if (reason.source === 'calibration' || reason.source === 'remainder') continue
      const { code, contribution } = reason
      const { sum, sessions, sentence } = sums.get(code) ?? {
        sum: 0,
        sessions: 0,
        sentence: inWords(reason),
      }
      sums.set(code, { sum: sum + contribution, sessions: sessions + 1, sentence })
    }
  }
  return [...sums]
    .map(([code, { sum, ...rest }]) => ({ code, ...rest, contribution: sum / decided.length }))
    .toSorted((a, b) => b.contribution - a.contribution)
}
