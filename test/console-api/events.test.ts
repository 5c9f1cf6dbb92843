import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { sessionChanges as changed, counts } from '../../server/contract/live.ts'
import { enrolPhone, requestSession, type TestPhone } from '../support/people.ts'
import { type Service, startService } from '../support/startService.ts'
import { signInAs } from './support/consoleClient.ts'
import { decideByHand } from './support/decideByHand.ts'

/** Reads server-sent events one by one. */
async function* readEvents(response: Response): AsyncGenerator<{ event: string; data: unknown }> {
  if (response.body === null) throw new Error('the stream has no body')
  let text = ''
  for await (const chunk of response.body.pipeThrough(new TextDecoderStream())) {
    text += chunk
    const blocks = text.split('\n\n')
    text = blocks.pop() ?? ''
    for (const block of blocks) {
      const found = /^event: (\w+)\ndata: (.*)$/.exec(block)
      if (found?.[1] !== undefined && found[2] !== undefined)
        yield { event: found[1], data: JSON.parse(found[2]) }
    }
  }
}

describe('the live stream of the console', () => {
  let service: Service
  let phone: TestPhone

  beforeAll(async () => {
    service = await startService({}, { workers: false })
    phone = await enrolPhone(service)
  })
  afterAll(() => service.close())

  test('figures come at once, and a held session is announced within a second or two of its decision', async () => {
    const analyst = await signInAs(service, 'analyst')
    const abort = new AbortController()
    const stream = await fetch(`${service.url}/console-api/events`, {
      headers: { cookie: analyst.cookie },
      signal: abort.signal,
    })
    expect(stream.headers.get('content-type')).toBe('text/event-stream')
    const events = readEvents(stream)
    const first = await events.next()
    expect(first.value).toMatchObject({ event: 'counts' })
    expect(counts.parse(first.value?.data).open.held).toBe(0)

    const { sessionId } = await requestSession(service, phone)
    await decideByHand(service, sessionId, { outcome: 'hold', score: 0.9 })
    const decidedAt = performance.now()
    let held = 0
    const told = new Set<string>()
    for await (const { event, data } of events) {
      if (event === 'counts') held = counts.parse(data).open.held
      if (event === 'sessions') for (const id of changed.parse(data).ids) told.add(id)
      if (held === 1 && told.has(sessionId)) break
    }
    expect(performance.now() - decidedAt).toBeLessThan(2_500)
    abort.abort()
  })

  test('the figures of a day add up over its hours and outcomes', async () => {
    const analyst = await signInAs(service, 'analyst')
    const before = counts.parse((await analyst.get('/counts')).body)
    for (const outcome of ['allow', 'warn', 'block'] as const) {
      const { sessionId } = await requestSession(service, phone)
      await decideByHand(service, sessionId, { outcome, score: 0.5 })
    }
    const after = counts.parse((await analyst.get('/counts')).body)
    expect(after.day.total - before.day.total).toBe(3)
    expect(after.day.block - before.day.block).toBe(1)
    expect(after.hours).toHaveLength(24)
    const ofHours = after.hours.reduce(
      (sum, hour) => sum + hour.allow + hour.warn + hour.hold + hour.block,
      0,
    )
    expect(ofHours).toBe(after.day.total)
  })
})
