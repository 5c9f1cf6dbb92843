/** Decisions as they lie in Postgres, written by hand: a history that a test can count on its fingers. */

import type { FeatureName } from '../../../server/domain/features/feature.ts'
import type { SessionId } from '../../../server/domain/ids.ts'
import type { Outcome, Stage } from '../../../server/domain/sessions/decision.ts'
import type { Service } from '../../support/startService.ts'

export type StoredDecision = {
  sessionId: SessionId
  at: string
  outcome: Outcome
  score: number
  /** Rule id and contribution; null: a reason that is no rule's. */
  reasons?: readonly (readonly [string | null, number])[]
  stage?: Stage
  decidedBy?: 'engine' | 'fallback'
  ruleSetVersion?: string
  lists?: readonly Outcome[]
  /** Written before decisions kept what they were made of. */
  withoutBasis?: boolean
  shadowRules?: readonly string[]
}

export async function storeDecision({ prisma }: Service, decision: StoredDecision): Promise<void> {
  const reasons = (decision.reasons ?? []).map(([ruleId, contribution]) => ({
    code: 'BY_HAND',
    contribution,
    ...(ruleId === null
      ? { source: 'model', feature: 'amount' satisfies FeatureName, value: 3 }
      : { source: 'rule', ruleId }),
  }))
  const basis =
    decision.withoutBasis === true
      ? null
      : JSON.stringify({
          settings: { warnAt: 0.5, holdAt: 0.85, blockAt: 0.975, releaseBlockAt: 0.98 },
          lists: (decision.lists ?? []).map((effect) => ({ listKind: 'address', effect, entryId: 'entry' })),
        })
  const shadow =
    decision.shadowRules === undefined ? null : JSON.stringify({ rules: { ruleIds: decision.shadowRules } })
  const friction =
    decision.outcome === 'warn' ? '{"secondStep":true,"waitSeconds":5,"codeChoice":false}' : null
  await prisma.$executeRaw`
    INSERT INTO decisions (session_id, stage, outcome, decided_by, score, friction, reasons, features, rule_set_version,
                           decided_at, took_ms, basis, shadow)
    VALUES (${decision.sessionId}::uuid, ${decision.stage ?? 'delivery'}::stage, ${decision.outcome}::outcome,
            ${decision.decidedBy ?? 'engine'}::decider, ${decision.score}, ${friction}::jsonb,
            ${JSON.stringify(reasons)}::jsonb, '{}',
            ${decision.ruleSetVersion ?? 'by-hand'}, ${decision.at}::timestamptz, 1, ${basis}::jsonb, ${shadow}::jsonb)`
}
