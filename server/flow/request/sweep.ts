/**
 * sweep: what keeps the promise that every accepted session ends, whatever died. Each process runs it; the
 * rows it looks at are few, and every step is fenced, so that two sweepers do no harm.
 */
import { SECOND_MS } from '../../domain/time.ts'
import type { RequestDependencies } from '../dependencies.ts'
import { relayOutbox } from '../enqueue.ts'
import { sweepClaims } from '../review/claim.ts'
import { expireDue } from './expire.ts'

export const SWEEP_EVERY_MS = SECOND_MS
const SESSIONS_A_SWEEP = 200

export async function sweep(deps: RequestDependencies): Promise<{ expired: number; relayed: number }> {
  let expired = 0
  for (const session of await deps.sessions.due(deps.clock.now(), SESSIONS_A_SWEEP)) {
    try {
      if (await expireDue(deps, session)) expired += 1
    } catch (error) {
      // One bad row must not keep the others from ending.
      deps.log.error({ err: error, sessionId: session.id }, 'a due session could not be settled')
    }
  }
  await sweepClaims(deps)
  return { expired, relayed: await relayOutbox(deps) }
}

/** Sweeps again and again until stopped; a failure is logged and the next sweep tries again. */
export function startSweeper(deps: RequestDependencies): { stop(): Promise<void> } {
  let stopped = false
  let timer: NodeJS.Timeout | null = null
  let running: Promise<void> = Promise.resolve()

  async function once() {
    try {
      await sweep(deps)
    } catch (error) {
      deps.log.warn({ err: error }, 'a sweep failed')
    }
    if (!stopped) schedule()
  }
  function schedule() {
    timer = setTimeout(() => {
      running = once()
    }, SWEEP_EVERY_MS)
  }

  schedule()
  return {
    async stop() {
      stopped = true
      if (timer !== null) clearTimeout(timer)
      await running
    },
  }
}
