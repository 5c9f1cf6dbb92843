/**
 * Wakes whoever waits for a session, across processes: one LISTEN connection a process hears each change
 * of a session's state when it commits (trigger announce_session), and each change of what decisions are
 * made with (trigger announce_engine). A message may be lost while the connection is down, so all listeners
 * are told to look again when it comes back.
 */
import pg from 'pg'
import { z } from 'zod'
import { type SessionId, type SubjectId, toId } from '../domain/ids.ts'
import { SESSION_STATES, type SessionState } from '../domain/sessions/session.ts'
import type { Log } from './log.ts'

const RECONNECT_MS = 500
const CHANNEL = 'session_changed'
const ENGINE_CHANNEL = 'engine_changed'

const message = z.object({
  sessionId: z.string(),
  state: z.enum(SESSION_STATES),
  subjectId: z.string().nullable(),
})

export type SessionChange = { sessionId: SessionId; state: SessionState; subjectId: SubjectId | null }
/** Null: the connection came back, anything may have changed. */
type Listener = (change: SessionChange | null) => void

export function createChangeNotifications(databaseUrl: string, log: Log) {
  const everyone = new Set<Listener>()
  const bySession = new Map<string, Set<Listener>>()
  const bySubject = new Map<string, Set<Listener>>()
  const ofEngine = new Set<() => void>()
  let client: pg.Client | null = null
  let closed = false
  let retry: NodeJS.Timeout | null = null

  function notify(listeners: Iterable<Listener> | undefined, change: SessionChange | null) {
    for (const listener of [...(listeners ?? [])]) listener(change)
  }

  function onNotification(payload: string | undefined) {
    const parsed = message.safeParse(JSON.parse(payload ?? 'null'))
    if (!parsed.success) return
    const change: SessionChange = {
      sessionId: toId<'session'>(parsed.data.sessionId),
      state: parsed.data.state,
      subjectId: parsed.data.subjectId === null ? null : toId<'subject'>(parsed.data.subjectId),
    }
    notify(bySession.get(change.sessionId), change)
    if (change.subjectId !== null) notify(bySubject.get(change.subjectId), change)
    notify(everyone, change)
  }

  function notifyEngineListeners() {
    for (const listener of [...ofEngine]) listener()
  }

  function notifyEverybody() {
    notifyEngineListeners()
    for (const listeners of [...bySession.values(), ...bySubject.values(), everyone]) notify(listeners, null)
  }

  async function connect(): Promise<void> {
    const next = new pg.Client({ connectionString: databaseUrl, keepAlive: true })
    const lost = () => {
      if (client !== next) return
      client = null
      if (!closed) retry = setTimeout(() => void reconnect(), RECONNECT_MS)
    }
    next.on('error', lost)
    next.on('end', lost)
    next.on('notification', ({ channel, payload }) => {
      if (channel === ENGINE_CHANNEL) notifyEngineListeners()
      else onNotification(payload)
    })
    await next.connect()
    await next.query(`LISTEN ${CHANNEL}; LISTEN ${ENGINE_CHANNEL}`)
    client = next
  }

  async function reconnect() {
    if (closed) return
    try {
      await connect()
      notifyEverybody()
    } catch (error) {
      log.warn({ err: error }, 'cannot listen for session changes; trying again')
      if (!closed) retry = setTimeout(() => void reconnect(), RECONNECT_MS)
    }
  }

  function subscribe(map: Map<string, Set<Listener>>, key: string, listener: Listener): () => void {
    const listeners = map.get(key) ?? new Set<Listener>()
    map.set(key, listeners.add(listener))
    return () => {
      listeners.delete(listener)
      if (listeners.size === 0) map.delete(key)
    }
  }

  return {
    start: connect,
    forSession: (id: SessionId, listener: Listener) => subscribe(bySession, id, listener),
    forSubject: (id: SubjectId, listener: Listener) => subscribe(bySubject, id, listener),
    onSession(listener: Listener): () => void {
      everyone.add(listener)
      return () => void everyone.delete(listener)
    },
    /** Rules, suppressions or models changed, or may have. */
    onEngine(listener: () => void): () => void {
      ofEngine.add(listener)
      return () => void ofEngine.delete(listener)
    },
    async close() {
      closed = true
      if (retry !== null) clearTimeout(retry)
      const last = client
      client = null
      await last?.end()
    },
  }
}

export type ChangeNotifications = ReturnType<typeof createChangeNotifications>
