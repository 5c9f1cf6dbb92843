/**
 * Hears of requests for as long as the app is open. EventSource cannot send the access token, so the
 * events are read from a fetch; a stream that ends, or falls silent, is opened again.
 */
import { createParser } from 'eventsource-parser'
import { z } from 'zod'
import type { PhoneRequest } from '../../../server/domain/sessions/phoneRequest.ts'
import { phoneRequestSchema } from './phoneRequestSchema.ts'

export type Connection = 'connecting' | 'live' | 'offline'

export type FollowInput = {
  /** Opens the stream. */
  open: (signal: AbortSignal) => Promise<Response>
  onRequests: (requests: PhoneRequest[]) => void
  onConnection: (connection: Connection) => void
  /** The server does not know this account any more; nothing more is tried. */
  onAccountGone: () => void
  signal: AbortSignal
  /** Resolves after `ms`, or earlier when trying again makes sense (the network is back, the app in front). */
  pause: (ms: number, signal: AbortSignal) => Promise<void>
}

/** The server sends a comment every 15 s: after more than two of them are missing, the stream is dead. */
const SILENCE_MS = 40_000
const FIRST_PAUSE_MS = 500
const LONGEST_PAUSE_MS = 10_000

const requestsSchema = z.object({ requests: z.array(phoneRequestSchema) })

export async function followRequests(input: FollowInput): Promise<void> {
  let pauseMs = FIRST_PAUSE_MS
  input.onConnection('connecting')
  while (!input.signal.aborted) {
    const end = await readOnce(input)
    if (end === 'accountGone') {
      input.onAccountGone()
      return
    }
    if (input.signal.aborted) return
    input.onConnection('offline')
    // A stream that worked is opened again at once; a server that does not answer is left in peace for longer each time.
    pauseMs = end === 'worked' ? FIRST_PAUSE_MS : Math.min(pauseMs * 2, LONGEST_PAUSE_MS)
    await input.pause(pauseMs * (0.5 + Math.random() / 2), input.signal)
  }
}

async function readOnce(input: FollowInput): Promise<'worked' | 'failed' | 'accountGone'> {
  const stop = new AbortController()
  const abort = () => stop.abort()
  input.signal.addEventListener('abort', abort)
  let silence = setTimeout(abort, SILENCE_MS)
  let worked = false
  try {
    const answer = await input.open(stop.signal)
    if (answer.status === 401) return 'accountGone'
    if (!answer.ok || answer.body === null) return 'failed'
    const parser = createParser({
      onEvent: ({ event, data }) => {
        if (event !== 'requests') return
        const { requests } = requestsSchema.parse(JSON.parse(data))
        worked = true
        input.onConnection('live')
        input.onRequests(requests)
      },
    })
    const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader()
    for (let piece = await reader.read(); !piece.done; piece = await reader.read()) {
      clearTimeout(silence)
      silence = setTimeout(abort, SILENCE_MS)
      parser.feed(piece.value)
    }
  } catch {
    // The network is gone, or an answer made no sense: either way the stream is opened again.
  } finally {
    clearTimeout(silence)
    input.signal.removeEventListener('abort', abort)
    stop.abort()
  }
  return worked ? 'worked' : 'failed'
}
