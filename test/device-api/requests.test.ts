import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { z } from 'zod'
import { toId } from '../../server/domain/ids.ts'
import type { PhoneRequest } from '../../server/domain/sessions/phoneRequest.ts'
import { addMs, DAY_MS } from '../../server/domain/time.ts'
import {
  deliver,
  enrolPhone,
  outcomeOf,
  PIN1,
  requestAndDeliver,
  requestSession,
  type TestPhone,
} from '../support/people.ts'
import { type Service, startService } from '../support/startService.ts'

let service: Service

beforeAll(async () => {
  service = await startService({ SCORE_DEADLINE_MS: '600000' }, { workers: false })
})
afterAll(async () => {
  await service.close()
})

async function tokenOf(phone: TestPhone): Promise<string> {
  return (await phone.phone.account())?.accessToken ?? ''
}

/** Reads `requests` events until the caller stops. */
async function* listen(phone: TestPhone, signal: AbortSignal): AsyncGenerator<PhoneRequest[]> {
  const answer = await fetch(`${service.url}/device-api/v1/events`, {
    headers: { authorization: `Bearer ${await tokenOf(phone)}` },
    signal,
  })
  expect(answer.headers.get('content-type')).toContain('text/event-stream')
  const decoder = new TextDecoder()
  let text = ''
  for await (const chunk of answer.body ?? []) {
    text += decoder.decode(chunk, { stream: true })
    for (let end = text.indexOf('\n\n'); end !== -1; end = text.indexOf('\n\n')) {
      const data = /^event: requests\ndata: (.*)$/.exec(text.slice(0, end))?.[1]
      text = text.slice(end + 2)
      if (data === undefined) continue
      yield z.object({ requests: z.custom<PhoneRequest[]>(Array.isArray) }).parse(JSON.parse(data)).requests
    }
  }
}

describe('a connected phone', () => {
  test('hears of a request within 200 ms of the decision, and of its end', async () => {
    const phone = await enrolPhone(service)
    const hangUp = new AbortController()
    const lists = listen(phone, hangUp.signal)
    expect((await lists.next()).value).toEqual([])

    const took: number[] = []
    for (let asked = 0; asked < 5; asked++) {
      const { sessionId } = await requestSession(service, phone)
      await deliver(service, sessionId)
      const decidedAt = performance.now()
      const shown = (await lists.next()).value
      took.push(performance.now() - decidedAt)
      expect(shown).toMatchObject([{ sessionId, relyingPartyName: 'DEMO', kind: 'authentication' }])

      await phone.call('POST', `/requests/${sessionId}/refuse`, {})
      expect((await lists.next()).value).toEqual([])
    }
    // The middle one: a busy machine may be slow once.
    expect(took.sort((one, other) => one - other)[2]).toBeLessThan(200)
    hangUp.abort()
  })

  test('that asks by long poll is answered when a request comes', async () => {
    const phone = await enrolPhone(service)
    const { sessionId } = await requestSession(service, phone)
    const waiting = phone.call('GET', '/requests?timeoutMs=20000')
    await deliver(service, sessionId)
    expect(await waiting).toMatchObject({ requests: [{ sessionId }] })
  })

  test('is told nothing of a request that nobody has decided', async () => {
    const phone = await enrolPhone(service)
    const { sessionId } = await requestSession(service, phone)
    expect(await phone.requests()).toEqual([])
    for (const act of ['refuse', 'accept', 'report']) {
      const acted = phone.call('POST', `/requests/${sessionId}/${act}`, {})
      await expect(acted).rejects.toMatchObject({ status: expect.any(Number) })
    }
    expect((await service.deps.sessions.find(sessionId))?.state).toBe('RECEIVED')
  })

  test('is shown the warning in its own language', async () => {
    const friction = { secondStep: true, waitSeconds: 10, codeChoice: false }
    const english = await enrolPhone(service, { device: { language: 'en' } })
    const estonian = await enrolPhone(service, { device: { language: 'et' } })
    const [inEnglish, inEstonian] = [
      await requestAndDeliver(service, english, { friction }),
      await requestAndDeliver(service, estonian, { friction }),
    ]
    expect(inEnglish.warning).toMatchObject(friction)
    expect(inEstonian.warning?.title).toMatch(/\S/)
    expect(inEstonian.warning?.title).not.toBe(inEnglish.warning?.title)
  })
})

describe('a person who refuses', () => {
  test('before looking refuses the request, after looking the text that was shown', async () => {
    const phone = await enrolPhone(service)
    const unseen = await requestAndDeliver(service, phone)
    await phone.call('POST', `/requests/${unseen.sessionId}/refuse`, {})
    expect(await outcomeOf(service, unseen.sessionId)).toMatchObject({ endResult: 'USER_REFUSED' })

    const seen = await requestAndDeliver(service, phone)
    await phone.call('POST', `/requests/${seen.sessionId}/shown`)
    await phone.call('POST', `/requests/${seen.sessionId}/refuse`, {})
    expect(await outcomeOf(service, seen.sessionId)).toMatchObject({
      endResult: 'USER_REFUSED_INTERACTION',
      interactionUsed: 'displayTextAndPIN',
    })
  })

  test('twice is told that it is over', async () => {
    const phone = await enrolPhone(service)
    const { sessionId } = await requestAndDeliver(service, phone)
    await phone.call('POST', `/requests/${sessionId}/refuse`, {})
    const again = phone.call('POST', `/requests/${sessionId}/refuse`, {})
    await expect(again).rejects.toMatchObject({ status: 409, code: 'conflict' })
  })
})

