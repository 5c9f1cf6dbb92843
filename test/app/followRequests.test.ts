import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import type { PhoneRequest } from '../../server/domain/sessions/phoneRequest.ts'
import { type Connection, followRequests } from '../../web/app/device-api/followRequests.ts'

const event = (requests: unknown[]) => `event: requests\ndata: ${JSON.stringify({ requests })}\n\n`
const stream = (...pieces: string[]) => new Response(pieces.join(''))

function pieces(text: string, cuts: readonly number[]): Response {
  const places = [0, ...cuts.map((cut) => cut % (text.length + 1)).sort((a, b) => a - b), text.length]
  const cut = places.slice(1).map((place, index) => text.slice(places[index], place))
  const whole = new ReadableStream<string>({
    start(controller) {
      for (const piece of cut) controller.enqueue(piece)
      controller.close()
    },
  })
  return new Response(whole.pipeThrough(new TextEncoderStream()))
}

/** Follows through these answers, one a connection, and stops when they are used up. */
async function follow(answers: (() => Response)[]) {
  const stop = new AbortController()
  const lists: PhoneRequest[][] = []
  const connections: Connection[] = []
  const pauses: number[] = []
  let gone = false
  await followRequests({
    open: async () => {
      const next = answers.shift()
      if (next === undefined) throw new Error('no more')
      return next()
    },
    onRequests: (requests) => lists.push(requests),
    onConnection: (connection) => connections.push(connection),
    onAccountGone: () => {
      gone = true
    },
    signal: stop.signal,
    pause: async (ms) => {
      pauses.push(ms)
      if (answers.length === 0) stop.abort()
    },
  })
  return { lists, connections, pauses, gone }
}

describe('followRequests', () => {
  test('opens the stream again when it ends', async () => {
    const { lists, connections } = await follow([() => stream(event([])), () => stream(event([]))])
    expect(lists).toEqual([[], []])
    expect(connections).toEqual(['connecting', 'live', 'offline', 'live', 'offline'])
  })

  test('waits longer each time that the server does not answer, but no longer than ten seconds', async () => {
    const failing = Array.from({ length: 12 }, () => () => new Response(null, { status: 503 }))
    const { pauses } = await follow(failing)
    expect(pauses.at(0)).toBeLessThanOrEqual(1000)
    expect(pauses.at(-1)).toBeGreaterThanOrEqual(5000)
    expect(Math.max(...pauses)).toBeLessThanOrEqual(10_000)
  })

  test('shows nothing of a request that it does not understand', async () => {
    const { lists, connections } = await follow([() => stream(event([{ sessionId: 1 }]))])
    expect(lists).toEqual([])
    expect(connections).toEqual(['connecting', 'offline'])
  })

  test('gives up where the server does not know the account', async () => {
    const { gone, pauses } = await follow([() => new Response(null, { status: 401 })])
    expect(gone).toBe(true)
    expect(pauses).toEqual([])
  })

  test('reads the same events however the stream is cut, with any line ends, between comments', async () => {
    const block = fc.constantFrom(
      ['event: requests', 'data: {"requests":', 'data: []}'],
      ['event: other', 'data: {}'],
      ['data:plain'],
      [': still there'],
    )
    const lineEnd = fc.constantFrom('\n', '\r\n', '\r')
    const cuts = fc.array(fc.nat(400), { maxLength: 8 })
    await fc.assert(
      fc.asyncProperty(fc.array(block, { maxLength: 6 }), lineEnd, cuts, async (blocks, end, places) => {
        // A last CR may yet become CRLF, so the events end before a comment.
        const text = `${blocks.flatMap((lines) => [...lines, '', '']).join(end)}${end}:`
        const { lists } = await follow([() => pieces(text, places)])
        expect(lists).toEqual(blocks.filter(([first]) => first === 'event: requests').map(() => []))
      }),
    )
  })
})
