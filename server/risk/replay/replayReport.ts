/**
 * What would have come of other rules, another model or other thresholds: fed session by session, so that
 * months of them need not be in memory, and told at the end as figures with their intervals.
 */
import {
  type Decision,
  isInterrupted,
  type OUTCOMES,
  type Outcome,
  type Stage,
} from '../../domain/sessions/decision.ts'
import { DAY_MS, type Instant } from '../../domain/time.ts'
import { bootstrapMean, type Interval, wilson } from '../intervals.ts'
import { differences, replayDecision } from './replayDecision.ts'
import { createScoreCurve, type Remade, type ScoreCurve } from './scoreCurve.ts'
import type { StoredSession } from './storedSession.ts'
import type { Replacement, Versions } from './versions.ts'

/** From the outcome that was to the one that would have been. */
export type Matrix = Record<Outcome, Record<Outcome, number>>
/** A figure by what was, by what would have been, and their difference. */
export type Compared = { before: Figure; after: Figure; change: Figure }
export type Figure = { value: number; interval: Interval | null }
export type Share = { hits: number; of: number; interval: Interval | null }

export type ReplayReport = {
  from: Instant
  to: Instant
  sessions: number
  decisions: number
  /** Decisions that could not be made again, by why. */
  refused: { why: string; decisions: number }[]
  /** Made again and the same in everything, to the last bit. */
  identical: number
  /** By the part in which they differ. */
  different: Record<string, number>
  /** Decisions whose outcome changes. */
  changed: Share
  matrix: Record<Stage, Matrix>
  /** A case is one person's day with anything held or blocked. */
  casesADay: Compared
  casesAnHour: number
  analystHoursADay: Compared
  /** Share of the hours that analysts have, 1 is all of them; null where nobody said how many they have. */
  analystLoad: Compared | null
  /** People with anything warned about, held or blocked on a day. */
  peopleInterruptedADay: Compared
  /** Of sessions known to be fraud: interrupted before and after, newly missed, newly caught. */
  fraud: { known: number; before: Share; after: Share; newlyMissed: Share; newlyCaught: Share }
  /** Of sessions known not to be fraud. */
  honest: { known: number; before: Share; after: Share }
  /** Features that the replacing rules read and that stored vectors lack: such rules do not fire there. */
  featuresNotStored: string[]
  notes: string[]
  /** Of the decisions made again: what any other thresholds would do. */
  curve: ScoreCurve
}

type Day = Record<'before' | 'after', { cases: Set<string>; interrupted: Set<string> }>
type Effect = { stopped: boolean; interrupted: boolean }

const SEED = 20_261_103

export const REPLAY_NOTES = [
  'Replayed from stored feature vectors, which hold every window as it was read: exact for the same rules, model and settings.',
  'Windows recomputed from the history would be approximate: shared entities are counted in buckets, and distinct people by sketches.',
  'What people and criminals would have done after another decision is not known: later vectors stay as they were.',
] as const

export type ReplayQuestion = {
  from: Instant
  to: Instant
  versions: Versions
  replacement: Replacement
  /** Pace of an analyst: cases an hour. */
  casesAnHour: number
  /** Hours that all analysts together have for cases on a day. */
  hoursADay?: number
}