describe('a certificate choice', () => {
  const friction = { secondStep: false, waitSeconds: 0, codeChoice: false }

  test('that is accepted gives the signing certificate without a PIN', async () => {
    const phone = await enrolPhone(service)
    const request = await requestAndDeliver(service, phone, { kind: 'certificateChoice', friction })
    expect(request).toMatchObject({ key: null, toSign: null, verificationCode: null })
    await phone.call('POST', `/requests/${request.sessionId}/accept`, {})
    const outcome = await outcomeOf(service, request.sessionId)
    expect(outcome).toMatchObject({ endResult: 'OK', signature: null, documentNumber: phone.documentNumber })
    const signing = (await service.deps.accounts.find(toId<'account'>(phone.accountId)))?.keys.find(
      ({ purpose }) => purpose === 'signature',
    )
    expect(outcome).toMatchObject({ certificate: { der: signing?.certificate } })
  })

  test('that is refused has an end result of its own', async () => {
    const phone = await enrolPhone(service)
    const { sessionId } = await requestAndDeliver(service, phone, { kind: 'certificateChoice', friction })
    await phone.call('POST', `/requests/${sessionId}/refuse`, {})
    expect(await outcomeOf(service, sessionId)).toMatchObject({ endResult: 'USER_REFUSED_CERT_CHOICE' })
  })

  test('is the only kind that can be accepted without a PIN', async () => {
    const phone = await enrolPhone(service)
    const { sessionId } = await requestAndDeliver(service, phone)
    const accepted = phone.call('POST', `/requests/${sessionId}/accept`, {})
    await expect(accepted).rejects.toMatchObject({ status: 400 })
    expect(await outcomeOf(service, sessionId)).toEqual({ state: 'RUNNING' })
  })
})

describe('"this was not me"', () => {
  const labels = (sessionId: string) => service.prisma.label.findMany({ where: { sessionId } })

  test('refuses the request and labels it as fraud, once', async () => {
    const phone = await enrolPhone(service)
    const { sessionId } = await requestAndDeliver(service, phone)
    await Promise.all([1, 2, 3].map(() => phone.call('POST', `/requests/${sessionId}/report`, {})))
    expect(await outcomeOf(service, sessionId)).toMatchObject({ endResult: 'USER_REFUSED' })
    expect(await labels(sessionId)).toMatchObject([{ fraud: true, source: 'report' }])
    expect((await service.deps.sessions.find(toId<'session'>(sessionId)))?.reportedAt).not.toBeNull()
  })

  test('may be said of a signed request for a day, and changes nothing of its end', async () => {
    const phone = await enrolPhone(service)
    const [soon, late] = [await requestAndDeliver(service, phone), await requestAndDeliver(service, phone)]
    await phone.phone.confirm(soon, PIN1)
    const tomorrow = addMs(service.deps.clock.now(), DAY_MS)
    await phone.call('POST', `/requests/${soon.sessionId}/report`, {})
    const tooLate = phone.call('POST', `/requests/${late.sessionId}/report`, {}, addMs(tomorrow, 1000))
    await expect(tooLate).rejects.toMatchObject({ status: 409 })
    expect(await outcomeOf(service, soon.sessionId)).toMatchObject({ endResult: 'OK' })
    expect(await labels(soon.sessionId)).toHaveLength(1)
    expect(await labels(late.sessionId)).toHaveLength(0)
  })
})

describe('the door', () => {
  test('answers 401 without a token, and with a wrong one', async () => {
    for (const headers of [{}, { authorization: `Bearer ${'A'.repeat(43)}` }]) {
      const answer = await fetch(`${service.url}/device-api/v1/requests`, { headers })
      expect(answer.status).toBe(401)
      expect(await answer.json()).toEqual({ code: 'unauthorised', message: expect.any(String) })
    }
  })

  test('names each wrong field', async () => {
    const phone = await enrolPhone(service)
    const answer = await fetch(`${service.url}/device-api/v1/integrity`, {
      method: 'PUT',
      headers: { authorization: `Bearer ${await tokenOf(phone)}`, 'content-type': 'application/json' },
      body: JSON.stringify({ rooted: 'no' }),
    })
    expect(answer.status).toBe(400)
    const body = z.object({ fields: z.array(z.object({ field: z.string() })) }).parse(await answer.json())
    expect(body.fields.map(({ field }) => field)).toEqual(expect.arrayContaining(['rooted', 'callActive']))
  })

  test('answers 400 to what is not JSON, and 404 to ids that are none', async () => {
    const phone = await enrolPhone(service)
    const answer = await fetch(`${service.url}/device-api/v1/links/claim`, {
      method: 'POST',
      headers: { authorization: `Bearer ${await tokenOf(phone)}`, 'content-type': 'application/json' },
      body: '{',
    })
    expect(answer.status).toBe(400)
    await expect(phone.call('POST', '/requests/not-an-id/refuse', {})).rejects.toMatchObject({ status: 404 })
  })

  test('remembers where a phone spoke from, and what it says of itself', async () => {
    const phone = await enrolPhone(service, { ip: '::ffff:192.0.2.44' })
    const flags = { ...integrity, callActive: true }
    await phone.call('PUT', '/integrity', flags)
    const account = await service.deps.accounts.find(toId<'account'>(phone.accountId))
    expect(account?.lastSeen?.ip).toBe('192.0.2.44')
    expect(account?.device.integrity).toEqual(flags)
  })
})

const integrity = {
  rooted: false,
  debuggerAttached: false,
  emulator: false,
  remoteControlActive: false,
  accessibilityServiceActive: false,
  callActive: false,
  hardwareKeyStore: true,
  randomnessTestPassed: true,
}
