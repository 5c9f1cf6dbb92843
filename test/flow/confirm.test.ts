import { constants, publicDecrypt, verify, X509Certificate } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { toId } from '../../server/domain/ids.ts'
import type { PhoneRequest } from '../../server/domain/sessions/phoneRequest.ts'
import { addMs, HOUR_MS, type Instant, MINUTE_MS } from '../../server/domain/time.ts'
import { decideRelease } from '../../server/flow/request/release.ts'
import { acspV2Payload } from '../../server/signing/acspV2.ts'
import { PhoneError } from '../../web/phone/phoneError.ts'
import { enrolPhone, outcomeOf, PIN1, PIN2, requestAndDeliver, type TestPhone } from '../support/people.ts'
import { type Service, startService } from '../support/startService.ts'

const WRONG_PIN = '000000'

let service: Service

beforeAll(async () => {
  // Nothing decides but the tests themselves.
  service = await startService({ SCORE_DEADLINE_MS: '600000' }, { workers: false })
})
afterAll(async () => {
  await service.close()
})

async function completed(request: PhoneRequest) {
  const outcome = await outcomeOf(service, request.sessionId)
  if (outcome?.state !== 'COMPLETE') throw new Error('the session has not ended')
  return outcome
}

async function storedKey(phone: TestPhone, purpose: 'authentication' | 'signature') {
  return await service.prisma.key.findUniqueOrThrow({
    where: { accountId_purpose: { accountId: phone.accountId, purpose } },
  })
}

describe('a confirmed request', () => {
  test('gives a signature of the RP’s digest that OpenSSL verifies with the certificate', async () => {
    const phone = await enrolPhone(service)
    const request = await requestAndDeliver(service, phone, { kind: 'signature' })
    const confirmed = await phone.phone.confirm(request, PIN2)
    const { signature, certificate, endResult, documentNumber } = await completed(request)

    expect(endResult).toBe('OK')
    expect(documentNumber).toBe(phone.documentNumber)
    if (signature === null || certificate === null || request.toSign?.content.protocol !== 'digest')
      throw new Error()
    const key = new X509Certificate(certificate.der).publicKey
    const digestInfo = publicDecrypt({ key, padding: constants.RSA_PKCS1_PADDING }, signature.value)
    expect(digestInfo.subarray(-32).toString('base64')).toBe(request.toSign.content.digest)
    expect(confirmed).toEqual({ result: 'signed', signature: Uint8Array.from(signature.value) })
  })

  test('of v3 authentication signs the ACSP_V2 payload with PSS', async () => {
    const phone = await enrolPhone(service)
    const request = await requestAndDeliver(service, phone)
    await phone.phone.confirm(request, PIN1)
    const { signature, certificate } = await completed(request)

    if (signature === null || certificate === null || request.toSign?.content.protocol !== 'acspV2')
      throw new Error()
    const payload = acspV2Payload(request.toSign.content)
    const key = {
      key: new X509Certificate(certificate.der).publicKey,
      padding: constants.RSA_PKCS1_PSS_PADDING,
      saltLength: 64,
    }
    expect(verify('sha512', Buffer.from(payload), key, signature.value)).toBe(true)
    expect(signature.serverRandom).toBe(request.toSign.content.serverRandom)
    expect(signature.userChallenge).toBe(request.toSign.content.userChallenge)
  })

  test('has a release decision and the address of the phone', async () => {
    const phone = await enrolPhone(service, { ip: '2001:db8::7' })
    const request = await requestAndDeliver(service, phone)
    await phone.phone.confirm(request, PIN1)

    const decisions = await service.prisma.decision.findMany({ where: { sessionId: request.sessionId } })
    expect(decisions.map(({ stage, outcome }) => [stage, outcome]).sort()).toEqual([
      ['delivery', 'allow'],
      ['release', 'allow'],
    ])
    const session = await service.deps.sessions.find(toId<'session'>(request.sessionId))
    expect(session?.phoneAddress).toBe('2001:db8::7')
  })

  test('is gone from the phone', async () => {
    const phone = await enrolPhone(service)
    const request = await requestAndDeliver(service, phone)
    await phone.phone.confirm(request, PIN1)
    expect(await phone.requests()).toEqual([])
  })

  test('asks for the other key’s PIN in vain', async () => {
    const phone = await enrolPhone(service)
    const request = await requestAndDeliver(service, phone, { kind: 'signature' })
    expect((await phone.phone.confirm(request, PIN1)).result).toBe('wrongPin')
  })
})

