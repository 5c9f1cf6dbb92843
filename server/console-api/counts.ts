/** GET /counts, and GET /events: server-sent events `counts` and `sessions`. */
import { type Response, Router } from 'express'
import { SECOND_MS } from '../domain/time.ts'
import { readCounts } from '../flow/readCounts.ts'
import { countsToWire } from './countsToWire.ts'
import type { ConsoleDependencies } from './dependencies.ts'
import { guard } from './guard.ts'
import { createLive } from './live.ts'

/** A comment keeps proxies from closing a quiet stream; the log-in is looked at again with each. */
const HEARTBEAT_MS = 15 * SECOND_MS

export function countsRouter(deps: ConsoleDependencies): Router {
  const router = Router()
  const live = createLive(deps)

  router.get(
    '/counts',
    guard(deps, 'readCounts', async ({ response }) => {
      response.json(countsToWire(await readCounts(deps)))
    }),
  )

  router.get(
    '/events',
    guard(deps, 'readCounts', async ({ token, response }) => {
      const counts = countsToWire(await readCounts(deps))
      response.writeHead(200, {
        'Content-Type': 'text/event-stream',
        'Cache-Control': 'no-store',
        'X-Accel-Buffering': 'no',
      })
      send(response, 'counts', counts)
      const unwatch = live.watch((changes) => {
        send(response, 'counts', changes.counts)
        if (changes.all) send(response, 'everything', {})
        else send(response, 'sessions', { ids: changes.ids })
      })
      const heartbeat = setInterval(async () => {
        const user = await deps.consoleUsers.findByToken(token, deps.clock.now()).catch(() => null)
        if (user === null) response.end()
        else response.write(':\n\n')
      }, HEARTBEAT_MS)
      response.on('close', () => {
        clearInterval(heartbeat)
        unwatch()
      })
    }),
  )

  return router
}

function send(response: Response, event: string, data: object): void {
  response.write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`)
}
