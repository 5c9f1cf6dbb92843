import { execFileSync } from 'node:child_process'
import { createHash, createPublicKey, randomBytes, X509Certificate } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { freePort } from '../../scripts/services/freePort.ts'
import { ensureLocalCertificate } from '../../scripts/services/localCertificate.ts'
import { type SessionId, toId } from '../../server/domain/ids.ts'
import type { PhoneRequest } from '../../server/domain/sessions/phoneRequest.ts'
import { addMs, DAY_MS } from '../../server/domain/time.ts'
import { applyDecision } from '../../server/flow/request/applyDecision.ts'
import { expire } from '../../server/flow/request/expire.ts'
import {
  deliver,
  enrolPhone,
  madeUpIdentity,
  PIN1,
  PIN2,
  requestOf,
  type TestPhone,
} from '../support/people.ts'
import { type Service, startService } from '../support/startService.ts'
import { startUndersign, type Undersign } from '../support/undersign.ts'

const DEMO = { relyingPartyName: 'DEMO', relyingPartyUUID: '00000000-0000-0000-0000-000000000000' }
const LOG_IN = { type: 'displayTextAndPIN', displayText60: 'Log in to the demo' }

let folder: string
let certFile: string
let tlsPort: number
let service: Service
let client: Undersign
let phone: TestPhone

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'countersign-test-'))
  const certificate = await ensureLocalCertificate(folder)
  certFile = certificate.certFile
  const httpPort = await freePort()
  tlsPort = await freePort()
  service = await startService({
    HTTP_PORT: String(httpPort),
    OCSP_URL: `http://localhost:${httpPort}/ocsp`,
    TLS_PORT: String(tlsPort),
    TLS_CERT_FILE: certFile,
    TLS_KEY_FILE: certificate.keyFile,
  })
  client = await startUndersign({ ...DEMO, certFile, address: address() })
  phone = await enrolPhone(service, { at: addMs(service.deps.clock.now(), -90 * DAY_MS) })
  phone.setTime(null)
}, 180_000)

afterAll(async () => {
  await client?.stop()
  await service?.close()
  rmSync(folder, { recursive: true, force: true })
})

const address = () => `https://localhost:${tlsPort}/smart-id-rp/v2/`
const sha256 = (octets: Uint8Array) => createHash('sha256').update(octets).digest()
const openssl = (...args: string[]) => execFileSync('openssl', args, { encoding: 'utf8', stdio: 'pipe' })

function fileOf(name: string, content: string | Uint8Array): string {
  const path = join(folder, name)
  writeFileSync(path, content)
  return path
}

/** OpenSSL says whether the signature over `data` is of the certificate's key. */
function opensslVerifies(certificate: string, data: Uint8Array, signature: string): string {
  const key = createPublicKey(
    new X509Certificate(Buffer.from(certificate, 'base64')).publicKey.export({ type: 'spki', format: 'pem' }),
  )
  const keyFile = fileOf('key.pem', key.export({ type: 'spki', format: 'pem' }).toString())
  const signatureFile = fileOf('signature', Buffer.from(signature, 'base64'))
  return openssl('dgst', '-sha256', '-verify', keyFile, '-signature', signatureFile, fileOf('data', data))
}

