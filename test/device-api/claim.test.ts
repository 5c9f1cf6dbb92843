import { createHash } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { addMs, SECOND_MS } from '../../server/domain/time.ts'
import type { Received } from '../../server/flow/request/receive.ts'
import { deviceLinkOf, RP_CHALLENGE } from '../support/deviceLink.ts'
import {
  type AskOptions,
  deliver,
  enrolPhone,
  madeUpIdentity,
  outcomeOf,
  PIN1,
  requestOf,
  requestSession,
  type TestPhone,
} from '../support/people.ts'
import { type Service, startService } from '../support/startService.ts'

const CALLBACK = 'https://rp.example.com/back?value=abc'

let service: Service

beforeAll(async () => {
  service = await startService({ SCORE_DEADLINE_MS: '600000' }, { workers: false })
})
afterAll(async () => {
  await service.close()
})

async function requestByLink(who: TestPhone | null, options: AskOptions = {}): Promise<Received> {
  return await requestSession(service, who, {
    entry: 'deviceLink',
    verificationCode: null,
    toSign: {
      protocol: 'acspV2',
      rpChallenge: RP_CHALLENGE,
      algorithm: { padding: 'PSS', hash: 'SHA-512', saltLength: 64 },
    },
    ...options,
  })
}

const claim = (phone: TestPhone, deviceLink: string) => phone.call('POST', '/links/claim', { deviceLink })

describe('a device link', () => {
  test('finds its person when a phone claims it, is decided, shown and signed', async () => {
    const phone = await enrolPhone(service)
    const received = await requestByLink(null)
    expect(await claim(phone, deviceLinkOf(received, { type: 'QR' }))).toEqual({
      sessionId: received.sessionId,
    })
    expect(await service.deps.sessions.find(received.sessionId)).toMatchObject({
      state: 'RECEIVED',
      flow: 'QR',
      accountId: phone.accountId,
    })
    expect(await phone.requests()).toEqual([])

    await deliver(service, received.sessionId)
    const request = await requestOf(phone, received.sessionId)
    expect(request).toMatchObject({ flow: 'QR', callback: null, verificationCode: null })
    expect((await phone.phone.confirm(request, PIN1)).result).toBe('signed')
    expect(await outcomeOf(service, received.sessionId)).toMatchObject({ endResult: 'OK', flow: 'QR' })
  })

  test('of the same device goes on at the relying party with the secret’s digest and the verifier', async () => {
    const phone = await enrolPhone(service)
    const received = await requestByLink(null, { initialCallbackUrl: CALLBACK })
    await claim(phone, deviceLinkOf(received, { type: 'Web2App', callback: CALLBACK }))
    await deliver(service, received.sessionId)
    const request = await requestOf(phone, received.sessionId)
    const url = new URL(request.callback?.url ?? '')
    const secret = Buffer.from(received.deviceLink?.sessionSecret ?? '', 'base64')
    expect(url.searchParams.get('value')).toBe('abc')
    expect(url.searchParams.get('sessionSecretDigest')).toBe(
      createHash('sha256').update(secret).digest('base64url'),
    )

    await phone.phone.confirm(request, PIN1)
    const verifier = url.searchParams.get('userChallengeVerifier') ?? ''
    const outcome = await outcomeOf(service, received.sessionId)
    const userChallenge = createHash('sha256').update(verifier, 'ascii').digest('base64url')
    expect(outcome).toMatchObject({ flow: 'Web2App', signature: { userChallenge } })
  })

  test('is good for one claim', async () => {
    const [phone, other] = [await enrolPhone(service), await enrolPhone(service)]
    const received = await requestByLink(null)
    const link = deviceLinkOf(received, { type: 'QR' })
    const claims = await Promise.allSettled([claim(phone, link), claim(other, link), claim(phone, link)])
    expect(claims.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  })

  test('of a named person leads nowhere on another’s phone, and waits on for the right one', async () => {
    const semanticsIdentifier = madeUpIdentity()
    const right = await enrolPhone(service, { semanticsIdentifier })
    const wrong = await enrolPhone(service)
    const received = await requestByLink(right, {
      target: { by: 'semanticsIdentifier', value: semanticsIdentifier },
    })
    const link = deviceLinkOf(received, { type: 'QR' })
    await expect(claim(wrong, link)).rejects.toMatchObject({ status: 404, code: 'notFound' })
    expect((await service.deps.sessions.find(received.sessionId))?.state).toBe('AWAITING_CLAIM')
    expect(await claim(right, link)).toEqual({ sessionId: received.sessionId })
  })

  const wrongLinks: [string, (received: Received) => string][] = [
    [
      'whose secret is another',
      (received) => deviceLinkOf(received, { type: 'QR', secret: Buffer.alloc(32).toString('base64') }),
    ],
    [
      'whose type was changed',
      (received) => deviceLinkOf(received, { type: 'Web2App' }).replace('Web2App', 'App2App'),
    ],
    [
      'whose callback was changed',
      (received) => deviceLinkOf(received, { type: 'Web2App', callback: 'https://evil.example' }),
    ],
    [
      'whose kind was changed',
      (received) => deviceLinkOf(received, { type: 'QR' }).replace('sessionType=auth', 'sessionType=sign'),
    ],
    [
      'that says it is older than it is',
      (received) => deviceLinkOf(received, { type: 'QR', elapsedSeconds: 12 }),
    ],
  ]
  test.each(wrongLinks)('%s leads nowhere', async (_what, made) => {
    const phone = await enrolPhone(service)
    const received = await requestByLink(null)
    await expect(claim(phone, made(received))).rejects.toMatchObject({ status: 404, code: 'notFound' })
    expect((await service.deps.sessions.find(received.sessionId))?.state).toBe('AWAITING_CLAIM')
  })

  test('by QR is too old some seconds later, by event time, and the screen’s next one is not', async () => {
    const start = service.deps.clock.now()
    const phone = await enrolPhone(service, { at: start })
    const received = await requestByLink(null, { occurredAt: start })
    phone.setTime(addMs(start, 30 * SECOND_MS))
    const photographed = deviceLinkOf(received, { type: 'QR', elapsedSeconds: 2 })
    await expect(claim(phone, photographed)).rejects.toMatchObject({ status: 404 })
    expect(await claim(phone, deviceLinkOf(received, { type: 'QR', elapsedSeconds: 30 }))).toEqual({
      sessionId: received.sessionId,
    })
  })

  test('is over when its session is', async () => {
    const start = service.deps.clock.now()
    const phone = await enrolPhone(service, { at: start })
    const received = await requestByLink(null, { occurredAt: start })
    phone.setTime(addMs(start, 181 * SECOND_MS))
    const late = deviceLinkOf(received, { type: 'QR', elapsedSeconds: 181 })
    await expect(claim(phone, late)).rejects.toMatchObject({ status: 404 })
  })

  test('that is none is a bad request', async () => {
    const phone = await enrolPhone(service)
    await expect(claim(phone, 'https://smart-id.com/device-link')).rejects.toMatchObject({ status: 400 })
  })
})
