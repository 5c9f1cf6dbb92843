/**
 * expire: what becomes of a session whose time has come. A received one is decided by rules alone, a hold
 * ends by its analyst's review or by policy, anything else times out. Safe to call from anywhere, any number of times.
 */
import { eventTimeOf, type Session } from '../../domain/sessions/session.ts'
import { failed } from '../../domain/sessions/transition.ts'
import type { Instant } from '../../domain/time.ts'
import type { RequestDependencies } from '../dependencies.ts'
import { isMoved, transact } from '../transact.ts'
import { ended } from './applyDecision.ts'
import { decideByRules } from './decideByRules.ts'
import { endDueHold } from './finishHold.ts'
import { moveSession } from './moveSession.ts'

/**
 * @param now event time of the session.
 * @returns whether this call changed the session.
 */
export async function expire(deps: RequestDependencies, session: Session, now: Instant): Promise<boolean> {
  switch (session.state) {
    case 'RECEIVED':
      return await decideByRules(deps, session)
    case 'HELD':
      return await endDueHold(deps, session, now)
    case 'AWAITING_CLAIM':
    case 'DELIVERED': {
      if (now < session.expiresAt) return false
      const move = ended(deps, failed('TIMEOUT'), now)
      return await isMoved(transact(deps, (tx) => moveSession(tx, session, move)))
    }
    case 'COMPLETE':
    case 'BLOCKED':
      return false
  }
}

/** For the sweeper, which knows the wall clock only. */
export async function expireDue(deps: RequestDependencies, session: Session): Promise<boolean> {
  return await expire(deps, session, eventTimeOf(session, deps.clock.now()))
}
