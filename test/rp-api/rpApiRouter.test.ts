import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { z } from 'zod'
import { createApp } from '../../server/app.ts'
import { type SessionId, toId } from '../../server/domain/ids.ts'
import { addMs, type Clock, MINUTE_MS } from '../../server/domain/time.ts'
import { applyDecision } from '../../server/flow/request/applyDecision.ts'
import { createTestDatabase } from '../support/database.ts'
import { deliver, enrolPhone, madeUpIdentity, requestOf, type TestPhone } from '../support/people.ts'
import { type Service, startService } from '../support/startService.ts'

const DEMO = { relyingPartyUUID: '00000000-0000-0000-0000-000000000000', relyingPartyName: 'DEMO' }
const DEMO_V3 = { ...DEMO, relyingPartyUUID: '00000000-0000-4000-8000-000000000000' }
/** May not have the phone's address. */
const TERVISELEHT = {
  relyingPartyUUID: '5d0c6f1e-3b1f-4b52-9a55-1c62c0f0a003',
  relyingPartyName: 'Terviseleht',
}
/** May not ask for qualified certificates. */
const TURUPLATS = { relyingPartyUUID: '5d0c6f1e-3b1f-4b52-9a55-1c62c0f0a006', relyingPartyName: 'Turuplats' }
/** Shut out. */
const SHUT_OUT = { relyingPartyUUID: '5d0c6f1e-3b1f-4b52-9a55-1c62c0f0afff', relyingPartyName: 'Suletud' }

/** With it a certificate choice is shown even to who has one account only. */
const ASK_FIRST = { secondStep: false, waitSeconds: 0, codeChoice: false }

const random = (octets: number) => randomBytes(octets).toString('base64')
const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64')

function v2Body() {
  return {
    ...DEMO,
    hash: random(32),
    hashType: 'SHA256',
    allowedInteractionsOrder: [{ type: 'displayTextAndPIN', displayText60: 'Log in' }],
  }
}

const PSS = { signatureAlgorithm: 'rsassa-pss', signatureAlgorithmParameters: { hashAlgorithm: 'SHA-512' } }

function v3Authentication() {
  return {
    ...DEMO_V3,
    signatureProtocol: 'ACSP_V2',
    signatureProtocolParameters: { rpChallenge: random(64), ...PSS },
    interactions: encode([{ type: 'displayTextAndPIN', displayText60: 'Log in' }]),
    vcType: 'numeric4',
  }
}

function v3Signature() {
  return {
    ...DEMO_V3,
    signatureProtocol: 'RAW_DIGEST_SIGNATURE',
    signatureProtocolParameters: { digest: random(64), ...PSS },
    interactions: encode([{ type: 'displayTextAndPIN', displayText60: 'Sign' }]),
  }
}

let service: Service
let phone: TestPhone
let advanced: TestPhone

beforeAll(async () => {
  // Without workers: what is decided here, the tests decide.
  service = await startService({}, { workers: false })
  phone = await enrolPhone(service)
  advanced = await enrolPhone(service, { level: 'ADVANCED' })
  const { relyingPartyUUID: uuid, relyingPartyName: name } = SHUT_OUT
  const id = service.deps.random.id()
  const allowedNetworks = ['127.0.0.0/8', '::1/128']
  await service.prisma.relyingParty.create({
    data: { id, uuid, name, nameKey: name.toLowerCase(), allowedNetworks, enabled: false },
  })
})

afterAll(async () => {
  // Nothing waits for its deadline when the service closes.
  const undecided = await service.prisma.session.findMany({
    where: { state: 'RECEIVED' },
    select: { id: true },
  })
  for (const { id } of undecided) await block(toId<'session'>(id))
  await service.close()
})

async function block(id: SessionId): Promise<void> {
  const session = await service.deps.sessions.find(id)
  if (session === null) throw new Error('no such session')
  await applyDecision(service.deps, session, {
    stage: 'delivery',
    outcome: 'block',
    decidedBy: 'engine',
    score: 1,
    reasons: [],
    features: {},
    ruleSetVersion: 'test',
    modelVersion: null,
    friction: null,
    basis: null,
    shadow: null,
  })
}