describe('undersign', () => {
  test('authenticates a person and computes the code that the phone shows', async () => {
    const challenge = Uint8Array.from(randomBytes(64))
    const hash = sha256(challenge)
    const options = { certificateLevel: 'QUALIFIED', allowedInteractionsOrder: [LOG_IN] }
    const { id } = await client.authenticate({ target: phone.semanticsIdentifier, hash, options })
    const request = await waitFor(id)
    expect(Number(request.verificationCode)).toBe(await client.verification(hash))
    expect((await phone.phone.confirm(request, PIN1)).result).toBe('signed')
    const answer = await client.signature(id)
    expect(answer).toMatchObject({ documentNumber: phone.documentNumber, level: 'QUALIFIED' })
    expect(opensslVerifies(answer.certificate, challenge, answer.signature)).toContain('Verified OK')
  })

  test('works from a base address without a slash at its end, too', async () => {
    const slashless = await startUndersign({ ...DEMO, certFile, address: address().replace(/\/$/, '') })
    try {
      const hash = sha256(randomBytes(64))
      const options = { certificateLevel: 'QUALIFIED', allowedInteractionsOrder: [LOG_IN] }
      const { id } = await slashless.authenticate({ target: phone.semanticsIdentifier, hash, options })
      expect((await phone.phone.confirm(await waitFor(id), PIN1)).result).toBe('signed')
      expect(await slashless.signature(id)).toMatchObject({ documentNumber: phone.documentNumber })
    } finally {
      await slashless.stop()
    }
  })

  test('chooses a certificate, signs by its document, and gets OCSP that OpenSSL verifies', async () => {
    const options = { certificateLevel: 'QUALIFIED' }
    const choice = await client.certificate({ target: phone.semanticsIdentifier, options })
    const chosen = await client.chosen(choice.id)
    expect(chosen.documentNumber).toBe(phone.documentNumber)

    const data = Uint8Array.from(randomBytes(500))
    const { id } = await client.sign({
      target: chosen.documentNumber,
      hash: sha256(data),
      options: {
        ...options,
        allowedInteractionsOrder: [{ type: 'confirmationMessage', displayText200: 'Sign the contract' }],
      },
    })
    expect((await phone.phone.confirm(await waitFor(id), PIN2)).result).toBe('signed')
    const signed = await client.signature(id)
    expect(signed.certificate).toBe(chosen.certificate)
    expect(opensslVerifies(signed.certificate, data, signed.signature)).toContain('Verified OK')

    const authority = service.environment['AUTHORITY_DIR'] ?? ''
    const issuing = join(authority, 'issuing.pem')
    const root = join(authority, 'root.pem')
    const leaf = fileOf('leaf.pem', new X509Certificate(Buffer.from(signed.certificate, 'base64')).toString())
    expect(openssl('verify', '-CAfile', root, '-untrusted', issuing, leaf)).toContain('leaf.pem: OK')

    const issuer = new X509Certificate(readFileSync(issuing)).raw
    const { status, response } = await client.ocsp(phone.documentNumber, issuer)
    expect(status).toBe('good')
    const responseFile = fileOf('response.der', Buffer.from(response, 'base64'))
    const said = openssl(
      'ocsp',
      '-respin',
      responseFile,
      '-issuer',
      issuing,
      '-cert',
      leaf,
      '-CAfile',
      root,
      '-verify_other',
      issuing,
    )
    expect(said).toMatch(/leaf\.pem: good/)
  })
})

async function waitFor(id: string): Promise<PhoneRequest> {
  await phone.call('GET', '/requests?timeoutMs=20000')
  return await requestOf(phone, id)
}

