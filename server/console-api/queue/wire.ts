/** What the queue's routes answer, as JSON. Times are ISO 8601 of the wall clock. */
import type { Conflict, ErrorCode } from '../../errors.ts'
import type { SessionItemWire } from '../wire.ts'

/** `undoUntil` null: it has taken effect. */
export type ReviewedWire = { result: 'done'; takesEffectAt: string; undoUntil: string | null }

export type ReviewResultWire = { id: string } & (
  | ReviewedWire
  | { result: 'refused'; code: ErrorCode; message: string; conflict: Conflict | null }
)

export type PresenceWire = {
  assignee: { id: string; name: string; since: string; until: string } | null
  /** Everybody else who has it open. */
  viewers: { id: string; name: string }[]
}

/** The event `row`, and the answer to `next`: a row as the list has it. */
export type RowWire = SessionItemWire

export type SavedFilterWire = {
  id: string
  name: string
  query: { filter: Record<string, unknown>; sort: 'urgency' | 'newest' }
  shared: boolean
  /** The display name of who saved it. */
  by: string
  isOwn: boolean
}

/** Sessions of the past 30 days that share one thing with this one; `filter` lists them all. */
export type RelatedWire = {
  relation: 'address' | 'network' | 'tracking' | 'template' | 'phoneNetwork' | 'device' | 'relyingParty'
  filter: Record<string, unknown>
  sessions: number
  /** False: there are more. */
  isExact: boolean
  people: number
  newest: SessionItemWire[]
}
