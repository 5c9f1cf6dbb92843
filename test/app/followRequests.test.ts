import { describe, expect, test } from '@jest/globals'
import type { PhoneRequest } from '../../server/domain/sessions/phoneRequest.ts'
import { type Connection, followRequests } from '../../web/app/device-api/followRequests.ts'

const event = (requests: unknown[]) => `event: requests\ndata: ${JSON.stringify({ requests })}\n\n`
const stream = (...pieces: string[]) => new Response(pieces.join(''))

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
})
