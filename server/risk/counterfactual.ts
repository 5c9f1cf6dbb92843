/** The single circumstance that would have changed a decision most: for the console, never while deciding. */
import { type Outcome, SEVERITY } from '../domain/sessions/decision.ts'
import { CIRCUMSTANCES, inCircumstance } from './circumstances.ts'
import { type DecisionMaker, type Evidence, makeDecision } from './makeDecision.ts'

export type Counterfactual = {
  circumstance: string
  /** "Had the person used this browser before, the request would have been allowed." */
  sentence: string
  outcome: Outcome
  score: number
}

const WOULD = {
  allow: 'the request would have been allowed',
  warn: 'the person would have been warned',
  hold: 'the request would have been held',
  block: 'the request would have been blocked',
} as const satisfies Record<Outcome, string>

/** Null where no single circumstance leads to a milder outcome. */
export function counterfactual(evidence: Evidence, engine: DecisionMaker): Counterfactual | null {
  // What is in shadow decides nothing, here either.
  const maker = { ...engine, challengers: [] }
  let best: Counterfactual | null = null
  let severity: number = SEVERITY[makeDecision(evidence, maker).outcome]
  for (const circumstance of CIRCUMSTANCES) {
    const features = inCircumstance(evidence.features, circumstance)
    if (features === null) continue
    const { outcome, score } = makeDecision({ ...evidence, features }, maker)
    const isMilder = SEVERITY[outcome] < severity
    const isAsMild = best !== null && outcome === best.outcome && score < best.score
    if (!isMilder && !isAsMild) continue
    const sentence: string = `${circumstance.sentence}, ${WOULD[outcome]}.`
    best = { circumstance: circumstance.id, sentence, outcome, score }
    severity = SEVERITY[outcome]
  }
  return best
}
