/**
 * GET /counts, and GET /events: server-sent events, which contract/live.ts lists. A browser that lost the connection
 * sends the last cursor (Last-Event-ID) and gets the rows that changed since.
 */

import { type Response, Router } from 'express'
import { counts, type SessionChanges } from '../contract/live.ts'
import { SECOND_MS } from '../domain/time.ts'
import { readCounts } from '../flow/dashboard/readCounts.ts'
import { readRows } from '../flow/review/readSessions.ts'
import { countsToWire } from './countsToWire.ts'
import type { ConsoleDependencies } from './dependencies.ts'
import { guard } from './guard.ts'
import { createLive, type LiveMessage, MOST_ROWS } from './live.ts'
import { send } from './send.ts'
import { sessionItemToWire } from './sessionToWire.ts'

/** A comment keeps proxies from closing a quiet stream; the log-in is looked at again with each. */
const HEARTBEAT_MS = 15 * SECOND_MS
const CURSOR = /^\d{1,18}$/

export function countsRouter(deps: ConsoleDependencies): Router {
  const router = Router()
  const live = createLive(deps)

  /** What was missed since the cursor of the last event; nothing for who comes for the first time. */
  async function catchUp(response: Response, lastEventId: string | undefined, cursor: bigint) {
    if (lastEventId === undefined) return
    const ids = CURSOR.test(lastEventId)
      ? await deps.queueChanges.since(BigInt(lastEventId), MOST_ROWS)
      : null
    if (ids === null) sendEvent(response, { kind: 'everything', cursor })
    else {
      const rows = (await readRows(deps, ids)).map(sessionItemToWire)
      sendEvent(response, { kind: 'rows', ids, rows, cursor })
    }
  }

  router.get(
    '/counts',
    guard(deps, 'readCounts', async ({ response }) => {
      send(response, counts, countsToWire(await readCounts(deps)))
    }),
  )

  router.get(
    '/events',
    guard(deps, 'readCounts', async ({ token, request, response }) => {
      const counts = countsToWire(await readCounts(deps))
      response.writeHead(200, {
        'Content-Type': 'text/event-stream',
        'Cache-Control': 'no-store',
        'X-Accel-Buffering': 'no',
      })
      sendEvent(response, { kind: 'counts', counts })
      const unwatch = live.watch((message) => sendEvent(response, message))
      const heartbeat = setInterval(async () => {
        const user = await deps.consoleUsers.findByToken(token, deps.clock.now()).catch(() => null)
        if (user === null) response.end()
        else response.write(':\n\n')
      }, HEARTBEAT_MS)
      response.on('close', () => {
        clearInterval(heartbeat)
        unwatch()
      })
      // Watching first: nothing falls between what is caught up and what is heard.
      const cursor = await deps.queueChanges.last()
      response.write(`id: ${cursor}\n\n`)
      await catchUp(response, request.get('last-event-id'), cursor)
    }),
  )

  return router
}

function sendEvent(response: Response, message: LiveMessage): void {
  switch (message.kind) {
    case 'counts':
      write(response, 'counts', message.counts)
      return
    case 'rows':
      write(response, 'sessions', { ids: message.ids } satisfies SessionChanges)
      for (const row of message.rows) write(response, 'row', row, message.cursor)
      return
    case 'everything':
      write(response, 'everything', {}, message.cursor)
      return
    default:
      message satisfies never
  }
}

function write(response: Response, event: string, data: object, id?: bigint): void {
  response.write(`event: ${event}\ndata: ${JSON.stringify(data)}\n${id === undefined ? '' : `id: ${id}\n`}\n`)
}
