import type { Decision } from '../../domain/sessions/decision.ts'
import type { SessionKind } from '../../domain/sessions/session.ts'
import type { Evidence } from '../makeDecision.ts'

/** What a stored decision was made of; null where it is older than the record of that. */
export function evidenceOf(decision: Decision, kind: SessionKind): Evidence | null {
  if (decision.basis === null) return null
  const { lists, suppressed, exploration } = decision.basis
  return {
    stage: decision.stage,
    kind,
    decidedBy: decision.decidedBy,
    features: decision.features,
    lists,
    suppressed: suppressed.map(({ ruleId }) => ruleId),
    explorationDraw: exploration.draw,
  }
}
