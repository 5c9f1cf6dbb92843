/**
 * The fallback of the design: rules only, over what Postgres and the local lists know, marked as such. A
 * signature is always warned about. The session's outbox row stays, so that a worker scores it again later.
 */
import type { Session } from '../../domain/sessions/session.ts'
import { assessWithoutHistory } from '../../risk/assess.ts'
import type { RequestDependencies } from '../dependencies.ts'
import { claimingPhone } from '../phone/actingPhone.ts'
import { applyDecision } from './applyDecision.ts'
import { gatherFacts } from './gatherFacts.ts'

/** @returns whether this call decided the session. */
export async function decideByRules(deps: RequestDependencies, session: Session): Promise<boolean> {
  const facts = await gatherFacts(deps, session, 'delivery', await claimingPhone(deps, session))
  const decision = assessWithoutHistory(facts, deps.engines.current())
  const decided = await applyDecision(deps, session, decision)
  if (decided) deps.log.warn({ sessionId: session.id, outcome: decision.outcome }, 'decided by the fallback')
  return decided
}