type Sent = { method?: string; headers?: Record<string, string>; raw?: string; api?: string }

async function call(path: string, body?: unknown, { method, headers, raw, api }: Sent = {}) {
  const sent = raw ?? (body === undefined ? undefined : JSON.stringify(body))
  const response = await fetch(`${api ?? service.url}/smart-id-rp${path}`, {
    method: method ?? (sent === undefined ? 'GET' : 'POST'),
    headers: { ...(sent !== undefined && { 'content-type': 'application/json' }), ...headers },
    ...(sent !== undefined && { body: sent }),
  })
  const text = await response.text()
  return { status: response.status, body: text === '' ? null : JSON.parse(text) }
}

const started = z.object({ sessionID: z.uuid() })
const linkAnswer = started.extend({ sessionToken: z.string(), sessionSecret: z.string() })

async function start(path: string, body: unknown, headers: Record<string, string> = {}): Promise<string> {
  const answer = await call(path, body, { headers })
  expect(answer).toMatchObject({ status: 200 })
  return started.parse(answer.body).sessionID
}

const namesOf = (body: unknown): unknown[] =>
  z
    .object({ errors: z.array(z.looseObject({})) })
    .parse(body)
    .errors.map((one) => one['field'] ?? one['paramName'])

const sessionCount = () => service.prisma.session.count()

describe('creating sessions over v2', () => {
  test.each(['authentication', 'signature', 'certificatechoice'])(
    '%s answers with a session, by person or document',
    async (operation) => {
      await start(`/v2/${operation}/etsi/${phone.semanticsIdentifier}`, v2Body())
      await start(`/v2/${operation}/document/${phone.documentNumber}`, v2Body())
    },
  )

  test('nobody is known by a private issuer', async () => {
    const answer = await call('/v2/signature/private/ACME/12345', v2Body())
    expect(answer).toMatchObject({ status: 404, body: { code: 404 } })
  })

  test('slashes may be doubled, and one may end the address', async () => {
    const id = await start(`//v2//authentication/etsi//${phone.semanticsIdentifier}/`, v2Body())
    expect(await call(`/v2//session/${id}/?timeoutMs=1`)).toEqual({ status: 200, body: { state: 'RUNNING' } })
  })

  test('the name is known without regard to case', async () => {
    await start(`/v2/authentication/document/${phone.documentNumber}`, {
      ...v2Body(),
      relyingPartyName: 'demo',
    })
  })
})

