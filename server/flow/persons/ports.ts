/** What the room of persons needs of the database to search. */
import type { ConsoleUserId, PersonSearchId, SubjectId } from '../../domain/ids.ts'
import type { Instant } from '../../domain/time.ts'

/** An opaque id that stands in an address bar instead of what was searched for. */
export type PersonSearch = {
  id: PersonSearchId
  userId: ConsoleUserId
  /** Null: nobody was found. */
  subjectId: SubjectId | null
  /** Wall time. */
  expiresAt: Instant
}

export interface PersonSearchReads {
  /** Null where this user has no such search, or no longer. */
  find(
    id: PersonSearchId,
    userId: ConsoleUserId,
    now: Instant,
  ): Promise<{ subjectId: SubjectId | null } | null>
}

export interface PersonSearchWrites {
  /** Searches whose time is over are swept out on the way. */
  add(search: PersonSearch, now: Instant): Promise<void>
}
