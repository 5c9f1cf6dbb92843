/** Decides by hand what the engine decides otherwise, so that a test is about the console alone. */

import type { SessionId } from '../../../server/domain/ids.ts'
import type { Decision, Outcome } from '../../../server/domain/sessions/decision.ts'
import { applyDecision } from '../../../server/flow/request/applyDecision.ts'
import type { Service } from '../../support/startService.ts'

const FRICTION = { secondStep: true, waitSeconds: 5, codeChoice: false }

export async function decideByHand(
  service: Service,
  sessionId: SessionId,
  given: { outcome: Outcome; score: number } & Partial<Decision>,
): Promise<void> {
  const session = await service.deps.sessions.find(sessionId)
  if (session === null) throw new Error('no such session')
  const settled = await applyDecision(service.deps, session, {
    stage: 'delivery',
    decidedBy: 'engine',
    reasons: [],
    features: { subjectRequests24h: { value: 3 }, wrongPins: { missing: 'notTold' } },
    ruleSetVersion: 'by-hand',
    modelVersion: null,
    friction: given.outcome === 'warn' ? FRICTION : null,
    basis: null,
    shadow: null,
    ...given,
  })
  if (!settled) throw new Error('somebody else decided')
}
