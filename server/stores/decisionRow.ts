/** A row of `decisions` as the domain's Decision: numbers come back to the last bit, for jsonb keeps them exactly. */
import type { Decision } from '../domain/decision.ts'
import type { DecisionModel } from './generated/models.ts'
import { basis, features, friction, reasons, shadow } from './readModelJson.ts'

/** @throws ZodError where the row holds what no decision does. */
export function toDecision(row: DecisionModel): Decision {
  return {
    stage: row.stage,
    outcome: row.outcome,
    decidedBy: row.decidedBy,
    score: row.score,
    reasons: reasons.parse(row.reasons),
    features: features.parse(row.features),
    friction: row.friction === null ? null : friction.parse(row.friction),
    ruleSetVersion: row.ruleSetVersion,
    modelVersion: row.modelVersion,
    basis: row.basis === null ? null : basis.parse(row.basis),
    shadow: row.shadow === null ? null : shadow.parse(row.shadow),
  }
}
