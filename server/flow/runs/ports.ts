/** What runs need of the stores. */
import type { ConsoleUserId, Id } from '../../domain/ids.ts'
import type {
  Run,
  RunError,
  RunIdOf,
  RunKind,
  RunProgress,
  RunRequests,
  RunResults,
} from '../../domain/runs/run.ts'
import type { Instant } from '../../domain/time.ts'

/** One attempt at a run: whoever holds it may write. */
export type Attempt = { runId: RunIdOf<RunKind>; worker: Id<'runAttempt'> }

export type NewRun<Kind extends RunKind> = {
  id: RunIdOf<Kind>
  kind: Kind
  request: RunRequests[Kind]
  /** Null: the schedule. */
  requestedBy: ConsoleUserId | null
  /** The moment of the schedule that requests it; the same moment requests once. */
  slot: Instant | null
}

export type RunPage<Kind extends RunKind> = {
  /** The last run of the page before; null: from the newest on. */
  before: RunIdOf<Kind> | null
  limit: number
  /** Null: everybody's. */
  requestedBy: ConsoleUserId | null
}

export interface RunReads {
  /** Null where there is no such run of this kind. */
  find<Kind extends RunKind>(kind: Kind, id: RunIdOf<Kind>): Promise<Run<Kind> | null>
  /** Newest first. */
  list<Kind extends RunKind>(kind: Kind, page: RunPage<Kind>): Promise<Run<Kind>[]>
  /** Whether one waits or runs. */
  isAnyOpen(kind: RunKind): Promise<boolean>
}

/** Every write but the first is fenced: by the attempt that holds the run, or by the run being open. */
export interface RunWrites {
  /** @returns null where this slot has its run already. */
  create<Kind extends RunKind>(run: NewRun<Kind>): Promise<Run<Kind> | null>
  /**
   * Takes a run that is queued, or whose lease has run out (wall time), for an attempt more.
   * @returns false where another holds it, or it has ended.
   */
  claim(
    attempt: Attempt,
    lease: { now: Instant; until: Instant },
    step: RunProgress['step'],
  ): Promise<boolean>
  /** Lengthens the lease and records the progress. False where the run is no longer this attempt's: stop. */
  heartbeat(attempt: Attempt, leaseUntil: Instant, progress: RunProgress): Promise<boolean>
  /** Keeps the run for the rest of the transaction. False where it is no longer this attempt's. */
  lock(attempt: Attempt): Promise<boolean>
  finish<Kind extends RunKind>(
    attempt: Attempt,
    end: { result: RunResults[Kind]; progress: RunProgress; at: Instant },
  ): Promise<void>
  /** False where the run is no longer this attempt's. */
  fail(attempt: Attempt, error: RunError, at: Instant): Promise<boolean>
  /**
   * Gives a run back before its lease is over: the next delivery of its job takes it up at once.
   * @param counts whether this was an attempt, or a worker that had to stop.
   */
  release(attempt: Attempt, how: { counts: boolean }): Promise<void>
  /** False where it has ended already. Whoever works on it learns of it at the next heartbeat. */
  cancel(id: RunIdOf<RunKind>, at: Instant): Promise<boolean>
}