export function createReplay(question: ReplayQuestion) {
  const { from, to, versions, replacement, casesAnHour, hoursADay } = question
  const days = new Map<number, Day>()
  const refused = new Map<string, number>()
  const different: Record<string, number> = {}
  const matrix: Record<Stage, Matrix> = { delivery: emptyMatrix(), release: emptyMatrix() }
  const fraud = { known: 0, before: 0, after: 0, newlyMissed: 0, newlyCaught: 0 }
  const honest = { known: 0, before: 0, after: 0 }
  const wanted = [...new Set(replacement.ruleSet?.rules.flatMap((rule) => rule.reads) ?? [])]
  const notStored = new Set<string>()
  const curve = createScoreCurve()
  let [sessions, decisions, identical, changed] = [0, 0, 0, 0]

  /** The pairs of a session; none where one of its decisions cannot be made again. */
  function remake({ decisions, kind }: StoredSession): (Remade & { stored: Decision })[] {
    const pairs = decisions.map((stored) => ({
      stored,
      ...replayDecision(stored, kind, versions, replacement),
    }))
    const whole = pairs.flatMap((pair) => ('remade' in pair ? [pair] : []))
    for (const pair of pairs)
      if ('refused' in pair) refused.set(pair.refused, (refused.get(pair.refused) ?? 0) + 1)
    return whole.length === pairs.length ? whole : []
  }

  function compare(stored: Decision, remade: Decision): void {
    decisions += 1
    matrix[stored.stage][stored.outcome][remade.outcome] += 1
    for (const name of wanted) if (!(name in stored.features)) notStored.add(name)
    if (stored.outcome !== remade.outcome) changed += 1
    const parts = differences(stored, remade)
    if (parts.length === 0) identical += 1
    for (const part of parts) different[part] = (different[part] ?? 0) + 1
  }

  function judge(session: StoredSession, before: Effect, after: Effect): void {
    if (session.fraud === null) return
    const known = session.fraud ? fraud : honest
    known.known += 1
    if (before.interrupted) known.before += 1
    if (after.interrupted) known.after += 1
    if (session.fraud && before.interrupted && !after.interrupted) fraud.newlyMissed += 1
    if (session.fraud && !before.interrupted && after.interrupted) fraud.newlyCaught += 1
  }

  return {
    add(session: StoredSession): void {
      const pairs = remake(session)
      if (pairs.length === 0) return
      sessions += 1
      for (const { stored, remade } of pairs) compare(stored, remade)
      const before = effectOf(pairs.map(({ stored }) => stored))
      const after = effectOf(pairs.map(({ remade }) => remade))
      const day = dayOf(days, session.occurredAt)
      // Where nobody claimed the link, the session stands for the person.
      const person = session.subjectId ?? session.sessionId
      count(day.before, person, before)
      count(day.after, person, after)
      judge(session, before, after)
      curve.add({ ...session, person }, pairs)
    },

    report(): ReplayReport {
      const all = daysWithin(days, from, to)
      const cases = all.map((day) => [day.before.cases.size, day.after.cases.size] as const)
      const interrupted = all.map((day) => [day.before.interrupted.size, day.after.interrupted.size] as const)
      const hours = cases.map(([before, after]) => [before / casesAnHour, after / casesAnHour] as const)
      const ofFraud = (hits: number) => shareOf(hits, fraud.known)
      const ofHonest = (hits: number) => shareOf(hits, honest.known)
      return {
        from,
        to,
        sessions,
        decisions,
        refused: [...refused].map(([why, count]) => ({ why, decisions: count })),
        identical,
        different,
        changed: shareOf(changed, decisions),
        matrix,
        casesADay: comparedOf(cases),
        casesAnHour,
        analystHoursADay: comparedOf(hours),
        analystLoad: hoursADay === undefined ? null : comparedOf(shareOfHours(hours, hoursADay)),
        peopleInterruptedADay: comparedOf(interrupted),
        fraud: {
          known: fraud.known,
          before: ofFraud(fraud.before),
          after: ofFraud(fraud.after),
          newlyMissed: ofFraud(fraud.newlyMissed),
          newlyCaught: ofFraud(fraud.newlyCaught),
        },
        honest: { known: honest.known, before: ofHonest(honest.before), after: ofHonest(honest.after) },
        featuresNotStored: [...notStored].sort(),
        notes: [...REPLAY_NOTES],
        curve: curve.curve(all.length),
      }
    },
  }
}

function emptyMatrix(): Matrix {
  const row = () => ({ allow: 0, warn: 0, hold: 0, block: 0 })
  return { allow: row(), warn: row(), hold: row(), block: row() } satisfies Record<
    (typeof OUTCOMES)[number],
    unknown
  >
}

/** Both stages together: whatever either did to the person. */
function effectOf(decisions: readonly Decision[]): Effect {
  return {
    stopped: decisions.some(({ outcome }) => outcome === 'hold' || outcome === 'block'),
    interrupted: decisions.some(({ outcome }) => isInterrupted(outcome)),
  }
}

function dayOf(days: Map<number, Day>, at: Instant): Day {
  const number = Math.floor(at / DAY_MS)
  const found = days.get(number) ?? emptyDay()
  days.set(number, found)
  return found
}

function emptyDay(): Day {
  const counts = () => ({ cases: new Set<string>(), interrupted: new Set<string>() })
  return { before: counts(), after: counts() }
}

function count(day: Day['before'], person: string, { stopped, interrupted }: Effect): void {
  if (stopped) day.cases.add(person)
  if (interrupted) day.interrupted.add(person)
}

/** Every day (UTC) of the period, also those on which nothing happened. */
function daysWithin(days: Map<number, Day>, from: Instant, to: Instant): Day[] {
  const [first, end] = [Math.floor(from / DAY_MS), Math.ceil(to / DAY_MS)]
  return Array.from({ length: Math.max(0, end - first) }, (_, index) => days.get(first + index) ?? emptyDay())
}

function comparedOf(days: readonly (readonly [number, number])[]): Compared {
  return {
    before: figureOf(days.map(([before]) => before)),
    after: figureOf(days.map(([, after]) => after)),
    change: figureOf(days.map(([before, after]) => after - before)),
  }
}

function shareOfHours(hours: readonly (readonly [number, number])[], hoursADay: number) {
  return hours.map(([before, after]) => [before / hoursADay, after / hoursADay] as const)
}

function figureOf(values: readonly number[]): Figure {
  const sum = values.reduce((total, one) => total + one, 0)
  return { value: values.length === 0 ? 0 : sum / values.length, interval: bootstrapMean(values, SEED) }
}

function shareOf(hits: number, of: number): Share {
  return { hits, of, interval: wilson(hits, of) }
}
