/**
 * Live figures and changed sessions for every open console of this process. One listener hears what Postgres
 * announces; figures are counted at most once a second, and only while somebody looks.
 */
import type { SessionId } from '../domain/ids.ts'
import { SECOND_MS } from '../domain/time.ts'
import { readCounts } from '../flow/readCounts.ts'
import { countsToWire } from './countsToWire.ts'
import type { ConsoleDependencies } from './dependencies.ts'
import type { CountsWire } from './wire.ts'

/** `all`: something was missed, look at everything again. */
export type Changes = { ids: SessionId[]; all: boolean; counts: CountsWire }
type Watcher = (changes: Changes) => void

export function createLive(deps: ConsoleDependencies) {
  const watchers = new Set<Watcher>()
  const changed = new Set<SessionId>()
  let missed = false
  let timer: NodeJS.Timeout | null = null
  let toldAt = 0
  let stopListening: (() => void) | null = null

  async function tell() {
    const ids = [...changed]
    const all = missed
    changed.clear()
    missed = false
    toldAt = performance.now()
    try {
      const counts = countsToWire(await readCounts(deps))
      for (const watcher of [...watchers]) watcher({ ids, all, counts })
    } catch (error) {
      deps.log.warn({ err: error }, 'cannot count for the console; trying again')
      missed = true
      plan()
    }
  }

  function plan() {
    if (timer !== null || watchers.size === 0) return
    const wait = Math.max(0, toldAt + SECOND_MS - performance.now())
    timer = setTimeout(() => {
      timer = null
      void tell()
    }, wait)
  }

  return {
    watch(watcher: Watcher): () => void {
      watchers.add(watcher)
      stopListening ??= deps.wake.onSession((change) => {
        if (change === null) missed = true
        else changed.add(change.sessionId)
        plan()
      })
      return () => {
        watchers.delete(watcher)
        if (watchers.size > 0) return
        stopListening?.()
        stopListening = null
        if (timer !== null) clearTimeout(timer)
        timer = null
        changed.clear()
      }
    },
  }
}
