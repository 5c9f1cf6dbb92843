import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { z } from 'zod'
import type { PhoneRequest } from '../../server/domain/sessions/phoneRequest.ts'
import { addMs, DAY_MS } from '../../server/domain/time.ts'
import { DEMO_UUID, DEVICE, enrolPhone, PIN1, PIN2, type TestPhone } from '../support/people.ts'
import { type Service, startService } from '../support/startService.ts'
import { createV3Client, type Interaction, type Started, type V3Client } from '../support/v3Client.ts'
import { type LinkType, Untrusted } from '../support/v3Trust.ts'

const LOG_IN: Interaction[] = [{ type: 'displayTextAndPIN', displayText60: 'Log in to the demo' }]
const CALLBACK = 'https://rp.example.com/callback?value=RrKjjT4aggzu27YBddX1bQ'
const DOCUMENT = () => Uint8Array.from(randomBytes(200))

let service: Service
let client: V3Client
let phone: TestPhone

beforeAll(async () => {
  service = await startService()
  client = clientNamed('DEMO')
  phone = await enrolOldPhone()
})

afterAll(async () => {
  await service.close()
})

function clientNamed(relyingPartyName: string): V3Client {
  const authority = service.environment['AUTHORITY_DIR'] ?? ''
  const read = (file: string) => readFileSync(join(authority, file), 'utf8')
  return createV3Client({
    baseUrl: `${service.url}/smart-id-rp/v3`,
    relyingPartyUUID: DEMO_UUID,
    relyingPartyName,
    scheme: 'smart-id-demo',
    anchors: { root: read('root.pem'), issuing: read('issuing.pem') },
  })
}

/** Enrolled long ago, so that nothing about the account is remarkable. */
async function enrolOldPhone(): Promise<TestPhone> {
  const enrolled = await enrolPhone(service, { at: addMs(service.deps.clock.now(), -90 * DAY_MS) })
  enrolled.setTime(null)
  return enrolled
}

const requestsAnswer = z.object({ requests: z.custom<PhoneRequest[]>(Array.isArray) })

/** Waits for the request as the app does, and sees it. */
async function seen(who: TestPhone, { sessionID }: Pick<Started, 'sessionID'>): Promise<PhoneRequest> {
  const { requests } = requestsAnswer.parse(await who.call('GET', '/requests?timeoutMs=20000'))
  const request = requests.find(({ sessionId }) => sessionId === sessionID)
  if (request === undefined) throw new Error('the phone has no such request')
  await who.call('POST', `/requests/${sessionID}/shown`, {})
  return request
}

async function claim(who: TestPhone, deviceLink: string): Promise<void> {
  await who.call('POST', '/links/claim', { deviceLink })
}

async function confirm(who: TestPhone, started: Started, code?: string): Promise<PhoneRequest> {
  const request = await seen(who, started)
  const confirmed = await who.phone.confirm(request, started.kind === 'auth' ? PIN1 : PIN2, code)
  expect(confirmed.result).toBe('signed')
  return request
}

