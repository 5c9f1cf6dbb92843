/**
 * Live rows and figures for every open console of this process. One listener hears what Postgres announces. What
 * changed is read once for everybody and told within a fraction of a second; figures are counted at most once a
 * second, and only while somebody looks.
 */
import type { Counts } from '../contract/live.ts'
import type { SessionItem } from '../contract/sessions.ts'
import type { SessionId } from '../domain/ids.ts'
import { SECOND_MS } from '../domain/time.ts'
import { readCounts } from '../flow/dashboard/readCounts.ts'
import { readRows } from '../flow/review/readSessions.ts'
import { countsToWire } from './countsToWire.ts'
import type { ConsoleDependencies } from './dependencies.ts'
import { sessionItemToWire } from './sessionToWire.ts'

/** Changes of one moment are read together. */
const ROWS_EVERY_MS = 150
/** More rows at once than anybody reads: the console asks for its page again. */
export const MOST_ROWS = 200

export type LiveMessage =
  | { kind: 'counts'; counts: Counts }
  /** `cursor`: by which a console that loses its connection catches up. `ids`: every row that changed. */
  | { kind: 'rows'; ids: SessionId[]; rows: SessionItem[]; cursor: bigint }
  /** Something was missed, or too much changed: look at everything again. */
  | { kind: 'everything'; cursor: bigint }
type Watcher = (message: LiveMessage) => void

export function createLive(deps: ConsoleDependencies) {
  const watchers = new Set<Watcher>()
  const changed = new Set<SessionId>()
  let missed = false
  let stopListening: (() => void) | null = null
  const rows = paced(ROWS_EVERY_MS, broadcastRows)
  const figures = paced(SECOND_MS, broadcastCounts)

  function broadcast(message: LiveMessage) {
    for (const watcher of [...watchers]) watcher(message)
  }

  async function broadcastRows() {
    const ids = [...changed]
    const all = missed || ids.length > MOST_ROWS
    changed.clear()
    missed = false
    try {
      // Before the rows are read: what changes meanwhile has a later number and is told again.
      const cursor = await deps.queueChanges.last()
      if (all) broadcast({ kind: 'everything', cursor })
      else broadcast({ kind: 'rows', ids, rows: (await readRows(deps, ids)).map(sessionItemToWire), cursor })
    } catch (error) {
      deps.log.warn({ err: error }, 'cannot read changed rows for the console; trying again')
      missed = true
      rows.plan()
    }
  }

  async function broadcastCounts() {
    try {
      broadcast({ kind: 'counts', counts: countsToWire(await readCounts(deps)) })
    } catch (error) {
      deps.log.warn({ err: error }, 'cannot count for the console; trying again')
      figures.plan()
    }
  }

  return {
    watch(watcher: Watcher): () => void {
      watchers.add(watcher)
      stopListening ??= deps.changeNotifications.onSession((change) => {
        if (change === null) missed = true
        else changed.add(change.sessionId)
        rows.plan()
        figures.plan()
      })
      return () => {
        watchers.delete(watcher)
        if (watchers.size > 0) return
        stopListening?.()
        stopListening = null
        rows.cancel()
        figures.cancel()
        changed.clear()
      }
    },
  }
}

/** Runs soon after it is planned, never twice at once, and no sooner than `everyMs` after it began last. */
function paced(everyMs: number, work: () => Promise<void>) {
  let timer: NodeJS.Timeout | null = null
  let running = false
  let again = false
  let beganAt = Number.NEGATIVE_INFINITY

  function plan() {
    if (running) again = true
    if (running || timer !== null) return
    timer = setTimeout(run, Math.max(0, beganAt + everyMs - performance.now()))
  }
  async function run() {
    timer = null
    running = true
    again = false
    beganAt = performance.now()
    await work()
    running = false
    if (again) plan()
  }
  return {
    plan,
    cancel() {
      again = false
      if (timer !== null) clearTimeout(timer)
      timer = null
    },
  }
}
