/**
 * Between the domain's Decision and a row of `decisions`. Numbers come back to the last bit: jsonb keeps every
 * digit, and a column of double precision is one.
 */

import type { SessionId } from '../../domain/ids.ts'
import type { Decision } from '../../domain/sessions/decision.ts'
import { toDate } from '../../domain/time.ts'
import type { TakenDecision } from '../../flow/request/moveSession.ts'
import { Prisma as PrismaSql } from '../database/generated/client.ts'
import type { DecisionModel } from '../database/generated/models.ts'
import { basis, features, friction, reasons, shadow } from './readModelJson.ts'

export function toDecisionRow(sessionId: SessionId, decision: TakenDecision) {
  return {
    ...decision,
    sessionId,
    friction: decision.friction ?? PrismaSql.DbNull,
    basis: decision.basis ?? PrismaSql.DbNull,
    shadow: decision.shadow ?? PrismaSql.DbNull,
    decidedAt: toDate(decision.decidedAt),
  }
}

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
