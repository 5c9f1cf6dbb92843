/**
 * score: the worker's story. Facts, history, features, rules, score, decision; then the decision takes
 * effect. Whoever comes late only adds evidence.
 */
import type { SessionId } from '../../domain/ids.ts'
import type { Session } from '../../domain/sessions/session.ts'
import type { RequestDependencies } from '../dependencies.ts'
import { claimingPhone } from '../phone/actingPhone.ts'
import { transact } from '../transact.ts'
import { applyDecision } from './applyDecision.ts'
import { assessStage } from './assessStage.ts'

export async function score(
  deps: RequestDependencies,
  sessionId: SessionId,
  outboxId: string,
): Promise<void> {
  const session = await deps.sessions.find(sessionId)
  if (session === null) return await deps.outbox.remove(outboxId)
  switch (session.state) {
    case 'AWAITING_CLAIM':
      return await screenUnclaimed(deps, session, outboxId)
    case 'RECEIVED':
      return await decide(deps, session, outboxId)
    case 'HELD':
    case 'DELIVERED':
    case 'COMPLETE':
    case 'BLOCKED':
      return await addEvidence(deps, session, outboxId)
  }
}

async function decide(deps: RequestDependencies, session: Session, outboxId: string): Promise<void> {
  const decision = await assessStage(deps, session, 'delivery', await claimingPhone(deps, session), 'count')
  const done = await applyDecision(deps, session, decision, outboxId)
  // Overtaken by the fallback: the row is still there, and the next delivery of the job adds the evidence.
  if (!done) await score(deps, session.id, outboxId)
}

/** Nobody has claimed the link: rules over the RP and the initiator may block it, nothing else is decided yet. */
async function screenUnclaimed(deps: RequestDependencies, session: Session, outboxId: string): Promise<void> {
  const decision = await assessStage(deps, session, 'delivery', null, 'read')
  if (decision.outcome !== 'block') return await deps.outbox.remove(outboxId)
  const done = await applyDecision(deps, session, decision, outboxId)
  if (!done) await deps.outbox.remove(outboxId)
}

/** A fallback decision is scored again with all that the engine knows; an engine's own is left alone. */
async function addEvidence(deps: RequestDependencies, session: Session, outboxId: string): Promise<void> {
  const decided = await deps.sessions.deliveryDecision(session.id)
  if (decided?.decidedBy !== 'fallback') return await deps.outbox.remove(outboxId)
  const late = await assessStage(deps, session, 'delivery', await claimingPhone(deps, session), 'count')
  await transact(deps, async (tx) => {
    await tx.sessions.addLateScore(session.id, late)
    await tx.outbox.remove(outboxId)
  })
}
