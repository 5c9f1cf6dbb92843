/** Sees to it that a session received by this process is decided when the scoring deadline passes. */
import type { SessionId } from '../../domain/ids.ts'
import type { RequestDependencies } from '../dependencies.ts'
import { decideByRules } from './decideByRules.ts'

/** Returns at once. Does nothing more where the worker decides in time: the change of state stops the timer. */
export function decideByDeadline(deps: RequestDependencies, sessionId: SessionId): void {
  const cancel = deps.timers.after(deps.settings.scoreDeadlineMs, () => {
    stop()
    decideNow(deps, sessionId).catch((error: unknown) => {
      deps.log.error({ err: error, sessionId }, 'the fallback could not decide; the sweeper will try again')
    })
  })
  const unsubscribe = deps.changeNotifications.forSession(sessionId, (change) => {
    if (change !== null && change.state !== 'RECEIVED') stop()
  })
  function stop() {
    cancel()
    unsubscribe()
  }
}

async function decideNow(deps: RequestDependencies, sessionId: SessionId): Promise<void> {
  const session = await deps.sessions.find(sessionId)
  if (session?.state === 'RECEIVED') await decideByRules(deps, session)
}