describe('authentication', () => {
  test('by QR code, without knowing who will come', async () => {
    const started = await client.linkAuthentication('anonymous', { interactions: LOG_IN })
    await claim(phone, client.deviceLink(started, 'QR'))
    const request = await confirm(phone, started)
    expect(request).toMatchObject({
      flow: 'QR',
      verificationCode: null,
      callback: null,
      relyingPartyName: 'DEMO',
    })
    const verified = client.verifyAuthentication(started, await client.outcome(started), ['QR'])
    expect(verified).toMatchObject({
      documentNumber: phone.documentNumber,
      serialNumber: phone.semanticsIdentifier,
    })
  })

  test.each(['Web2App', 'App2App'] as const)(
    'by %s, and back to the browser with what only it may know',
    async (type) => {
      const target =
        type === 'Web2App' ? { etsi: phone.semanticsIdentifier } : { document: phone.documentNumber }
      const started = await client.linkAuthentication(target, { interactions: LOG_IN, callback: CALLBACK })
      await claim(phone, client.deviceLink(started, type))
      const request = await confirm(phone, started)
      const outcome = await client.outcome(started)
      expect(client.verifyAuthentication(started, outcome, [type]).flowType).toBe(type)
      const callback = request.callback?.url ?? ''
      client.verifyCallback(started, outcome, callback)
      expect(() =>
        client.verifyCallback(started, outcome, callback.replace(/Verifier=./, 'Verifier=!')),
      ).toThrow(Untrusted)
      expect(() => client.verifyAuthentication(started, outcome, ['QR'])).toThrow(Untrusted)
    },
  )

  test('by a relying party that spells its name another way: it is signed as it was sent', async () => {
    const other = clientNamed('Demo')
    const started = await other.linkAuthentication('anonymous', { interactions: LOG_IN })
    await claim(phone, other.deviceLink(started, 'QR'))
    await confirm(phone, started)
    const outcome = await other.outcome(started)
    other.verifyAuthentication(started, outcome, ['QR'])
    expect(() => client.verifyAuthentication(started, outcome, ['QR'])).toThrow(Untrusted)
  })

  test('by notification, with the code that follows from the challenge', async () => {
    const started = await client.pushAuthentication(
      { etsi: phone.semanticsIdentifier },
      { interactions: LOG_IN },
    )
    const request = await confirm(phone, started)
    expect(request.verificationCode).toBe(started.verificationCode)
    const verified = client.verifyAuthentication(started, await client.outcome(started), ['Notification'])
    expect(verified.flowType).toBe('Notification')
  })

  test('by notification, where the person finds the code among three', async () => {
    const interactions: Interaction[] = [
      { type: 'confirmationMessageAndVerificationCodeChoice', displayText200: 'Log in to the demo' },
    ]
    const started = await client.pushAuthentication({ document: phone.documentNumber }, { interactions })
    const request = await confirm(phone, started, started.verificationCode ?? '')
    expect(request).toMatchObject({ verificationCode: null, interaction: { type: interactions[0]?.type } })
    expect(request.codeChoices).toContain(started.verificationCode)
    client.verifyAuthentication(started, await client.outcome(started), ['Notification'])
  })

  test.each(['SHA-256', 'SHA-384', 'SHA3-256', 'SHA3-512'] as const)('over %s', async (hash) => {
    const started = await client.pushAuthentication(
      { document: phone.documentNumber },
      { interactions: LOG_IN, hash },
    )
    await confirm(phone, started)
    client.verifyAuthentication(started, await client.outcome(started), ['Notification'])
  })
})

describe('signature', () => {
  test.each([
    ['QR', { interactions: LOG_IN }],
    ['Web2App', { interactions: LOG_IN, callback: CALLBACK }],
    ['App2App', { interactions: LOG_IN, callback: CALLBACK, legacy: true }],
  ] as const)('by %s', async (type, asked) => {
    const started = await client.linkSignature(
      { etsi: phone.semanticsIdentifier },
      { ...asked, data: DOCUMENT() },
    )
    await claim(phone, client.deviceLink(started, type))
    const request = await confirm(phone, started)
    const outcome = await client.outcome(started)
    expect(client.verifySignature(started, outcome, [type]).documentNumber).toBe(phone.documentNumber)
    if (type !== 'QR') client.verifyCallback(started, outcome, request.callback?.url ?? '')
  })

  test('by notification, with the code that the server chose', async () => {
    const started = await client.pushSignature(
      { document: phone.documentNumber },
      { interactions: LOG_IN, data: DOCUMENT() },
    )
    const request = await confirm(phone, started)
    expect(request.verificationCode).toBe(started.verificationCode)
    client.verifySignature(started, await client.outcome(started), ['Notification'])
  })

  test.each(['SHA-256', 'SHA-384', 'SHA-512'] as const)('with PKCS #1 v1.5 over %s', async (hash) => {
    const asked = { interactions: LOG_IN, data: DOCUMENT(), hash, legacy: true }
    const started = await client.pushSignature({ etsi: phone.semanticsIdentifier }, asked)
    await confirm(phone, started)
    client.verifySignature(started, await client.outcome(started), ['Notification'])
  })

  test('of other data does not verify', async () => {
    const started = await client.pushSignature(
      { document: phone.documentNumber },
      { interactions: LOG_IN, data: DOCUMENT() },
    )
    await confirm(phone, started)
    const outcome = await client.outcome(started)
    expect(() => client.verifySignature({ ...started, data: DOCUMENT() }, outcome, ['Notification'])).toThrow(
      Untrusted,
    )
  })
})

