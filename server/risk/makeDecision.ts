/**
 * From a feature vector to a decision. Live traffic, replay and counterfactuals come through here, so that
 * the same evidence and the same engine give the same decision.
 */
import type {
  Decider,
  Decision,
  FeatureVector,
  ListMatch,
  ShadowEvidence,
  Stage,
} from '../domain/sessions/decision.ts'
import type { SessionKind } from '../domain/sessions/session.ts'
import { combineScores, type Scored } from './combineScores.ts'
import { type Decided, decide } from './decide.ts'
import type { Ensemble, RiskEngine } from './engine.ts'
import { evaluateRules, type RuleEvaluation, type RuleOutput } from './evaluateRules.ts'
import { scoreEnsemble } from './scoreEnsemble.ts'

/** Everything that a decision is made of besides the engine; a stored decision keeps all of it. */
export type Evidence = {
  stage: Stage
  kind: SessionKind
  decidedBy: Decider
  features: FeatureVector
  lists: ListMatch[]
  /** Ids of rules that must not count for this session. */
  suppressed: readonly string[]
  explorationDraw: number
}

export type DecisionMaker = Pick<RiskEngine, 'ruleSet' | 'champion' | 'challengers' | 'settings'>

export function makeDecision(evidence: Evidence, engine: DecisionMaker): Decision {
  const evaluation = evaluateRules(engine.ruleSet, evidence.features, evidence.stage, evidence.suppressed)
  const { champion, withoutModel } = championFor(evidence, engine)
  const output = champion === null ? null : scoreEnsemble(champion, evidence.features)
  const scoreWith = (rules: RuleOutput) => combineScores(engine.ruleSet.prior, rules, champion, output)
  const scored = scoreWith(evaluation.live)
  const decided = decideOn(evidence, engine, scored)
  return {
    stage: evidence.stage,
    outcome: decided.outcome,
    decidedBy: evidence.decidedBy,
    score: scored.score,
    reasons: scored.reasons,
    features: evidence.features,
    ruleSetVersion: engine.ruleSet.version,
    modelVersion: scored.modelVersion,
    friction: decided.friction,
    basis: {
      base: scored.base,
      settings: engine.settings,
      lists: evidence.lists,
      suppressed: evaluation.suppressed,
      withoutModel: withoutModel ?? scored.withoutModel,
      exploration: { draw: evidence.explorationDraw, applied: decided.explored },
    },
    shadow: shadowOf(evidence, engine, evaluation, scoreWith),
  }
}

/** The fallback is rules alone (design, Failing). */
function championFor({ decidedBy }: Evidence, { champion }: DecisionMaker) {
  if (champion === null || decidedBy === 'engine') return { champion, withoutModel: null }
  return { champion: null, withoutModel: 'fallback' }
}

function decideOn(evidence: Evidence, { settings }: DecisionMaker, scored: Scored): Decided {
  const { decidedBy, explorationDraw } = evidence
  return decide({ facts: evidence, scored, settings, decidedBy, explorationDraw })
}

function shadowOf(
  evidence: Evidence,
  engine: DecisionMaker,
  { live, shadow }: RuleEvaluation,
  scoreWith: (rules: RuleOutput) => Scored,
): ShadowEvidence | null {
  const challengers = evidence.decidedBy === 'engine' ? engine.challengers : []
  const held = shadow.reasons.length > 0
  if (!held && challengers.length === 0) return null
  return {
    rules: held ? inShadow(evidence, engine, live, shadow, scoreWith) : null,
    challengers: challengers.map((challenger) => challenge(evidence, engine, live, challenger)),
  }
}

function inShadow(
  evidence: Evidence,
  engine: DecisionMaker,
  live: RuleOutput,
  shadow: RuleOutput,
  scoreWith: (rules: RuleOutput) => Scored,
): NonNullable<ShadowEvidence['rules']> {
  const scored = scoreWith({
    reasons: [...live.reasons, ...shadow.reasons],
    hardOutcomes: [...live.hardOutcomes, ...shadow.hardOutcomes],
  })
  const { outcome } = decideOn(evidence, engine, scored)
  return { ruleIds: shadow.reasons.map((reason) => reason.ruleId), score: scored.score, outcome }
}

function challenge(
  evidence: Evidence,
  engine: DecisionMaker,
  live: RuleOutput,
  challenger: Ensemble,
): ShadowEvidence['challengers'][number] {
  const { version } = challenger
  const scored = combineScores(
    engine.ruleSet.prior,
    live,
    challenger,
    scoreEnsemble(challenger, evidence.features),
  )
  if (scored.withoutModel !== null) return { version, missing: scored.withoutModel }
  return { version, score: scored.score, outcome: decideOn(evidence, engine, scored).outcome }
}
