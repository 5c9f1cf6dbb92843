/** A worker that works long on a row holds a lease on it, and lengthens it again and again. */

import { addMs, type Clock, type Instant, SECOND_MS } from '../../domain/time.ts'
import type { Log } from '../ports.ts'

/** Progress is written, and the lease lengthened, this often. */
const BEAT_MS = SECOND_MS
export const LEASE_MS = 15 * SECOND_MS

/**
 * @param lost aborted once the row is no longer this worker's.
 * @param heartbeat lengthens the lease; false where the row is another's, or has ended.
 */
export function renewLease(
  deps: { clock: Clock; log: Log },
  lost: AbortController,
  heartbeat: (leaseUntil: Instant) => Promise<boolean>,
): { stop(): Promise<void> } {
  let timer: NodeJS.Timeout | null = null
  let stopped = false
  let beating: Promise<void> = Promise.resolve()

  async function beat() {
    try {
      if (!(await heartbeat(addMs(deps.clock.now(), LEASE_MS)))) lost.abort()
    } catch (error) {
      // Postgres is away: the lease runs out by itself, should it stay so.
      deps.log.warn({ err: error }, 'a lease cannot be lengthened')
    }
    if (!stopped && !lost.signal.aborted) plan()
  }
  function plan() {
    timer = setTimeout(() => {
      beating = beat()
    }, BEAT_MS)
  }

  plan()
  return {
    async stop() {
      stopped = true
      if (timer !== null) clearTimeout(timer)
      await beating
    },
  }
}
