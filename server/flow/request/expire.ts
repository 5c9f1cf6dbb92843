/**
 * expire: what becomes of a session whose time has come. A received one is decided by rules alone, a hold
 * ends by its analyst's review or by policy, anything else times out. Safe to call from anywhere, any number of times.
 */
import type { Session } from '../../domain/sessions/session.ts'
import { eventTimeOf } from '../../domain/sessions/session.ts'
import type { Instant } from '../../domain/time.ts'
import type { Dependencies } from '../dependencies.ts'
import { enqueueNow } from '../enqueue.ts'
import { ended } from './applyDecision.ts'
import { decideByRules } from './decideByRules.ts'
import { endDueHold } from './finishHold.ts'

/**
 * @param now event time of the session.
 * @returns whether this call changed the session.
 */
export async function expire(deps: Dependencies, session: Session, now: Instant): Promise<boolean> {
  switch (session.state) {
    case 'RECEIVED':
      return await decideByRules(deps, session)
    case 'HELD':
      return await endDueHold(deps, session, now)
    case 'AWAITING_CLAIM':
    case 'DELIVERED': {
      if (now < session.expiresAt) return false
      const change = ended(deps, session, { endResult: 'TIMEOUT' }, now)
      const done = await deps.sessions.transition({
        id: session.id,
        from: session.state,
        attempt: session.attempt,
        ...change,
      })
      if (done) await enqueueNow(deps, change.outbox ?? [])
      return done
    }
    case 'COMPLETE':
    case 'BLOCKED':
      return false
  }
}

/** For the sweeper, which knows the wall clock only. */
export async function expireDue(deps: Dependencies, session: Session): Promise<boolean> {
  return await expire(deps, session, eventTimeOf(session, deps.clock.now()))
}