describe('creating sessions over v3', () => {
  const link = { sessionToken: /^[A-Za-z0-9]{24,}$/, deviceLinkBase: /^https:\/\// }
  const looksLikeLink = (body: unknown) => {
    expect(body).toEqual({
      sessionID: expect.any(String),
      sessionToken: expect.stringMatching(link.sessionToken),
      sessionSecret: expect.any(String),
      deviceLinkBase: expect.stringMatching(link.deviceLinkBase),
    })
    const { sessionSecret } = z.object({ sessionSecret: z.base64() }).parse(body)
    expect(Buffer.from(sessionSecret, 'base64')).toHaveLength(32)
  }

  test('a device link needs nobody for authentication and certificate choice, and somebody for signing', async () => {
    looksLikeLink((await call('/v3/authentication/device-link/anonymous', v3Authentication())).body)
    looksLikeLink((await call('/v3/signature/certificate-choice/device-link/anonymous', DEMO_V3)).body)
    expect((await call('/v3/signature/device-link/anonymous', v3Signature())).status).toBe(404)
  })

  test.each([
    ['authentication', v3Authentication],
    ['signature', v3Signature],
  ])('a device link for %s goes by person or document', async (operation, body) => {
    looksLikeLink((await call(`/v3/${operation}/device-link/etsi/${phone.semanticsIdentifier}`, body())).body)
    looksLikeLink((await call(`/v3/${operation}/device-link/document/${phone.documentNumber}`, body())).body)
  })

  test('a notification for authentication and certificate choice answers with the session only', async () => {
    const choice = '/v3/signature/certificate-choice/notification/etsi'
    for (const [path, body] of [
      [`/v3/authentication/notification/etsi/${phone.semanticsIdentifier}`, v3Authentication()],
      [`/v3/authentication/notification/document/${phone.documentNumber}`, v3Authentication()],
      [`${choice}/${phone.semanticsIdentifier}`, DEMO_V3],
    ] as const) {
      expect(await call(path, body)).toEqual({ status: 200, body: { sessionID: expect.any(String) } })
    }
  })

  test('a notification for signing tells the code that chance chose', async () => {
    for (const target of [`etsi/${phone.semanticsIdentifier}`, `document/${phone.documentNumber}`]) {
      const answer = await call(`/v3/signature/notification/${target}`, v3Signature())
      expect(answer.body).toEqual({
        sessionID: expect.any(String),
        vc: { type: 'numeric4', value: expect.stringMatching(/^\d{4}$/) },
      })
    }
  })

  test('a linked signature must continue a certificate choice that was granted', async () => {
    const running = await start(
      `/v3/signature/certificate-choice/notification/etsi/${phone.semanticsIdentifier}`,
      {
        ...DEMO_V3,
        nonce: 'a',
      },
    )
    const answer = await call(`/v3/signature/notification/linked/${phone.documentNumber}`, {
      ...v3Signature(),
      linkedSessionID: running,
    })
    expect(answer.status).toBe(400)
    expect(namesOf(answer.body)).toEqual(['linkedSessionID'])
  })

  test('a certificate comes at once', async () => {
    const answer = await call(`/v3/signature/certificate/${phone.documentNumber}`, DEMO_V3)
    expect(answer).toMatchObject({
      status: 200,
      body: { state: 'OK', cert: { certificateLevel: 'QUALIFIED' } },
    })
    const unknown = await call('/v3/signature/certificate/PNOEE-30303039914-MOCK-Q', DEMO_V3)
    expect(unknown).toMatchObject({ status: 404, body: { status: 404, title: 'Not Found' } })
  })

  test('a certificate whose key was destroyed is unusable', async () => {
    const lost = await enrolPhone(service)
    await service.prisma.key.updateMany({
      where: { accountId: lost.accountId, purpose: 'signature' },
      data: {
        state: 'destroyed',
        serverShare: null,
        revokedAt: new Date(),
        revocationReason: 'keyCompromise',
      },
    })
    const answer = await call(`/v3/signature/certificate/${lost.documentNumber}`, DEMO_V3)
    expect(answer).toEqual({ status: 200, body: { state: 'DOCUMENT_UNUSABLE' } })
  })
})

describe('the same request again', () => {
  const path = () => `/v2/authentication/document/${phone.documentNumber}`
  const at = (ms: number) => ({ 'countersign-event-time': String(ms) })

  test('is the same session for 15 s, whatever the order of its members', async () => {
    const body = v2Body()
    const reversed = Object.fromEntries(Object.entries(body).reverse())
    const now = Date.now()
    const first = await start(path(), body, at(now))
    expect(await start(path(), reversed, at(now + 14_000))).toBe(first)
    expect(await start(path(), body, at(now + 16_000))).not.toBe(first)
  })

  test('is another session where anything is different, or a nonce asks for one', async () => {
    const body = v2Body()
    const headers = at(Date.now())
    const first = await start(path(), body, headers)
    const others = await Promise.all([
      start(path(), { ...body, riskContext: { trackingId: 'other' } }, headers),
      start(`/v2/signature/document/${phone.documentNumber}`, body, headers),
      start(path(), { ...body, nonce: 'one' }, headers),
      start(path(), { ...body, nonce: 'two' }, headers),
    ])
    expect(new Set([first, ...others]).size).toBe(5)
  })

  test('is the same session with the same nonce, for it may be a retry', async () => {
    const body = { ...v2Body(), nonce: 'one' }
    const headers = at(Date.now())
    expect(await start(path(), body, headers)).toBe(await start(path(), body, headers))
  })

  test('is the same session after it has ended, so that a retry does not ring twice', async () => {
    const body = v2Body()
    const headers = at(Date.now())
    const first = await start(path(), body, headers)
    await block(toId<'session'>(first))
    expect(await start(path(), body, headers)).toBe(first)
  })

  test.each([
    ['authentication', '/v3/authentication/device-link/anonymous', () => v3Authentication()],
    ['certificate choice', '/v3/signature/certificate-choice/device-link/anonymous', () => DEMO_V3],
    [
      'certificate choice with a nonce',
      '/v3/signature/certificate-choice/device-link/anonymous',
      () => ({ ...DEMO_V3, nonce: 'n' }),
    ],
  ])('is never another visitor’s where it names no person: %s', async (_, anonymous, body) => {
    const sent = body()
    const headers = at(Date.now())
    const visitors = await Promise.all(
      [1, 2, 3].map(async () => linkAnswer.parse((await call(anonymous, sent, { headers })).body)),
    )
    for (const part of ['sessionID', 'sessionToken', 'sessionSecret'] as const)
      expect(new Set(visitors.map((one) => one[part])).size).toBe(3)
  })

  test('sent many times at once makes one session', async () => {
    const body = v2Body()
    const headers = at(Date.now())
    const before = await sessionCount()
    const ids = await Promise.all(Array.from({ length: 8 }, () => start(path(), body, headers)))
    expect(new Set(ids).size).toBe(1)
    expect(await sessionCount()).toBe(before + 1)
  })
})

describe('400', () => {
  test('names every field that is wrong, and makes nothing', async () => {
    const before = await sessionCount()
    const v2 = await call(`/v2/authentication/document/${phone.documentNumber}`, {
      ...v2Body(),
      hash: 'x',
      certificateLevel: 'GOLD',
      riskContext: { initiatorIp: 'here' },
    })
    expect(v2).toMatchObject({ status: 400, body: { code: 400 } })
    expect(namesOf(v2.body)).toEqual(['riskContext.initiatorIp', 'hash', 'certificateLevel'])

    const v3 = await call('/v3/authentication/device-link/anonymous', {
      ...v3Authentication(),
      interactions: '',
      nonce: 'n',
    })
    expect(v3).toMatchObject({
      status: 400,
      body: { type: 'about:blank', status: 400, title: 'Bad Request' },
    })
    expect(new Set(namesOf(v3.body))).toEqual(new Set(['nonce', 'interactions']))
    expect(await sessionCount()).toBe(before)
  })

  test.each([
    '/v2/authentication/etsi/38001010101',
    '/v2/signature/document/PNOEE-30303039914',
    '/v3/signature/notification/etsi/EE-30303039914',
  ])('an address without an identifier: %s', async (path) => {
    const answer = await call(path, path.startsWith('/v2') ? v2Body() : v3Signature())
    expect(answer.status).toBe(400)
    expect(namesOf(answer.body)).toEqual([
      path.includes('document') ? 'documentNumber' : 'semanticsIdentifier',
    ])
  })

  test('a body that is no JSON, too large, or missing, in the words of the version', async () => {
    const path = `/v2/authentication/document/${phone.documentNumber}`
    expect(await call(path, undefined, { raw: '{"hash":' })).toMatchObject({
      status: 400,
      body: { code: 400 },
    })
    const large = JSON.stringify({ ...v2Body(), padding: 'x'.repeat(40_000) })
    expect(await call(path, undefined, { raw: large })).toMatchObject({
      status: 400,
      body: { code: 400, errors: [{ field: 'body', message: 'is too large' }] },
    })
    expect(
      await call('/v3/authentication/device-link/anonymous', undefined, { method: 'POST' }),
    ).toMatchObject({
      status: 400,
      body: { title: 'Bad Request', errors: [{ paramName: 'body' }] },
    })
  })

  test('a session or a time-out that is none', async () => {
    expect(namesOf((await call('/v2/session/none')).body)).toEqual(['sessionID'])
    const id = service.deps.random.id()
    expect(namesOf((await call(`/v3/session/${id}?timeoutMs=soon`)).body)).toEqual(['timeoutMs'])
  })
})

describe('401', () => {
  test.each([
    ['another UUID', { relyingPartyUUID: '00000000-0000-0000-0000-000000000001' }, {}],
    ['another name', { relyingPartyName: 'DEMO 2' }, {}],
    ['another address', {}, { 'x-forwarded-for': '198.51.100.7' }],
  ])('%s', async (_what, members, headers) => {
    const path = `/v2/authentication/document/${phone.documentNumber}`
    expect(await call(path, { ...v2Body(), ...members }, { headers })).toMatchObject({
      status: 401,
      body: { code: 401 },
    })
    const v3 = { ...v3Authentication(), ...members }
    expect(await call('/v3/authentication/device-link/anonymous', v3, { headers })).toEqual({
      status: 401,
      body: null,
    })
  })
})

describe('403', () => {
  test('a relying party that is shut out', async () => {
    const path = `/v2/authentication/document/${phone.documentNumber}`
    expect(await call(path, { ...v2Body(), ...SHUT_OUT })).toMatchObject({ status: 403, body: { code: 403 } })
    const v3 = await call('/v3/authentication/device-link/anonymous', { ...v3Authentication(), ...SHUT_OUT })
    expect(v3).toMatchObject({ status: 403, body: { title: 'Forbidden' } })
  })

  test('a certificate level that the relying party may not ask for; without one it gets the highest it may', async () => {
    const path = `/v2/authentication/document/${phone.documentNumber}`
    const body = { ...v2Body(), ...TURUPLATS }
    expect((await call(path, { ...body, certificateLevel: 'QUALIFIED' })).status).toBe(403)
    await start(path, body)
  })

  test('a capability that nobody agreed on', async () => {
    const path = `/v2/authentication/document/${phone.documentNumber}`
    expect((await call(path, { ...v2Body(), capabilities: ['TELEPATHY'] })).status).toBe(403)
    await start(path, { ...v2Body(), capabilities: ['QUALIFIED'] })
  })

  test('the phone’s address without the privilege: refused at once by v3, left out by v2', async () => {
    const operation = { ...TERVISELEHT, requestProperties: { shareMdClientIpAddress: true } }
    const v3 = await call('/v3/authentication/device-link/anonymous', { ...v3Authentication(), ...operation })
    expect(v3).toMatchObject({ status: 403, body: { status: 403 } })

    const path = `/v2/certificatechoice/document/${phone.documentNumber}`
    const id = toId<'session'>(await start(path, { ...v2Body(), ...operation }))
    await deliver(service, id, ASK_FIRST)
    await phone.call('POST', `/requests/${id}/accept`, {})
    const answer = await call(`/v2/session/${id}`)
    expect(answer.body).toMatchObject({ state: 'COMPLETE', result: { endResult: 'OK' } })
    expect(answer.body).not.toHaveProperty('deviceIpAddress')
  })
})

describe('404 and 471', () => {
  test('nobody has the identity or the document', async () => {
    expect(await call(`/v2/authentication/etsi/${madeUpIdentity()}`, v2Body())).toMatchObject({
      status: 404,
      body: { code: 404 },
    })
    const v3 = await call(`/v3/authentication/notification/etsi/${madeUpIdentity()}`, v3Authentication())
    expect(v3).toMatchObject({
      status: 404,
      body: { title: 'Not Found', instance: expect.stringMatching(/^\/task-id\//) },
    })
    expect(v3.body).not.toHaveProperty('errors')
  })

  test('the person has another kind of account: 471 in v2, a code in v3', async () => {
    const v2 = await call(`/v2/authentication/etsi/${advanced.semanticsIdentifier}`, {
      ...v2Body(),
      certificateLevel: 'QUALIFIED',
    })
    expect(v2).toMatchObject({ status: 471, body: { code: 471 } })
    const v3 = await call(
      `/v3/authentication/notification/document/${advanced.documentNumber}`,
      v3Authentication(),
    )
    expect(v3).toMatchObject({ status: 404, body: { errors: [{ code: 'NO_SUITABLE_ACCOUNT_FOUND' }] } })
    await start(`/v2/authentication/etsi/${advanced.semanticsIdentifier}`, {
      ...v2Body(),
      certificateLevel: 'ADVANCED',
    })
  })

  test('a session that never was, of the other version, or asked for from a foreign address', async () => {
    const never = service.deps.random.id()
    expect(await call(`/v2/session/${never}`)).toMatchObject({ status: 404, body: { code: 404 } })
    expect(await call(`/v3/session/${never}`)).toMatchObject({ status: 404, body: { title: 'Not Found' } })
    const id = await start(`/v2/authentication/document/${phone.documentNumber}`, v2Body())
    expect((await call(`/v3/session/${id}`)).status).toBe(404)
    expect(
      (await call(`/v2/session/${id}`, undefined, { headers: { 'x-forwarded-for': '198.51.100.7' } })).status,
    ).toBe(404)
  })

  test('an address at which there is nothing, in the words of the version', async () => {
    expect(await call('/v2/nothing')).toMatchObject({ status: 404, body: { code: 404 } })
    expect(await call('/v3/signature')).toMatchObject({ status: 404, body: { title: 'Not Found' } })
  })
})

test('480: the first version of the API is no longer spoken', async () => {
  expect(await call('/v1/authentication/etsi/PNOEE-30303039914', v2Body())).toMatchObject({
    status: 480,
    body: { code: 480 },
  })
})

describe('when the service is not to be had', () => {
  test('580: no session is taken during maintenance', async () => {
    const closed = await startService({ MAINTENANCE: 'on' }, { workers: false })
    try {
      const path = `/authentication/device-link/anonymous`
      expect(await call(`/v3${path}`, v3Authentication(), { api: closed.url })).toMatchObject({
        status: 580,
        body: { status: 580 },
      })
      const v2 = await call('/v2/authentication/etsi/PNOEE-30303039914', v2Body(), { api: closed.url })
      expect(v2).toMatchObject({ status: 580, body: { code: 580 } })
      const certificate = await call('/v3/signature/certificate/PNOEE-30303039914-MOCK-Q', DEMO_V3, {
        api: closed.url,
      })
      expect(certificate.status).toBe(580)
    } finally {
      await closed.close()
    }
  })

  test('503: without Postgres nothing is taken, and nothing is told', async () => {
    const database = await createTestDatabase()
    const lost = await startService({ DATABASE_URL: database.url, LOG_LEVEL: 'silent' }, { workers: false })
    try {
      await database.drop()
      const v3 = await call('/v3/authentication/device-link/anonymous', v3Authentication(), { api: lost.url })
      expect(v3).toMatchObject({ status: 503, body: { title: 'Service Unavailable' } })
      const v2 = await call('/v2/authentication/etsi/PNOEE-30303039914', v2Body(), { api: lost.url })
      expect(v2).toEqual({
        status: 503,
        body: { code: 503, message: 'The service is not available, retry later' },
      })
    } finally {
      await lost.close()
    }
  })

  test('500: a failure of ours has a name to ask us about, and no more', async () => {
    const broken = await startService({ LOG_LEVEL: 'silent' }, { workers: false })
    try {
      await broken.prisma.$executeRawUnsafe('ALTER TABLE relying_parties RENAME TO hidden')
      const answer = await call('/v3/authentication/device-link/anonymous', v3Authentication(), {
        api: broken.url,
      })
      expect(answer).toMatchObject({ status: 500, body: { title: 'Internal Server Error' } })
      expect(JSON.stringify(answer.body)).not.toContain('relying_parties')
    } finally {
      await broken.close()
    }
  })
})

describe('the status of a session', () => {
  test('waits no longer than it is told, and no less than a second', async () => {
    const id = await start(`/v2/authentication/document/${phone.documentNumber}`, v2Body())
    const from = performance.now()
    expect((await call(`/v2/session/${id}?timeoutMs=1`)).body).toEqual({ state: 'RUNNING' })
    const took = performance.now() - from
    expect(took).toBeGreaterThan(950)
    expect(took).toBeLessThan(5_000)
  })

  test('wakes at once when the person has answered', async () => {
    const id = toId<'session'>(
      await start(`/v3/authentication/notification/document/${phone.documentNumber}`, v3Authentication()),
    )
    await deliver(service, id)
    const request = await requestOf(phone, id)
    await phone.call('POST', `/requests/${request.sessionId}/shown`, {})
    const poll = call(`/v3/session/${id}?timeoutMs=30000`)
    await phone.call('POST', `/requests/${request.sessionId}/refuse`, {})
    const refusedAt = performance.now()
    expect((await poll).body).toEqual({
      state: 'COMPLETE',
      result: { endResult: 'USER_REFUSED_INTERACTION', details: { interaction: 'displayTextAndPIN' } },
      ignoredProperties: [],
    })
    expect(performance.now() - refusedAt).toBeLessThan(2_000)
  })

  test('tells the address of the phone to who may have it, and what it did not understand', async () => {
    const path = `/v2/certificatechoice/document/${phone.documentNumber}`
    const requestProperties = { shareMdClientIpAddress: true, vcChoice: true }
    const id = toId<'session'>(await start(path, { ...DEMO, requestProperties }))
    await deliver(service, id, ASK_FIRST)
    await phone.call('POST', `/requests/${id}/accept`, {})
    expect((await call(`/v2/session/${id}`)).body).toMatchObject({
      result: { endResult: 'OK', documentNumber: phone.documentNumber },
      cert: { certificateLevel: 'QUALIFIED' },
      ignoredProperties: ['vcChoice'],
      deviceIpAddress: '127.0.0.1',
    })
  })

  test('a session that was blocked is an unusable document, in both versions', async () => {
    for (const [path, body] of [
      [`/v2/signature/document/${phone.documentNumber}`, v2Body()],
      [`/v3/signature/notification/document/${phone.documentNumber}`, v3Signature()],
    ] as const) {
      const id = toId<'session'>(await start(path, body))
      await block(id)
      const answer = await call(`${path.slice(0, 3)}/session/${id}?timeoutMs=30000`)
      expect(answer.body).toMatchObject({ state: 'COMPLETE', result: { endResult: 'DOCUMENT_UNUSABLE' } })
    }
  })

  test('is forgotten five minutes after the end', async () => {
    const id = toId<'session'>(
      await start(`/v2/certificatechoice/document/${phone.documentNumber}`, { ...DEMO, nonce: 'gone' }),
    )
    await deliver(service, id, ASK_FIRST)
    await phone.call('POST', `/requests/${id}/refuse`, {})
    expect((await call(`/v2/session/${id}`)).body).toEqual({
      state: 'COMPLETE',
      result: { endResult: 'USER_REFUSED_CERT_CHOICE' },
    })

    const minutesLater = (minutes: number): Clock => ({
      now: () => addMs(service.deps.clock.now(), minutes * MINUTE_MS),
    })
    for (const [minutes, status] of [
      [4.9, 200],
      [5.1, 404],
    ] as const) {
      const app = createApp(
        { ...service.deps, clock: minutesLater(minutes) },
        { trustedProxies: [], webDir: '.', createPhoneHalf: null },
      )
      const later = app.listen(0)
      try {
        await once(later, 'listening')
        const { port } = z.object({ port: z.number() }).parse(later.address())
        expect((await call(`/v2/session/${id}`, undefined, { api: `http://127.0.0.1:${port}` })).status).toBe(
          status,
        )
      } finally {
        later.close()
      }
    }
  })
})
