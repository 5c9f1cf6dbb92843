/**
 * How long a held session takes to the open queue: sessions come over the RP API, workers decide them (a list
 * holds their address), and an open stream of the console hears of them.
 */
import { randomInt } from 'node:crypto'
import pg from 'pg'
import { z } from 'zod'
import type { ConsoleClient } from '../../scripts/consoleClient.ts'
import { sessionItem } from '../../server/contract/sessions.ts'
import { enrolPhone } from '../../test/support/people.ts'
import { requestOverV2 } from '../../test/support/relyingParty.ts'
import type { RunningService } from './service.ts'

const HEARD_WITHIN_MS = 30_000

const changed = z.object({ session_id: z.string(), at: z.date() })

export type LiveTimes = { sessions: number; tookMs: number[] }

/** @param people each with a session of their own: one person with many would be blocked. */
export async function measureLive(
  service: RunningService,
  client: ConsoleClient,
  databaseUrl: string,
  people: number,
): Promise<LiveTimes> {
  // 198.18.0.0/15 is set apart for benchmarks (RFC 2544): nobody else asks from there.
  const address = `198.18.${randomInt(0, 256)}.${randomInt(1, 255)}`
  await client.request('POST', '/lists', {
    kind: 'address',
    value: address,
    effect: 'hold',
    reason: 'A benchmark',
  })
  const received = new Map<string, number>()
  const abort = new AbortController()
  const stream = listen(client, abort.signal, (id) => {
    if (!received.has(id)) received.set(id, Date.now())
  })
  const requested: string[] = []
  for (let number = 0; number < people; number += 1) {
    const { documentNumber } = await enrolPhone(service, { ip: `198.19.${number}.1` })
    const riskContext = { initiatorIp: address }
    requested.push(
      await requestOverV2(service.url, { kind: 'authentication', document: documentNumber, riskContext }),
    )
  }
  const deadline = Date.now() + HEARD_WITHIN_MS
  while (requested.some((id) => !received.has(id)) && Date.now() < deadline) {
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  abort.abort()
  await stream
  const held = await committedAt(databaseUrl, requested)
  const tookMs = held.flatMap(({ session_id: id, at }) => {
    const receivedAt = received.get(id)
    return receivedAt === undefined ? [] : [receivedAt - at.getTime()]
  })
  if (tookMs.length < held.length)
    throw new Error(`${held.length - tookMs.length} held sessions were not heard of`)
  return { sessions: held.length, tookMs: tookMs.toSorted((a, b) => a - b) }
}

/** When each became HELD, by the clock of Postgres on this machine, a moment before its commit. */
async function committedAt(databaseUrl: string, ids: readonly string[]) {
  const database = new pg.Client({ connectionString: databaseUrl })
  await database.connect()
  try {
    const { rows } = await database.query(
      `SELECT session_id::text, min(at) AS at FROM queue_changes
       WHERE session_id = ANY($1::uuid[]) AND session_id IN (
         SELECT id FROM sessions WHERE id = ANY($1::uuid[]) AND hold_until IS NOT NULL) GROUP BY 1`,
      [ids],
    )
    return rows.map((one) => changed.parse(one))
  } finally {
    await database.end()
  }
}

/** Tells the id of each held row, as soon as its event is whole. */
async function listen(client: ConsoleClient, signal: AbortSignal, hear: (id: string) => void): Promise<void> {
  try {
    const response = await client.open('/events', signal)
    if (response.body === null) throw new Error('the stream has no body')
    let text = ''
    for await (const chunk of response.body.pipeThrough(new TextDecoderStream())) {
      text += chunk
      const events = text.split('\n\n')
      text = events.pop() ?? ''
      for (const event of events) {
        const data = /^event: row\ndata: (.*)$/m.exec(event)?.[1]
        if (data === undefined) continue
        const { id, state } = sessionItem.parse(JSON.parse(data))
        if (state === 'HELD') hear(id)
      }
    }
  } catch (error) {
    if (!signal.aborted) throw error
  }
}
