/** What the console API answers about lists. */

import type { ListKind } from '../../domain/listEntry.ts'
import type { Outcome } from '../../domain/sessions/decision.ts'

export type ListEntryWire = {
  id: string
  kind: ListKind
  /** A person's short pseudonym or a relying party's name; null for what is stored as a digest only. */
  name: string | null
  effect: Outcome
  reason: string
  /** Null: the program. */
  author: string | null
  /** Event time; null: never. */
  expiresAt: string | null
  createdAt: string
  changedAt: string
}