describe('certificates', () => {
  test('are chosen by device link, and the app that waits gets the linked signature', async () => {
    const choice = await client.linkCertificateChoice({ callback: CALLBACK })
    await claim(phone, client.deviceLink(choice, 'Web2App'))
    await seen(phone, choice)
    await phone.call('POST', `/requests/${choice.sessionID}/accept`, {})
    const chosen = client.verifyCertificateChoice(await client.outcome(choice), ['Web2App'])

    const asked = { interactions: LOG_IN, data: DOCUMENT() }
    const linked = await client.linkedSignature(chosen.documentNumber, choice.sessionID, asked)
    const request = await confirm(phone, linked)
    expect(request.verificationCode).toBeNull()
    const signed = client.verifySignature(linked, await client.outcome(linked), ['Notification'])
    expect(signed.certificate.fingerprint256).toBe(chosen.certificate.fingerprint256)
  })

  test('are chosen by device link, and another transaction ends where the linked one is waited for', async () => {
    const who = await enrolOldPhone()
    const choice = await client.linkCertificateChoice()
    await claim(who, client.deviceLink(choice, 'QR'))
    await seen(who, choice)
    await who.call('POST', `/requests/${choice.sessionID}/accept`, {})
    await client.outcome(choice)
    const asked = { interactions: LOG_IN, data: DOCUMENT() }
    const other = await client.pushSignature({ document: who.documentNumber }, asked)
    expect((await client.outcome(other)).result).toEqual({ endResult: 'EXPECTED_LINKED_SESSION' })
    const linked = await client.linkedSignature(who.documentNumber, choice.sessionID, asked)
    await confirm(who, linked)
    client.verifySignature(linked, await client.outcome(linked), ['Notification'])
  })

  test('are chosen by notification, and come at once by document', async () => {
    const choice = await client.pushCertificateChoice(phone.semanticsIdentifier)
    const chosen = client.verifyCertificateChoice(await client.outcome(choice), ['Notification'])
    const certificate = await client.certificate(phone.documentNumber)
    expect(certificate.fingerprint256).toBe(chosen.certificate.fingerprint256)
  })
})

describe('a device link leads nowhere', () => {
  const leads = (link: string, who = phone) => claim(who, link)
  const nowhere = { status: 404 }

  test('where anything in it was changed, or it is used again', async () => {
    const started = await client.linkAuthentication('anonymous', { interactions: LOG_IN, callback: CALLBACK })
    const link = client.deviceLink(started, 'Web2App')
    await expect(leads(link.replace('lang=eng', 'lang=est'))).rejects.toMatchObject(nowhere)
    await expect(leads(link.replace('Web2App', 'App2App'))).rejects.toMatchObject(nowhere)
    await expect(leads(link.replace('sessionType=auth', 'sessionType=sign'))).rejects.toMatchObject(nowhere)
    const forged = client.deviceLink({ ...started, challenge: randomBytes(64).toString('base64') }, 'Web2App')
    await expect(leads(forged)).rejects.toMatchObject(nowhere)
    await leads(link)
    await expect(leads(link)).rejects.toMatchObject(nowhere)
    await confirm(phone, started)
  })

  test('for another person than the one it was made for', async () => {
    const other = await enrolOldPhone()
    const started = await client.linkAuthentication(
      { document: other.documentNumber },
      { interactions: LOG_IN },
    )
    await expect(leads(client.deviceLink(started, 'QR'))).rejects.toMatchObject(nowhere)
    await leads(client.deviceLink(started, 'QR'), other)
    await confirm(other, started)
    client.verifyAuthentication(started, await client.outcome(started), ['QR'])
  })

  test('where a QR code is older than it says', async () => {
    const started = await client.linkAuthentication('anonymous', { interactions: LOG_IN })
    if (started.link === null) throw new Error('no link')
    const photographed = {
      ...started,
      link: { ...started.link, receivedAt: started.link.receivedAt - 60_000 },
    }
    await expect(leads(client.deviceLink(photographed, 'QR'))).rejects.toMatchObject(nowhere)
  })
})

