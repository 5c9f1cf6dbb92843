/**
 * Wakes whoever waits for a session, across processes: one LISTEN connection a process hears each change
 * of a session's state when it commits (trigger announce_session), and each change of what decisions are
 * made with (trigger announce_engine). A message may be lost while the connection is down, so all listeners
 * are told to look again when it comes back.
 */
import pg from 'pg'
import { z } from 'zod'
import { type SessionId, type SubjectId, toId } from '../domain/ids.ts'
import { SESSION_STATES } from '../domain/sessions/session.ts'
import type { ChangeNotifications, Log, SessionChange, SessionListener } from '../flow/ports.ts'

const RECONNECT_MS = 500
const CHANNEL = 'session_changed'
const ENGINE_CHANNEL = 'engine_changed'

const message = z.object({
  sessionId: z.string(),
  state: z.enum(SESSION_STATES),
  subjectId: z.string().nullable(),
})

export function createChangeNotifications(
  databaseUrl: string,
  log: Log,
): ChangeNotifications & { start(): Promise<void>; close(): Promise<void> } {
  const everyone = new Set<SessionListener>()
  const bySession = new Map<string, Set<SessionListener>>()
  const bySubject = new Map<string, Set<SessionListener>>()
  const ofEngine = new Set<() => void>()
  let client: pg.Client | null = null
  let closed = false
  let retry: NodeJS.Timeout | null = null

  function notify(listeners: Iterable<SessionListener> | undefined, change: SessionChange | null) {
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

  function subscribe(
    map: Map<string, Set<SessionListener>>,
    key: string,
    listener: SessionListener,
  ): () => void {
    const listeners = map.get(key) ?? new Set<SessionListener>()
    map.set(key, listeners.add(listener))
    return () => {
      listeners.delete(listener)
      if (listeners.size === 0) map.delete(key)
    }
  }

  return {
    start: connect,
    forSession: (id: SessionId, listener: SessionListener) => subscribe(bySession, id, listener),
    forSubject: (id: SubjectId, listener: SessionListener) => subscribe(bySubject, id, listener),
    onSession(listener: SessionListener): () => void {
      everyone.add(listener)
      return () => void everyone.delete(listener)
    },
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