describe('a wrong PIN', () => {
  test('is found by the server alone, and the right one still signs afterwards', async () => {
    const phone = await enrolPhone(service)
    const request = await requestAndDeliver(service, phone)
    expect(await phone.phone.confirm(request, WRONG_PIN)).toEqual({
      result: 'wrongPin',
      lock: { attemptsLeft: 2, attemptsLeftInTotal: 8, lockedUntil: null },
    })
    expect(await outcomeOf(service, request.sessionId)).toEqual({ state: 'RUNNING' })
    expect((await phone.phone.confirm(request, PIN1)).result).toBe('signed')
    expect((await storedKey(phone, 'authentication')).wrongPins).toBe(0)
  })

  test('locks for 3 hours after three, for 24 hours after six, and destroys the key after nine', async () => {
    const start = service.deps.clock.now()
    const phone = await enrolPhone(service, { at: start })
    let now: Instant = start
    const tryPin = async (pin: string) => {
      phone.setTime(now)
      const request = await requestAndDeliver(service, phone, { occurredAt: now })
      return { request, answer: await phone.phone.confirm(request, pin) }
    }
    const wrong = async () => (await tryPin(WRONG_PIN)).answer

    await wrong()
    await wrong()
    const third = { attemptsLeft: 0, attemptsLeftInTotal: 6, lockedUntil: addMs(now, 3 * HOUR_MS) }
    expect(await wrong()).toEqual({ result: 'wrongPin', lock: third })
    now = addMs(now, 3 * HOUR_MS - 1)
    expect((await tryPin(PIN1)).answer).toEqual({ result: 'locked', lock: third })

    now = addMs(now, 1)
    expect(await wrong()).toMatchObject({ lock: { attemptsLeft: 2, attemptsLeftInTotal: 5 } })
    await wrong()
    expect(await wrong()).toMatchObject({ lock: { attemptsLeft: 0, lockedUntil: addMs(now, 24 * HOUR_MS) } })
    now = addMs(now, 23 * HOUR_MS)
    expect((await tryPin(PIN1)).answer.result).toBe('locked')

    now = addMs(now, HOUR_MS)
    await wrong()
    await wrong()
    const ninth = await tryPin(WRONG_PIN)
    expect(ninth.answer).toEqual({ result: 'destroyed' })
    const outcome = await outcomeOf(service, ninth.request.sessionId, now)
    expect(outcome).toMatchObject({ state: 'COMPLETE', endResult: 'DOCUMENT_UNUSABLE' })
    expect(await storedKey(phone, 'authentication')).toMatchObject({ state: 'destroyed', serverShare: null })
    expect(await storedKey(phone, 'signature')).toMatchObject({ state: 'ready', revokedAt: null })
  })
})

