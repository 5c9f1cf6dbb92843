/** How the work of one kind of run is done: a kind is its facts (runKinds.ts) and this. */
import type { Run, RunError, RunKind, RunProgress, RunResults } from '../../domain/runs/run.ts'
import type { Transaction } from '../transact.ts'
import type { Attempt } from './ports.ts'
import type { RunStores } from './requestRun.ts'

/** The types of one kind. `outcome`: what its work hands to its writing; `deps`: what both need. */
export type RunTypes = { kind: RunKind; outcome: unknown; deps: object; stores: RunStores }

/** A run that this worker took. */
export type HeldRun<Kind extends RunKind> = { run: Run<Kind>; attempt: Attempt }

export type RunTask<Kind extends RunKind> = HeldRun<Kind> & {
  /** Recorded with the next heartbeat. */
  report(progress: RunProgress): void
  /** Aborted where the run was cancelled or taken by another, and where this worker has to stop. */
  signal: AbortSignal
}

/** What came of an attempt. Null: nothing, for its process ended without a word. */
export type AttemptEnd<Outcome> = { outcome: Outcome } | { error: RunError } | null

export interface RunWork<Types extends RunTypes> {
  kind: Types['kind']
  firstStep: RunProgress['step']
  /** Writes nothing that others see. @throws where the attempt came to nothing. */
  work(deps: Types['deps'], task: RunTask<Types['kind']>): Promise<AttemptEnd<Types['outcome']>>
  /** In the transaction that ends the run, while nobody can cancel or take it. @returns what the run keeps of it. */
  write(
    deps: Types['deps'],
    tx: Transaction<Types['stores']>,
    held: HeldRun<Types['kind']>,
    outcome: Types['outcome'],
  ): Promise<RunResults[Types['kind']]>
  /**
   * Removes what attempts that came to nothing left outside of Postgres.
   * @param left.attempt null: every one, for nobody works on the run.
   */
  discard(deps: Types['deps'], left: { run: Run<Types['kind']>; attempt: Attempt | null }): Promise<void>
}
