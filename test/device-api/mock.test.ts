import { once } from 'node:events'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { z } from 'zod'
import type { Received } from '../../server/flow/request/receive.ts'
import { deviceLinkOf, type LinkOptions, RP_CHALLENGE } from '../support/deviceLink.ts'
import { deliver, madeUpIdentity, outcomeOf, requestSession } from '../support/people.ts'
import { type Service, startService } from '../support/startService.ts'

let service: Service

beforeAll(async () => {
  service = await startService({ SCORE_DEADLINE_MS: '600000' }, { workers: false })
})
afterAll(async () => {
  await service.close()
})

async function post(path: string, body: object) {
  return await fetch(`${service.url}/smart-id-rp${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
}

async function mockPhone(outcome: string): Promise<string> {
  const answer = await post('/mock/phones', { semanticsIdentifier: madeUpIdentity(), outcome })
  expect(answer.status).toBe(201)
  return z.object({ documentNumber: z.string() }).parse(await answer.json()).documentNumber
}

async function requestByLink(initialCallbackUrl: string | null = null): Promise<Received> {
  const algorithm = { padding: 'PSS', hash: 'SHA-512', saltLength: 64 } as const
  return await requestSession(service, null, {
    entry: 'deviceLink',
    verificationCode: null,
    initialCallbackUrl,
    toSign: { protocol: 'acspV2', rpChallenge: RP_CHALLENGE, algorithm },
  })
}

async function play(received: Received, documentNumber: string, link: LinkOptions, more: object = {}) {
  const deviceLink = deviceLinkOf(received, link)
  return await post('/v3/mock/device-link', { documentNumber, deviceLink, flowType: link.type, ...more })
}

/** Waits for the next change of the session, by the long poll's own means. */
async function ended(received: Received) {
  const changed = new Promise<void>((resolve) => {
    const stop = service.deps.changeNotifications.forSession(received.sessionId, (change) => {
      if (change?.state !== 'COMPLETE') return
      stop()
      resolve()
    })
  })
  await deliver(service, received.sessionId)
  await changed
  return await outcomeOf(service, received.sessionId)
}

describe('the mock device link', () => {
  test.each([
    ['OK', 'OK'],
    ['USER_REFUSED', 'USER_REFUSED'],
    ['USER_REFUSED_INTERACTION', 'USER_REFUSED_INTERACTION'],
  ])('plays a phone whose outcome is %s', async (outcome, endResult) => {
    const received = await requestByLink()
    const answer = await play(received, await mockPhone(outcome), { type: 'QR' })
    expect(answer.status).toBe(200)
    expect(await ended(received)).toMatchObject({ endResult, flow: 'QR' })
  })

  test('goes back to the relying party with the browser’s cookie', async () => {
    const relyingParty = createServer()
    relyingParty.listen(0, '127.0.0.1')
    await once(relyingParty, 'listening')
    const { port } = z
      .custom<AddressInfo>((address) => typeof address === 'object')
      .parse(relyingParty.address())
    const callback = `http://127.0.0.1:${port}/back?value=1`
    const visited = new Promise<IncomingMessage>((resolve) => {
      relyingParty.once('request', (request, response) => {
        response.end()
        resolve(request)
      })
    })
    const received = await requestByLink(callback)
    await play(received, await mockPhone('OK'), { type: 'Web2App', callback }, { browserCookie: 'login=abc' })
    expect(await ended(received)).toMatchObject({ endResult: 'OK', flow: 'Web2App' })
    const visit = await visited
    expect(visit.url).toMatch(/^\/back\?value=1&sessionSecretDigest=[\w-]{43}&userChallengeVerifier=[\w-]+$/)
    expect(visit.headers.cookie).toBe('login=abc')
    relyingParty.close()
  })

  test('answers 400 to a link that leads nowhere, and to a document that is no mock phone', async () => {
    const received = await requestByLink()
    const forged = await play(received, await mockPhone('OK'), {
      type: 'QR',
      secret: Buffer.alloc(32).toString('base64'),
    })
    expect(forged.status).toBe(400)
    expect((await play(received, 'PNOEE-30303039914-MOCK-Q', { type: 'QR' })).status).toBe(400)
  })
})

test('outside test mode there is no mock', async () => {
  const real = await startService({ TEST_MODE: 'off', KEY_BITS: '3072' }, { workers: false })
  try {
    for (const path of ['/mock/phones', '/v3/mock/device-link']) {
      const answer = await fetch(`${real.url}/smart-id-rp${path}`, { method: 'POST', body: '{}' })
      expect(answer.status).toBe(404)
    }
  } finally {
    await real.close()
  }
})
