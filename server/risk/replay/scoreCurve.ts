/**
 * The score curve of a replay: enough to tell what any thresholds would do, without another replay. What stands
 * whatever the score says (lists, rules with an outcome, the release) is a session's floor; the score raises it.
 */
import { type Decision, mostSevere, type OUTCOMES, type Outcome } from '../../domain/sessions/decision.ts'
import type { KnownAs } from '../../domain/sessions/label.ts'
import type { SessionKind } from '../../domain/sessions/session.ts'
import { DAY_MS, type Instant } from '../../domain/time.ts'
import { decide } from '../decide.ts'
import type { RuleSet } from '../rules/rule.ts'
import { evidenceOf } from './evidenceOf.ts'

/** Bin i holds scores from i / 200 to below (i + 1) / 200: thresholds at such steps are told exactly. */
export const CURVE_BINS = 200

/** Counts by floor, then by bin. Where the score has no say, the bin is the first. */
export type ScoreBins = Record<Outcome, number[]>

export type ScoreCurve = {
  sessions: Record<KnownAs, ScoreBins>
  /**
   * People's days (UTC) by their highest floor and highest score: a case is a person's day with anything held or
   * blocked. Days in the first bin that nothing else stops are left out: only a threshold of 0 would count them.
   */
  personDays: ScoreBins
  /** Days of the period. */
  days: number
}

export type Remade = { remade: Decision; ruleSet: Pick<RuleSet, 'rules'> }
type Place = { floor: Outcome; bin: number }

/** Above every score, and below. */
const NEVER = 2
const ALWAYS = -1

export function createScoreCurve() {
  const sessions = { fraud: emptyBins(), genuine: emptyBins(), unknown: emptyBins() }
  const people = new Map<string, Place>()

  return {
    /** @param person a name that is one person's. */
    add(
      session: { kind: SessionKind; occurredAt: Instant; person: string; fraud: boolean | null },
      decisions: readonly Remade[],
    ): void {
      const place = highest(decisions.map((decision) => placeOf(decision, session.kind)))
      countOne(sessions[knownAs(session.fraud)], place)
      if (place.floor === 'allow' && place.bin === 0) return
      const day = `${Math.floor(session.occurredAt / DAY_MS)} ${session.person}`
      people.set(day, highest([place, people.get(day) ?? place]))
    },

    curve(days: number): ScoreCurve {
      const personDays = emptyBins()
      for (const place of people.values()) countOne(personDays, place)
      return { sessions, personDays, days }
    },
  }
}

function emptyBins(): ScoreBins {
  const bins = () => new Array<number>(CURVE_BINS).fill(0)
  return { allow: bins(), warn: bins(), hold: bins(), block: bins() } satisfies Record<
    (typeof OUTCOMES)[number],
    unknown
  >
}

function countOne(bins: ScoreBins, { floor, bin }: Place): void {
  bins[floor][bin] = (bins[floor][bin] ?? 0) + 1
}

function knownAs(fraud: boolean | null): KnownAs {
  if (fraud === null) return 'unknown'
  return fraud ? 'fraud' : 'genuine'
}

function highest(places: readonly Place[]): Place {
  return {
    floor: mostSevere(places.map(({ floor }) => floor)),
    bin: Math.max(0, ...places.map(({ bin }) => bin)),
  }
}

/** The release has a threshold of its own, which the curve leaves as it is: what it blocked stays blocked. */
function placeOf({ remade, ruleSet }: Remade, kind: SessionKind): Place {
  if (remade.stage === 'release') return { floor: remade.outcome, bin: 0 }
  const floor = decidedAt(NEVER, { remade, ruleSet }, kind)
  const scoreCounts = decidedAt(ALWAYS, { remade, ruleSet }, kind) === 'block'
  return { floor, bin: scoreCounts ? binOf(remade.score) : 0 }
}

/** What would be decided with every threshold at `threshold`, and nothing held to learn from it. */
function decidedAt(threshold: number, { remade, ruleSet }: Remade, kind: SessionKind): Outcome {
  const evidence = evidenceOf(remade, kind)
  if (evidence === null || remade.basis === null) throw new RangeError('a decision made again has a basis')
  const settings = {
    ...remade.basis.settings,
    warnAt: threshold,
    holdAt: threshold,
    blockAt: threshold,
    explorationShare: 0,
  }
  const scored = { score: remade.score, hardOutcomes: hardOutcomesOf(remade, ruleSet) }
  const { decidedBy, explorationDraw } = evidence
  return decide({ facts: evidence, scored, settings, decidedBy, explorationDraw }).outcome
}

/** What the rules with an outcome that counted ask for. */
function hardOutcomesOf({ reasons }: Decision, { rules }: Pick<RuleSet, 'rules'>): Outcome[] {
  return reasons.flatMap((reason) => {
    if (reason.source !== 'rule') return []
    const rule = rules.find(({ id, state }) => id === reason.ruleId && state === 'live')
    return rule?.effect.kind === 'outcome' ? [rule.effect.outcome] : []
  })
}

/** Compared with the edges themselves: 0.29 · 200 is a little less than 58. */
export function binOf(score: number): number {
  const near = Math.min(CURVE_BINS - 1, Math.max(0, Math.floor(score * CURVE_BINS)))
  if (near + 1 < CURVE_BINS && score >= (near + 1) / CURVE_BINS) return near + 1
  return near > 0 && score < near / CURVE_BINS ? near - 1 : near
}