/** Each on a phone of its own: refusals in a row are remarkable, and the next request would be held. */
describe('each way to an end without a signature', () => {
  const push = (interactions: Interaction[], who: TestPhone) =>
    client.pushAuthentication({ document: who.documentNumber }, { interactions })

  test('the person refuses what is shown', async () => {
    const who = await enrolOldPhone()
    const started = await push(LOG_IN, who)
    await seen(who, started)
    await who.call('POST', `/requests/${started.sessionID}/refuse`, {})
    const { result } = await client.outcome(started)
    expect(result).toEqual({
      endResult: 'USER_REFUSED_INTERACTION',
      details: { interaction: 'displayTextAndPIN' },
    })
  })

  test('the person refuses before anything is shown', async () => {
    const who = await enrolOldPhone()
    const started = await push(LOG_IN, who)
    await who.call('GET', '/requests?timeoutMs=20000')
    await who.call('POST', `/requests/${started.sessionID}/refuse`, {})
    expect((await client.outcome(started)).result).toEqual({ endResult: 'USER_REFUSED' })
  })

  test('the person lets nobody have the certificate', async () => {
    const who = await enrolOldPhone()
    const choice = await client.linkCertificateChoice()
    await claim(who, client.deviceLink(choice, 'QR'))
    await seen(who, choice)
    await who.call('POST', `/requests/${choice.sessionID}/refuse`, {})
    expect((await client.outcome(choice)).result).toEqual({ endResult: 'USER_REFUSED_CERT_CHOICE' })
  })

  test('the person picks a wrong code', async () => {
    const who = await enrolOldPhone()
    const started = await push(
      [{ type: 'confirmationMessageAndVerificationCodeChoice', displayText200: 'Log in' }],
      who,
    )
    const request = await seen(who, started)
    const wrong = request.codeChoices?.find((code) => code !== started.verificationCode)
    expect(await who.phone.confirm(request, PIN1, wrong)).toEqual({ result: 'refused' })
    expect((await client.outcome(started)).result).toEqual({ endResult: 'WRONG_VC' })
  })

  test('the app cannot show what is asked', async () => {
    const at = addMs(service.deps.clock.now(), -90 * DAY_MS)
    const old = await enrolPhone(service, { at, device: { ...DEVICE, interactions: ['displayTextAndPIN'] } })
    const started = await push([{ type: 'confirmationMessage', displayText200: 'Log in' }], old)
    expect((await client.outcome(started)).result).toEqual({
      endResult: 'REQUIRED_INTERACTION_NOT_SUPPORTED_BY_APP',
    })
  })

  test('nobody answers in time', async () => {
    const hasty = await startService({ SESSION_SECONDS: '62', HOLD_SECONDS: '1' })
    try {
      const long = addMs(hasty.deps.clock.now(), -60_500)
      const who = await enrolPhone(hasty, { at: addMs(long, -90 * DAY_MS) })
      const headers = { 'content-type': 'application/json', 'countersign-event-time': String(long) }
      const body = JSON.stringify({
        relyingPartyUUID: DEMO_UUID,
        relyingPartyName: 'DEMO',
        signatureProtocol: 'ACSP_V2',
        signatureProtocolParameters: {
          rpChallenge: randomBytes(64).toString('base64'),
          signatureAlgorithm: 'rsassa-pss',
          signatureAlgorithmParameters: { hashAlgorithm: 'SHA-512' },
        },
        interactions: Buffer.from(JSON.stringify(LOG_IN)).toString('base64'),
        vcType: 'numeric4',
      })
      const api = `${hasty.url}/smart-id-rp/v3`
      const path = `/authentication/notification/document/${who.documentNumber}`
      const { sessionID } = z
        .object({ sessionID: z.uuid() })
        .parse(await (await fetch(`${api}${path}`, { method: 'POST', headers, body })).json())
      const late = { 'countersign-event-time': String(long + 62_001) }
      const status = await (
        await fetch(`${api}/session/${sessionID}?timeoutMs=20000`, { headers: late })
      ).json()
      expect(status).toEqual({ state: 'COMPLETE', result: { endResult: 'TIMEOUT' }, ignoredProperties: [] })
    } finally {
      await hasty.close()
    }
  })
})

test.each(['Web2App', 'App2App'] satisfies LinkType[])(
  'without a callback address %s ends where it began',
  async (type) => {
    const started = await client.linkAuthentication('anonymous', { interactions: LOG_IN })
    await claim(phone, client.deviceLink(started, type))
    const request = await confirm(phone, started)
    expect(request.callback).toBeNull()
    client.verifyAuthentication(started, await client.outcome(started), [type])
  },
)