describe('the same confirmation', () => {
  test('sent twice at once gives one signature, the same answer and no clone alarm', async () => {
    let answers: string[] = []
    const twice: typeof fetch = async (url, init) => {
      if (!String(url).endsWith('/confirm')) return await fetch(url, init)
      const both = await Promise.all([fetch(url, init), fetch(url, init)])
      answers = await Promise.all(both.map((answer) => answer.clone().text()))
      return both[0]
    }
    const phone = await enrolPhone(service, { fetch: twice })
    const request = await requestAndDeliver(service, phone)
    expect((await phone.phone.confirm(request, PIN1)).result).toBe('signed')

    expect(answers).toHaveLength(2)
    expect(answers[0]).toBe(answers[1])
    expect(await storedKey(phone, 'authentication')).toMatchObject({
      state: 'ready',
      version: 1,
      wrongPins: 0,
    })
    const next = await requestAndDeliver(service, phone)
    expect((await phone.phone.confirm(next, PIN1)).result).toBe('signed')
  })

  test('sent again after a lost answer gets the stored answer', async () => {
    let lose = 1
    const lossy: typeof fetch = async (url, init) => {
      const answer = await fetch(url, init)
      if (String(url).endsWith('/confirm') && lose-- > 0) throw new TypeError('the connection broke')
      return answer
    }
    const phone = await enrolPhone(service, { fetch: lossy })
    const request = await requestAndDeliver(service, phone)
    expect((await phone.phone.confirm(request, PIN1)).result).toBe('signed')
    expect(lose).toBeLessThan(0)
    expect((await storedKey(phone, 'authentication')).version).toBe(1)
  })

  test('whose answer is lost for good does not make the next request look like a copied phone', async () => {
    let lossy = false
    const failing: typeof fetch = async (url, init) => {
      const answer = await fetch(url, init)
      if (lossy && String(url).endsWith('/confirm')) throw new TypeError('the connection broke')
      return answer
    }
    const phone = await enrolPhone(service, { fetch: failing })
    const first = await requestAndDeliver(service, phone)
    lossy = true
    await expect(phone.phone.confirm(first, PIN1)).rejects.toThrow(PhoneError)
    lossy = false
    const second = await requestAndDeliver(service, phone)
    expect((await phone.phone.confirm(second, PIN1)).result).toBe('signed')
    expect((await completed(first)).endResult).toBe('OK')
    expect((await completed(second)).endResult).toBe('OK')
  })
})

test('two phones with the same storage: the copy is found, both keys are destroyed and revoked', async () => {
  const phone = await enrolPhone(service)
  const copy = await phone.copy()
  const first = await requestAndDeliver(service, phone)
  expect((await phone.phone.confirm(first, PIN1)).result).toBe('signed')

  const second = await requestAndDeliver(service, phone)
  expect((await copy.phone.confirm(second, PIN1)).result).toBe('destroyed')
  expect((await completed(second)).endResult).toBe('DOCUMENT_UNUSABLE')
  for (const purpose of ['authentication', 'signature'] as const) {
    const key = await storedKey(phone, purpose)
    expect(key).toMatchObject({ state: 'destroyed', serverShare: null, revocationReason: 'clone' })
    expect(key.revokedAt).not.toBeNull()
  }
  const account = await service.prisma.account.findUniqueOrThrow({ where: { id: phone.accountId } })
  expect(account.state).toBe('destroyed')
})

test('a copied phone with a wrong PIN learns nothing, and counts', async () => {
  const phone = await enrolPhone(service)
  const copy = await phone.copy()
  const first = await requestAndDeliver(service, phone)
  await phone.phone.confirm(first, PIN1)
  const second = await requestAndDeliver(service, phone)
  expect(await copy.phone.confirm(second, WRONG_PIN)).toEqual({ result: 'refused' })
  expect((await storedKey(phone, 'authentication')).wrongPins).toBe(1)
  expect((await phone.phone.confirm(second, PIN1)).result).toBe('signed')
})

describe('a confirmation that comes too late', () => {
  test('signs nothing, though its PIN was right, and the phone stays in step', async () => {
    const start = service.deps.clock.now()
    const phone = await enrolPhone(service, { at: start })
    const request = await requestAndDeliver(service, phone, { occurredAt: start })
    const late = addMs(start, 10 * MINUTE_MS)
    phone.setTime(late)
    expect(await phone.phone.confirm(request, PIN1)).toEqual({ result: 'stopped' })
    await outcomeOf(service, request.sessionId, late)
    const session = await service.deps.sessions.find(toId<'session'>(request.sessionId))
    expect(session).toMatchObject({ endResult: 'TIMEOUT', signature: null })
    const next = await requestAndDeliver(service, phone, { occurredAt: late })
    expect((await phone.phone.confirm(next, PIN1)).result).toBe('signed')
  })

  test('after a refusal signs nothing', async () => {
    const phone = await enrolPhone(service)
    const request = await requestAndDeliver(service, phone)
    await phone.call('POST', `/requests/${request.sessionId}/refuse`, {})
    expect(await phone.phone.confirm(request, PIN1)).toEqual({ result: 'stopped' })
    expect((await completed(request)).signature).toBeNull()
  })
})

