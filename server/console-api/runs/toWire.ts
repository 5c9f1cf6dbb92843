/** What all runs have, as the console API answers it (pure). */
import { mayCancelNow } from '../../access/runPermissions.ts'
import type * as contract from '../../contract/runs.ts'
import type { ConsoleUser } from '../../domain/consoleUser.ts'
import type { Run, RunKind } from '../../domain/runs/run.ts'
import { iso, isoOrNull } from '../sessionToWire.ts'

/** @param names of who requested it, by id. */
export function runToWire(
  run: Run<RunKind>,
  user: ConsoleUser,
  names: ReadonlyMap<string, string>,
): contract.Run {
  const { id, state, step, done, total, error, requestedBy, attempts } = run
  return {
    id,
    state,
    step,
    done,
    total,
    error,
    requestedBy: requestedBy === null ? null : (names.get(requestedBy) ?? ''),
    attempts,
    mayCancel: mayCancelNow(user, run),
    createdAt: iso(run.createdAt),
    startedAt: isoOrNull(run.startedAt),
    finishedAt: isoOrNull(run.finishedAt),
  }
}
