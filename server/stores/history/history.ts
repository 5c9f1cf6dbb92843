/** The windows of features. Two implementations with one meaning: `redisHistory` and `memoryHistory`. */
import type { HistoryAnswer, HistoryEvent } from '../../domain/sessions/history.ts'

export interface HistoryStore {
  /**
   * What happened before (occurredAt, sessionId) to each entity of the event, then counts the event, in
   * one atomic step an entity. Never sees events of its own session. Safe to repeat.
   */
  readThenCount(event: HistoryEvent): Promise<HistoryAnswer>
  /** The same without counting: for the release decision and for late scores. */
  read(event: HistoryEvent): Promise<HistoryAnswer>
  /**
   * Counts what became of a session (completed, refused, timedOut, wrongCode, reported, blocked). Safe to repeat.
   * @throws where the store cannot be reached, so that the job is tried again.
   */
  record(event: HistoryEvent): Promise<void>
  /** False after a loss, until a rebuild has ended; true from the start for a store that cannot lose. @throws as record. */
  isComplete(): Promise<boolean>
  /** Counts past events after a loss, in the order given, then declares the windows complete. */
  rebuild(
    events: Iterable<HistoryEvent> | AsyncIterable<HistoryEvent>,
    onProgress?: (counted: number) => void,
  ): Promise<number>
}