describe('a release that is blocked', () => {
  test('keeps the signature back, and the relying party hears of it as late as of any block', async () => {
    const phone = await enrolPhone(service)
    const request = await requestAndDeliver(service, phone, { kind: 'signature' })
    const { subjectId } = await service.prisma.account.findUniqueOrThrow({ where: { id: phone.accountId } })
    await service.prisma.listEntry.create({
      data: {
        id: service.deps.random.id(),
        kind: 'subject',
        valueKey: subjectId,
        effect: 'block',
        reason: 'reported by telephone',
        author: 'test',
      },
    })
    expect(await phone.phone.confirm(request, PIN2)).toEqual({ result: 'stopped' })
    const session = await service.deps.sessions.find(toId<'session'>(request.sessionId))
    expect(session).toMatchObject({ state: 'BLOCKED', endResult: 'DOCUMENT_UNUSABLE', signature: null })
    expect(session?.visibleAt ?? 0).toBeGreaterThanOrEqual((session?.endedAt ?? 0) + 50)
  })
})

describe('a release for which the history does not answer', () => {
  const silences: [string, () => Promise<never>][] = [
    ['fails', async () => await Promise.reject(new Error('Redis is gone'))],
    ['is silent', async () => await new Promise<never>(() => {})],
  ]
  test.each(silences)('and %s is decided by rules alone, and says so', async (_how, read) => {
    const phone = await enrolPhone(service)
    const request = await requestAndDeliver(service, phone)
    const { session, account, at } = await speakingOf(phone, request)
    const deps = { ...service.deps, history: { ...service.deps.history, read } }
    const settings = { ...deps.settings, scoreDeadlineMs: 100 }
    const decision = await decideRelease({ ...deps, settings }, session, { account, ip: '127.0.0.1', at })
    expect(decision).toMatchObject({ stage: 'release', decidedBy: 'fallback', outcome: 'allow' })
  })
})

async function speakingOf(phone: TestPhone, request: PhoneRequest) {
  const session = await service.deps.sessions.find(toId<'session'>(request.sessionId))
  const account = await service.deps.accounts.find(toId<'account'>(phone.accountId))
  if (session === null || account === null) throw new Error('nobody is there')
  return { session, account, at: service.deps.clock.now() }
}

describe('a code that must be picked', () => {
  const friction = { secondStep: false, waitSeconds: 0, codeChoice: true }

  test('is one of three, and the right one lets the PIN sign', async () => {
    const phone = await enrolPhone(service)
    const request = await requestAndDeliver(service, phone, { friction })
    const session = await service.deps.sessions.find(toId<'session'>(request.sessionId))
    expect(new Set(request.codeChoices).size).toBe(3)
    expect(request.verificationCode).toBeNull()
    expect(request.codeChoices).toContain(session?.verificationCode)
    const confirmed = await phone.phone.confirm(request, PIN1, session?.verificationCode ?? '')
    expect(confirmed.result).toBe('signed')
  })

  test('ends the session with WRONG_VC where it is the wrong one, whatever the PIN', async () => {
    const phone = await enrolPhone(service)
    const request = await requestAndDeliver(service, phone, { friction })
    const session = await service.deps.sessions.find(toId<'session'>(request.sessionId))
    const wrong = request.codeChoices?.find((code) => code !== session?.verificationCode) ?? ''
    expect(await phone.phone.confirm(request, PIN1, wrong)).toEqual({ result: 'refused' })
    expect((await completed(request)).endResult).toBe('WRONG_VC')
  })

  test('must not be left out', async () => {
    const phone = await enrolPhone(service)
    const request = await requestAndDeliver(service, phone, { friction })
    await expect(phone.phone.confirm(request, PIN1)).rejects.toMatchObject({
      status: 400,
      code: 'badRequest',
    })
  })
})

test('another person’s phone cannot confirm a request', async () => {
  const phone = await enrolPhone(service)
  const stranger = await enrolPhone(service)
  const request = await requestAndDeliver(service, phone)
  const body = { keyId: request.key?.keyId, freshnessToken: 'x'.repeat(43), sealed: 'a..b.c.d' }
  const sent = stranger.call('POST', `/requests/${request.sessionId}/confirm`, body)
  await expect(sent).rejects.toMatchObject({ status: 404, code: 'notFound' })
})