/** Decided by hand, so that a refusal in a row is not held: this is about the names that the client hears. */
describe('each end that is no signature has its own name', () => {
  beforeAll(async () => {
    await service.stopWorkers()
  })

  const NO_FRICTION = { secondStep: false, waitSeconds: 0, codeChoice: false }
  const sixty = (type: string) => ({ type, displayText60: 'Log in to the demo' })
  const twoHundred = (type: string) => ({ type, displayText200: 'Log in to the demo' })

  async function authenticate(interaction: object, target = phone.documentNumber): Promise<SessionId> {
    const options = { allowedInteractionsOrder: [interaction] }
    const { id } = await client.authenticate({ target, hash: randomBytes(32), options })
    return toId<'session'>(id)
  }

  const session = async (id: SessionId) => {
    const found = await service.deps.sessions.find(id)
    if (found === null) throw new Error('no such session')
    return found
  }

  test.each([
    ['USER_REFUSED_DISPLAYTEXTANDPIN', sixty('displayTextAndPIN')],
    ['USER_REFUSED_VC_CHOICE', sixty('verificationCodeChoice')],
    ['USER_REFUSED_CONFIRMATIONMESSAGE', twoHundred('confirmationMessage')],
    [
      'USER_REFUSED_CONFIRMATIONMESSAGE_WITH_VC_CHOICE',
      twoHundred('confirmationMessageAndVerificationCodeChoice'),
    ],
  ])('%s', async (code, interaction) => {
    const id = await authenticate(interaction, phone.semanticsIdentifier)
    await deliver(service, id)
    await phone.call('POST', `/requests/${id}/shown`, {})
    await phone.call('POST', `/requests/${id}/refuse`, {})
    await expect(client.signature(id)).rejects.toMatchObject({ code })
  })

  test('USER_REFUSED, before anything was shown', async () => {
    const id = await authenticate(LOG_IN, phone.semanticsIdentifier)
    await deliver(service, id)
    await phone.call('POST', `/requests/${id}/refuse`, {})
    await expect(client.signature(id)).rejects.toMatchObject({ code: 'USER_REFUSED' })
  })

  test('USER_REFUSED_CERT_CHOICE', async () => {
    const { id } = await client.certificate({
      target: phone.semanticsIdentifier,
      options: { nonce: 'refused' },
    })
    await deliver(service, toId<'session'>(id), NO_FRICTION)
    await phone.call('POST', `/requests/${id}/refuse`, {})
    await expect(client.chosen(id)).rejects.toMatchObject({ code: 'USER_REFUSED_CERT_CHOICE' })
  })

  test('WRONG_VC', async () => {
    const id = await authenticate(sixty('verificationCodeChoice'), phone.semanticsIdentifier)
    await deliver(service, id)
    const request = await requestOf(phone, id)
    const right = (await session(id)).verificationCode
    const wrong = request.codeChoices?.find((code) => code !== right)
    expect(await phone.phone.confirm(request, PIN1, wrong)).toEqual({ result: 'refused' })
    await expect(client.signature(id)).rejects.toMatchObject({ code: 'WRONG_VC' })
  })

  test('TIMEOUT', async () => {
    const id = await authenticate(LOG_IN, phone.semanticsIdentifier)
    await deliver(service, id)
    const waiting = await session(id)
    expect(await expire(service.deps, waiting, waiting.expiresAt)).toBe(true)
    await expect(client.signature(id)).rejects.toMatchObject({ code: 'TIMEOUT' })
  })

  test('DOCUMENT_UNUSABLE, where the request was blocked', async () => {
    const id = await authenticate(LOG_IN, phone.semanticsIdentifier)
    const blocked = await applyDecision(service.deps, await session(id), {
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
    expect(blocked).toBe(true)
    await expect(client.signature(id)).rejects.toMatchObject({ code: 'DOCUMENT_UNUSABLE' })
  })

  test('REQUIRED_INTERACTION_NOT_SUPPORTED_BY_APP', async () => {
    const simple = await enrolPhone(service, { device: { interactions: ['displayTextAndPIN'] } })
    const id = await authenticate(twoHundred('confirmationMessage'), simple.semanticsIdentifier)
    await deliver(service, id)
    await expect(client.signature(id)).rejects.toMatchObject({
      code: 'REQUIRED_INTERACTION_NOT_SUPPORTED_BY_APP',
    })
  })

  test('ACCOUNT_NOT_FOUND and NO_SUITABLE_CERTIFICATE, where nobody can be asked', async () => {
    const requestSession = (target: string) =>
      client.authenticate({
        target,
        hash: randomBytes(32),
        options: { certificateLevel: 'QUALIFIED', allowedInteractionsOrder: [LOG_IN] },
      })
    await expect(requestSession(madeUpIdentity())).rejects.toMatchObject({ code: 'ACCOUNT_NOT_FOUND' })
    const advanced = await enrolPhone(service, { level: 'ADVANCED' })
    await expect(requestSession(advanced.semanticsIdentifier)).rejects.toMatchObject({
      code: 'NO_SUITABLE_CERTIFICATE',
    })
  })

  test('BAD_REQUEST and UNAUTHORIZED', async () => {
    const hash = randomBytes(32)
    await expect(client.authenticate({ target: phone.semanticsIdentifier, hash })).rejects.toMatchObject({
      code: 'BAD_REQUEST',
    })
    const stranger = await startUndersign({
      ...DEMO,
      relyingPartyName: 'STRANGER',
      certFile,
      address: address(),
    })
    try {
      const options = { allowedInteractionsOrder: [LOG_IN] }
      const asked = stranger.authenticate({ target: phone.semanticsIdentifier, hash, options })
      await expect(asked).rejects.toMatchObject({ code: 'UNAUTHORIZED' })
    } finally {
      await stranger.stop()
    }
  })
})

test('a client that does not know the certificate does not speak to the service', async () => {
  const other = await ensureLocalCertificate(join(folder, 'other'))
  const wary = await startUndersign({ ...DEMO, certFile: other.certFile, address: address() })
  try {
    const asked = wary.certificate({ target: phone.semanticsIdentifier })
    await expect(asked).rejects.toThrow(/self-signed certificate/)
  } finally {
    await wary.stop()
  }
})
