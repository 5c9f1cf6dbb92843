/** What the room of lists needs of the database. The history of an entry is the audit's. */
import type { ListEntry, ListEntryChange, ListEntryId, ListKind } from '../../domain/listEntry.ts'
import type { Outcome } from '../../domain/sessions/decision.ts'
import type { ListMatch } from '../../domain/sessions/facts.ts'
import type { Instant } from '../../domain/time.ts'

export type ListPage = {
  kind: ListKind | null
  effect: Outcome | null
  /** Only entries in force at this event time. */
  inForceAt: Instant | null
  before: ListEntryId | null
  limit: number
}

export interface ListReads {
  /** Entries in force at `at` (event time) for any of these pairs of kind and keyed digest. */
  matches(values: readonly { kind: ListKind; valueKey: string }[], at: Instant): Promise<ListMatch[]>
  /** The newest first, older than the one given. */
  list(page: ListPage): Promise<ListEntry[]>
  /** What may be shown of people and relying parties on lists: a short pseudonym, a name. By valueKey. */
  namesOf(entries: readonly ListEntry[]): Promise<Map<string, string>>
}

export interface ListWrites {
  /**
   * An entry for the same thing that has expired at `at` makes room.
   * @returns the entry in force that stands in the way; null where this one was written.
   */
  add(entry: ListEntry & { authorName: string }, at: Instant): Promise<ListEntry | null>
  /** The entry, locked until the transaction ends; null where there is none. */
  lock(id: ListEntryId): Promise<ListEntry | null>
  /** @returns the entry as it is now. @throws where there is none. */
  change(id: ListEntryId, change: ListEntryChange, at: Instant): Promise<ListEntry>
  /** @throws where there is none. */
  remove(id: ListEntryId): Promise<void>
}
