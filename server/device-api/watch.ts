/** How a phone hears of requests: server-sent events while it is open, or one long poll after another. */
import type { RequestHandler, Response } from 'express'
import { SECOND_MS } from '../domain/time.ts'
import type { Dependencies } from '../flow/dependencies.ts'
import { waitForRequests, watchRequests } from '../flow/phone/waitForRequests.ts'
import { asWaitingPhone, send } from './asPhone.ts'
import { parse, waitQuery } from './schemas.ts'

/** A comment this often keeps proxies from closing a quiet connection. */
const HEARTBEAT_MS = 15 * SECOND_MS

/** `event: requests`, data `{ requests: PhoneRequest[] }`: at once, and whenever the list is another. */
export function events(deps: Dependencies): RequestHandler {
  return asWaitingPhone(deps, async (phone, _request, response) => {
    const signal = closing(response)
    response
      .status(200)
      .set({ 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store', 'X-Accel-Buffering': 'no' })
    response.flushHeaders()
    const heartbeat = setInterval(() => response.write(': still here\n\n'), HEARTBEAT_MS)
    try {
      for await (const requests of watchRequests(deps, phone, signal)) {
        response.write(`event: requests\ndata: ${JSON.stringify({ requests })}\n\n`)
      }
    } catch (error) {
      // The head is sent, so no status can say it: the phone finds the stream ended and connects again.
      deps.log.warn({ err: error }, 'the stream of a phone broke')
    } finally {
      clearInterval(heartbeat)
      response.end()
    }
  })
}

/** `?timeoutMs=` 0 to 120000. */
export function longPoll(deps: Dependencies): RequestHandler {
  return asWaitingPhone(deps, async (phone, request, response) => {
    const { timeoutMs } = parse(waitQuery, request.query)
    const requests = await waitForRequests(deps, phone, { timeoutMs, signal: closing(response) })
    send(response, { status: 200, body: { requests } })
  })
}

function closing(response: Response): AbortSignal {
  const controller = new AbortController()
  response.on('close', () => controller.abort())
  return controller.signal
}
