/**
 * watchHistory: notices that Redis has lost the windows and counts them again from Postgres. Until that is
 * done their features are missing, never zero (design).
 */
import type { HistoryEvent } from '../../domain/sessions/history.ts'
import { addMs, DAY_MS, SECOND_MS } from '../../domain/time.ts'
import { historyEventOf } from '../../risk/historyEvent.ts'
import type { RequestDependencies } from '../dependencies.ts'
import { claimingPhone } from '../phone/actingPhone.ts'
import { gatherFacts } from './gatherFacts.ts'
import { historyEventsOf } from './learn.ts'

const LOOK_EVERY_MS = 2 * SECOND_MS
/** The longest window that the history keeps. */
const KEPT_MS = 28 * DAY_MS
const SESSIONS_A_READ = 500
const PROGRESS_EVERY = 10_000

export function watchHistory(deps: RequestDependencies): { stop(): Promise<void> } {
  let stopped = false
  let timer: NodeJS.Timeout | null = null
  let running: Promise<void> = look()

  async function look() {
    try {
      if (!(await deps.history.isComplete())) await rebuildHistory(deps)
    } catch (error) {
      deps.log.debug({ err: error }, 'the history cannot be looked at')
    }
    if (!stopped) {
      timer = setTimeout(() => {
        running = look()
      }, LOOK_EVERY_MS)
    }
  }

  return {
    async stop() {
      stopped = true
      if (timer !== null) clearTimeout(timer)
      await running
    },
  }
}

/** Safe to run side by side and to repeat: each event counts once. */
export async function rebuildHistory(deps: RequestDependencies): Promise<number> {
  const counted = await deps.history.rebuild(pastEvents(deps), (count) => {
    if (count % PROGRESS_EVERY === 0) deps.log.info({ count }, 'counting past sessions again')
  })
  deps.log.info({ counted }, 'the history is complete')
  return counted
}

async function* pastEvents(deps: RequestDependencies): AsyncGenerator<HistoryEvent> {
  const from = addMs(deps.clock.now(), -KEPT_MS)
  for await (const session of deps.sessions.since(from, SESSIONS_A_READ)) {
    if (session.state === 'AWAITING_CLAIM') continue
    const facts = await gatherFacts(deps, session, 'delivery', await claimingPhone(deps, session))
    yield historyEventOf('requested', facts)
    yield* await historyEventsOf(deps, session)
  }
}
