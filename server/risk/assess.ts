/** From facts and history to a decision: a pure function, the same live, in replay and in a report. */
import type { Decider, Decision } from '../domain/decision.ts'
import type { SessionFacts } from '../domain/facts.ts'
import { type HistoryAnswer, NO_HISTORY } from '../domain/history.ts'
import { decide } from './decide.ts'
import type { RiskEngine } from './engine.ts'
import { extractFeatures } from './features/registry.ts'
import { score } from './score.ts'

export function assess(
  facts: SessionFacts,
  history: HistoryAnswer,
  { ruleSet, settings }: RiskEngine,
  decidedBy: Decider = 'engine',
): Decision {
  const features = extractFeatures(facts, history)
  const scored = score(features, ruleSet, facts.stage)
  const { outcome, friction } = decide({ facts, scored, settings, decidedBy })
  return {
    stage: facts.stage,
    outcome,
    decidedBy,
    score: scored.score,
    reasons: scored.reasons,
    features,
    ruleSetVersion: ruleSet.version,
    modelVersion: null,
    friction,
  }
}

/** The fallback: what Postgres and the local lists know, without windows; signatures are warned always. */
export function assessWithoutHistory(facts: SessionFacts, engine: RiskEngine): Decision {
  return assess(facts, NO_HISTORY, engine, 'fallback')
}
