/** From a score to one of four outcomes. Lists and hard rules win over the score, the most severe first. */
import {
  type Decider,
  type Friction,
  type ListMatch,
  mostSevere,
  type Outcome,
  type RiskSettings,
} from '../domain/sessions/decision.ts'
import type { SessionFacts } from '../domain/sessions/facts.ts'
import type { Scored } from './combineScores.ts'

export type Question = {
  facts: Pick<SessionFacts, 'stage' | 'kind' | 'lists'>
  scored: Pick<Scored, 'score' | 'hardOutcomes'>
  settings: RiskSettings
  decidedBy: Decider
  /** 0 to 1, by the session's id: below the exploration's share, what the score alone would block is held. */
  explorationDraw: number
}

export type Decided = { outcome: Outcome; friction: Friction | null; explored: boolean }

export function decide(question: Question): Decided {
  const { facts, scored } = question
  const hard = mostSevere([...facts.lists.map((match) => match.effect), ...scored.hardOutcomes])
  const wanted = mostSevere([hard, byScore(question), byFallback(question)])
  if (facts.stage === 'release') return { outcome: atRelease(wanted), friction: null, explored: false }
  const explored = wanted === 'block' && hard !== 'block' && isDrawn(question)
  const outcome = explored ? 'hold' : wanted
  return { outcome, friction: outcome === 'warn' ? frictionFor(question) : null, explored }
}

/** An entry that allows takes the score's word away, not that of other entries or of hard rules. */
function byScore({ facts, scored, settings }: Question): Outcome {
  if (facts.lists.some(allows)) return 'allow'
  if (facts.stage === 'release') return scored.score >= settings.releaseBlockAt ? 'block' : 'allow'
  if (scored.score >= settings.blockAt) return 'block'
  if (scored.score >= settings.holdAt) return 'hold'
  return scored.score >= settings.warnAt ? 'warn' : 'allow'
}

/** Rules alone know little: whoever signs then is warned always (design, Failing). */
function byFallback({ facts, decidedBy }: Question): Outcome {
  return decidedBy === 'fallback' && facts.kind === 'signature' ? 'warn' : 'allow'
}

/** The person has confirmed already: nothing is left to warn of or to wait for. */
function atRelease(wanted: Outcome): Outcome {
  return wanted === 'block' ? 'block' : 'allow'
}

function allows(match: ListMatch): boolean {
  return match.effect === 'allow'
}

/** The fallback's score says little, so there is little to learn from it. */
function isDrawn({ settings, decidedBy, explorationDraw }: Question): boolean {
  return decidedBy === 'engine' && explorationDraw < settings.explorationShare
}

function frictionFor({ facts, settings }: Question): Friction {
  return facts.kind === 'signature' ? settings.friction.signature : settings.friction.authentication
}
