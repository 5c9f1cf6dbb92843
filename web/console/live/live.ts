/**
 * What the server tells while the console is open: figures, and which sessions changed. The browser reconnects
 * by itself; after a break everything counts as changed.
 */
import { type Counts, counts, sessionChanges } from '../../../server/contract/live.ts'
import { type SessionItem, sessionItem } from '../../../server/contract/sessions.ts'
import { EVENTS_URL } from '../api/http.ts'

export type Connection = 'connecting' | 'open' | 'lost'
/** `offsetMs`: server's clock minus this machine's. */
export type LiveState = { connection: Connection; counts: Counts | null; offsetMs: number }
type ChangeListener = (ids: readonly string[] | 'everything') => void
type RowListener = (row: SessionItem) => void

/** The browser gives up where the answer was an error (a restart, a log-in that ended); we do not. */
const TRY_AGAIN_MS = 2_000

function createLive() {
  let state: LiveState = { connection: 'connecting', counts: null, offsetMs: 0 }
  let source: EventSource | null = null
  let retry: number | undefined
  let wasLost = false
  const watchers = new Set<() => void>()
  const listeners = new Set<ChangeListener>()
  const rowListeners = new Set<RowListener>()

  function become(next: Partial<LiveState>) {
    state = { ...state, ...next }
    for (const watcher of watchers) watcher()
  }

  function notify(ids: readonly string[] | 'everything') {
    for (const listener of listeners) listener(ids)
  }

  function open() {
    source = new EventSource(EVENTS_URL)
    source.addEventListener('counts', (event) => {
      const message = counts.parse(JSON.parse(event.data))
      become({ connection: 'open', counts: message, offsetMs: Date.parse(message.at) - Date.now() })
      if (wasLost) notify('everything')
      wasLost = false
    })
    source.addEventListener('sessions', (event) => notify(sessionChanges.parse(JSON.parse(event.data)).ids))
    source.addEventListener('row', (event) => {
      const row = sessionItem.parse(JSON.parse(event.data))
      for (const listener of rowListeners) listener(row)
    })
    source.addEventListener('everything', () => notify('everything'))
    source.addEventListener('error', () => {
      lose()
      if (source?.readyState === EventSource.CLOSED) retry = window.setTimeout(open, TRY_AGAIN_MS)
    })
  }

  function lose() {
    wasLost = true
    become({ connection: 'lost' })
  }

  /** The machine's network is back: the old stream may never say so. */
  function reopen() {
    window.clearTimeout(retry)
    source?.close()
    open()
  }

  return {
    getState: () => state,
    watch(watcher: () => void): () => void {
      watchers.add(watcher)
      return () => void watchers.delete(watcher)
    },
    onChange(listener: ChangeListener): () => void {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    /** A changed session as the list has it. */
    onRow(listener: RowListener): () => void {
      rowListeners.add(listener)
      return () => void rowListeners.delete(listener)
    },
    start() {
      if (source !== null) return
      // A network that went away says so at once; the stream would notice minutes later.
      window.addEventListener('offline', lose)
      window.addEventListener('online', reopen)
      open()
    },
    stop() {
      window.removeEventListener('offline', lose)
      window.removeEventListener('online', reopen)
      window.clearTimeout(retry)
      source?.close()
      source = null
      state = { connection: 'connecting', counts: null, offsetMs: 0 }
    },
  }
}

export const live = createLive()
