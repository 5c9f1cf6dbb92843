/** Who may cancel a run: whoever may request one of its kind, and of exports everybody their own. */
import type { ConsoleUser } from '../domain/consoleUser.ts'
import { isOpenRun, type Run, type RunKind } from '../domain/runs/run.ts'
import { may } from './permissions.ts'

type Cancelled = Pick<Run<RunKind>, 'requestedBy' | 'state'>
type Canceller = Pick<ConsoleUser, 'id' | 'role'>

const MAY_CANCEL = {
  training: ({ role }) => may(role, 'trainModels'),
  replay: ({ role }) => may(role, 'editRules'),
  export: ({ id, role }, { requestedBy }) => requestedBy === id || may(role, 'createExports'),
} as const satisfies Record<RunKind, (user: Canceller, run: Cancelled) => boolean>

export function mayCancelKind(kind: RunKind, user: Canceller, run: Cancelled): boolean {
  return MAY_CANCEL[kind](user, run)
}

/** While there is something to cancel. */
export function mayCancelNow(user: Canceller, run: Cancelled & { kind: RunKind }): boolean {
  return isOpenRun(run) && mayCancelKind(run.kind, user, run)
}
