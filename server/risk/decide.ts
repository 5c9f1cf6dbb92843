/** From a score to one of four outcomes. Lists and hard rules win over the score, the most severe first. */
import { type Decider, type Friction, mostSevere, type Outcome } from '../domain/decision.ts'
import type { ListMatch, SessionFacts } from '../domain/facts.ts'
import type { Scored } from './score.ts'
import type { RiskSettings } from './settings.ts'

type Question = {
  facts: Pick<SessionFacts, 'stage' | 'kind' | 'lists'>
  scored: Pick<Scored, 'score' | 'asked'>
  settings: RiskSettings
  decidedBy: Decider
}

export function decide(question: Question): { outcome: Outcome; friction: Friction | null } {
  const wanted = mostSevere([
    ...question.facts.lists.map((match) => match.effect),
    ...question.scored.asked,
    byScore(question),
    byFallback(question),
  ])
  const outcome = question.facts.stage === 'release' ? atRelease(wanted) : wanted
  return { outcome, friction: outcome === 'warn' ? frictionFor(question) : null }
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

function frictionFor({ facts, settings }: Question): Friction {
  return facts.kind === 'signature' ? settings.friction.signature : settings.friction.authentication
}
