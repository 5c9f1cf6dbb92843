/** List entries: what is known to be bad or good, with effect, reason, author and expiry. */

import type { ConsoleUserId, Id } from './ids.ts'
import type { Outcome } from './sessions/decision.ts'
import type { Instant } from './time.ts'

export const LIST_KINDS = ['address', 'network', 'device', 'subject', 'relyingParty', 'text'] as const
export type ListKind = (typeof LIST_KINDS)[number]

export type ListEntryId = Id<'listEntry'>

export type ListEntry = {
  id: ListEntryId
  kind: ListKind
  /** The id or keyed digest that facts carry for the thing; the thing itself is not stored. */
  valueKey: string
  effect: Outcome
  reason: string
  /** Null: the program. */
  author: ConsoleUserId | null
  /** Event time from which on it counts no more; null: never. */
  expiresAt: Instant | null
  createdAt: Instant
  changedAt: Instant
}

/** What may change of an entry; what it is about may not. */
export type ListEntryChange = Partial<Pick<ListEntry, 'effect' | 'reason' | 'expiresAt'>>
