/** What the console asks of sessions: a filter, an order and a page. */
import type { Decider, Outcome } from './decision.ts'
import type { RelyingPartyId, SessionId } from './ids.ts'
import type { SessionState } from './session.ts'
import type { Instant } from './time.ts'

/** `flagged`: warned, held or blocked. Event times, from included and to not. */
export type SessionFilter = {
  flagged?: boolean
  states?: SessionState[]
  outcomes?: Outcome[]
  relyingPartyId?: RelyingPartyId
  from?: Instant
  to?: Instant
  decidedBy?: Decider
}

/** `urgency`: held ones first, the next to run out on top, then by risk. `newest`: by id. */
export const SESSION_ORDERS = ['urgency', 'newest'] as const
export type SessionOrder = (typeof SESSION_ORDERS)[number]

/** The last row of the page before: what it was ordered by. */
export type SessionCursor = { held: boolean; weight: number; id: SessionId }

export type SessionPage = { order: SessionOrder; after: SessionCursor | null; limit: number }
