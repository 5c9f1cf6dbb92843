/** How a session may go on: one table, from which the types of all transitions follow. */
import type { AccountId, SubjectId } from '../ids.ts'
import type { Instant } from '../time.ts'
import type { EndResult, Flow, InteractionType, Result, SessionState } from './session.ts'

/** The ways that a session may go, and no other; a trigger of the database refuses the same from anybody. */
export const NEXT_STATES = {
  AWAITING_CLAIM: ['RECEIVED', 'COMPLETE', 'BLOCKED'],
  RECEIVED: ['HELD', 'DELIVERED', 'COMPLETE', 'BLOCKED'],
  HELD: ['DELIVERED', 'COMPLETE', 'BLOCKED'],
  DELIVERED: ['COMPLETE', 'BLOCKED'],
  COMPLETE: [],
  BLOCKED: [],
} as const satisfies Record<SessionState, readonly SessionState[]>

export type NextState<From extends SessionState> = (typeof NEXT_STATES)[From][number]

/** The phone that claimed or acted, its address and the key of its network. */
export type PhoneEnd = { phoneAddress: string; phoneNetworkKey: string }

/** What becomes known when a session comes into a state. Times as in Session. */
type Arrival = {
  AWAITING_CLAIM: never
  RECEIVED: { flow: Flow; subjectId: SubjectId; accountId: AccountId; dueAt: Instant } & PhoneEnd
  HELD: { holdUntil: Instant; dueAt: Instant }
  DELIVERED: { deliveredAt: Instant; dueAt: Instant; interactionUsed?: InteractionType }
  COMPLETE: Ending & Result
  BLOCKED: Ending & { endResult: 'DOCUMENT_UNUSABLE' }
}
type Ending = { endedAt: Instant; visibleAt: Instant; accountId?: AccountId } & Partial<PhoneEnd>

/** A move into one of these states, with what must be known there. */
export type MoveTo<To extends SessionState> = { [State in To]: { to: State; set: Arrival[State] } }[To]

/** A move that a session in this state may make. */
export type MoveFrom<From extends SessionState> = MoveTo<NextState<From>>

/** An end without a result to show. */
export function failed(endResult: Exclude<EndResult, 'OK'>): Result {
  return { endResult, certificate: null, signature: null }
}
