/** From facts and history to a decision: a pure function, the same live, in replay and in a report. */
import type { Decider, Decision } from '../domain/sessions/decision.ts'
import type { SessionFacts } from '../domain/sessions/facts.ts'
import { type HistoryAnswer, NO_HISTORY } from '../domain/sessions/history.ts'
import type { RiskEngine } from './engine.ts'
import { explorationDraw } from './explorationDraw.ts'
import { extractFeatures } from './features/registry.ts'
import { makeDecision } from './makeDecision.ts'
import { suppressedRules } from './suppress.ts'

export function assess(
  facts: SessionFacts,
  history: HistoryAnswer,
  engine: RiskEngine,
  decidedBy: Decider = 'engine',
): Decision {
  const evidence = {
    stage: facts.stage,
    kind: facts.kind,
    decidedBy,
    features: extractFeatures(facts, history),
    lists: facts.lists,
    suppressed: suppressedRules(facts, engine.suppressions),
    explorationDraw: explorationDraw(facts.sessionId),
  }
  return makeDecision(evidence, engine)
}

/** The fallback: what Postgres and the local lists know, without windows; signatures are warned always. */
export function assessWithoutHistory(facts: SessionFacts, engine: RiskEngine): Decision {
  return assess(facts, NO_HISTORY, engine, 'fallback')
}
