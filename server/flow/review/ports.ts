/** What reviews and labels need of stores. */
import type { ConsoleUserId, SessionId } from '../../domain/ids.ts'
import type { ReviewAction } from '../../domain/review.ts'
import type { Disposition, Label, LabelSource } from '../../domain/sessions/label.ts'
import type { Instant } from '../../domain/time.ts'

/** `occurredAt`, `labelledAt`: event times of the session, or of the fraud in it, and of the label. */
export type NewLabel = {
  id: string
  sessionId: SessionId
  fraud: boolean
  source: LabelSource
  /** Null where no analyst gave it. */
  userId: ConsoleUserId | null
  occurredAt: Instant
  labelledAt: Instant
}

export interface LabelReads {
  /** Every label of a session, the earliest first. */
  ofSession(sessionId: SessionId): Promise<Label[]>
}

/** Inside a transaction. */
export interface LabelWrites {
  /** Whoever labels a session waits for who labels it now: what stood before is read, then replaced. */
  lock(sessionId: SessionId): Promise<void>
  /** What stands from this source; null: nothing. After `lock`. */
  before(sessionId: SessionId, source: LabelSource): Promise<boolean | null>
  /** One label a session and source: a later one replaces it. After `lock`. */
  put(label: NewLabel): Promise<void>
  /** After `lock`. */
  remove(sessionId: SessionId, source: LabelSource): Promise<void>
  dispositionBefore(sessionId: SessionId): Promise<Disposition | null>
  putDisposition(order: {
    sessionId: SessionId
    disposition: Disposition
    userId: ConsoleUserId
    /** Event time. */
    disposedAt: Instant
  }): Promise<void>
  /** The person's "this was not me": label and mark on the session, once. False where it was reported before. */
  report(label: Omit<NewLabel, 'fraud' | 'source' | 'userId'>): Promise<boolean>
}

export type PendingReview = {
  id: string
  sessionId: SessionId
  action: ReviewAction
  userId: ConsoleUserId
  /** The analyst's display name. */
  by: string
  comment: string | null
  /** Event time. */
  reviewedAt: Instant
  /** Wall times. */
  enteredAt: Instant
  effectiveAt: Instant
}

export interface PendingReviewReads {
  of(ids: readonly SessionId[]): Promise<PendingReview[]>
  find(id: SessionId): Promise<PendingReview | null>
}

/** Inside a transaction. */
export interface PendingReviewWrites {
  /**
   * Enters it, and has the sweeper look when it takes effect.
   * @throws Overtaken where the session is no longer held in that attempt, or somebody entered theirs first.
   */
  enter(pending: Omit<PendingReview, 'by'>, fence: { attempt: number }): Promise<void>
  /**
   * Takes it back: the hold goes on until its own deadline (wall time).
   * @returns false where it was not theirs, took effect or was undone before; nothing was written then.
   */
  undo(order: { sessionId: SessionId; userId: ConsoleUserId; dueAt: Instant; now: Instant }): Promise<boolean>
}
