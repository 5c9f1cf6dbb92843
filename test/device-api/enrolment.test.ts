import { execFile } from 'node:child_process'
import { randomBytes, X509Certificate } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { toId } from '../../server/domain/ids.ts'
import { addMs, DAY_MS, toDate } from '../../server/domain/time.ts'
import { createHttpDeviceApi } from '../../web/phone/httpDeviceApi.ts'
import { createPhone } from '../../web/phone/phone.ts'
import { createMemoryStorage } from '../../web/phone/phoneStorage.ts'
import { keyOfPooledPrimes } from '../host/pooledPrimes.ts'
import {
  DEVICE,
  enrolPhone,
  LIGHT_KEY_DERIVATION,
  PIN1,
  PIN2,
  proveSomebody,
  requestAndDeliver,
  type TestPhone,
} from '../support/people.ts'
import { type Service, startService } from '../support/startService.ts'

/** Never the synchronous one: the service that OpenSSL asks runs in this process. */
const run = promisify(execFile)

let service: Service
let folder: string

beforeAll(async () => {
  service = await startService({ SCORE_DEADLINE_MS: '600000' }, { workers: false })
  folder = mkdtempSync(join(tmpdir(), 'countersign-enrolment-'))
})
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true })
  await service.close()
})

function enrolWith(activationCode: string, options: { keyBits?: 2048 | 3072; fetch?: typeof fetch } = {}) {
  const api = createHttpDeviceApi({
    baseUrl: `${service.url}/device-api/v1`,
    accessToken: async () => null,
    ...(options.fetch !== undefined && { fetch: options.fetch }),
  })
  const storage = createMemoryStorage()
  const keyBits = options.keyBits ?? 2048
  const phone = createPhone({
    api,
    storage,
    keyBits,
    keyDerivation: LIGHT_KEY_DERIVATION,
    ...(keyBits === 2048 && { generateKey: keyOfPooledPrimes }),
  })
  return phone.enrol({ activationCode, pin1: PIN1, pin2: PIN2, device: DEVICE })
}

async function certificatesOf(phone: TestPhone) {
  const account = await service.deps.accounts.find(toId<'account'>(phone.accountId))
  return (account?.keys ?? []).map(({ purpose, certificate }) => {
    const file = join(folder, `${phone.accountId}-${purpose}.pem`)
    writeFileSync(file, new X509Certificate(certificate).toString())
    return { purpose, file, x509: new X509Certificate(certificate) }
  })
}

const authorityFile = (name: string) => join(service.environment['AUTHORITY_DIR'] ?? '', name)

/** OpenSSL's own client, over HTTP. `cert_id` by SHA-1, as most clients ask. */
async function askOcsp(certificate: string): Promise<string> {
  const chain = join(folder, 'chain.pem')
  writeFileSync(
    chain,
    readFileSync(authorityFile('root.pem'), 'utf8') + readFileSync(authorityFile('issuing.pem'), 'utf8'),
  )
  const question = ['-issuer', authorityFile('issuing.pem'), '-cert', certificate, '-nonce']
  const args = ['ocsp', ...question, '-url', `${service.url}/ocsp`, '-CAfile', chain, '-text']
  return (await run('openssl', args, { timeout: 10_000 })).stdout
}

describe('an enrolled phone', () => {
  test('has two certificates that OpenSSL trusts under the TEST root', async () => {
    const phone = await enrolPhone(service)
    const certificates = await certificatesOf(phone)
    expect(certificates.map(({ purpose }) => purpose).sort()).toEqual(['authentication', 'signature'])
    for (const { file, x509 } of certificates) {
      const trust = ['-CAfile', authorityFile('root.pem'), '-untrusted', authorityFile('issuing.pem')]
      expect((await run('openssl', ['verify', ...trust, file])).stdout).toContain(': OK')
      expect(x509.subject).toContain(`serialNumber=${phone.semanticsIdentifier}`)
      expect(x509.issuer).toContain('TEST')
    }
  })

  test('has a document number of its person and level', async () => {
    const phone = await enrolPhone(service, { level: 'ADVANCED' })
    expect(phone.documentNumber).toMatch(new RegExp(`^${phone.semanticsIdentifier}-[A-Z0-9]{4}-NQ$`))
    expect((await enrolPhone(service)).documentNumber).toMatch(/-Q$/)
  })

  test('knows its account and how its PINs stand', async () => {
    const phone = await enrolPhone(service)
    const fresh = { state: 'ready', attemptsLeft: 3, attemptsLeftInTotal: 9, lockedUntil: null }
    expect(await phone.call('GET', '/account')).toEqual({
      documentNumber: phone.documentNumber,
      keys: { authentication: fresh, signature: fresh },
    })
  })

  test('leaves nothing of the person in clear', async () => {
    const phone = await enrolPhone(service)
    const code = phone.semanticsIdentifier.slice(-11)
    const [subject, account, key] = await Promise.all([
      service.prisma.subject.findMany(),
      service.prisma.account.findMany(),
      service.prisma.key.findMany(),
    ])
    const stored = JSON.stringify([subject, account, key], (_name, value: unknown) =>
      value instanceof Uint8Array ? Buffer.from(value).toString('latin1') : value,
    )
    expect(stored).toContain(phone.accountId)
    for (const secret of [code, 'MARI-LIIS', 'mari-liis@example.com', phone.documentNumber]) {
      expect(stored).not.toContain(secret)
    }
  })
})

describe('an activation code', () => {
  test('opens one account, as people type it too', async () => {
    const { activationCode } = await proveSomebody(service)
    await enrolWith(activationCode.toLowerCase().replaceAll('-', ' '))
    await expect(enrolWith(activationCode)).rejects.toMatchObject({ status: 403, code: 'forbidden' })
  })

  test('that nobody was given opens nothing, and sounds no different', async () => {
    const wrong = enrolWith('0000-0000-0000-0000')
    await expect(wrong).rejects.toMatchObject({
      status: 403,
      message: 'This activation code is wrong, used or too old',
    })
  })

  test('is too old after its days', async () => {
    const { activationCode } = await proveSomebody(service)
    const past = toDate(addMs(service.deps.clock.now(), -DAY_MS))
    await service.prisma.proofing.updateMany({ where: { usedAt: null }, data: { expiresAt: past } })
    await expect(enrolWith(activationCode)).rejects.toMatchObject({ status: 403 })
  })

  test('can be used again where the app died before the end', async () => {
    const { activationCode } = await proveSomebody(service)
    const dies: typeof fetch = async (url, init) => {
      if (String(url).endsWith('/finish')) throw new TypeError('the battery was empty')
      return await fetch(url, init)
    }
    await expect(enrolWith(activationCode, { fetch: dies })).rejects.toMatchObject({ code: 'noAnswer' })
    expect((await enrolWith(activationCode)).documentNumber).toMatch(/-Q$/)
  })
})

describe('the second step', () => {
  test('sent again after a lost answer gives the same account', async () => {
    const { activationCode } = await proveSomebody(service)
    let lose = true
    const lossy: typeof fetch = async (url, init) => {
      const answer = await fetch(url, init)
      if (String(url).endsWith('/finish') && lose) {
        lose = false
        throw new TypeError('the connection broke')
      }
      return answer
    }
    const { accountId } = await enrolWith(activationCode, { fetch: lossy })
    expect(lose).toBe(false)
    expect(await service.prisma.account.count({ where: { id: accountId } })).toBe(1)
  })

  test('by somebody else finishes nothing', async () => {
    const { activationCode } = await proveSomebody(service)
    const forged: typeof fetch = async (url, init) => {
      if (!String(url).endsWith('/finish')) return await fetch(url, init)
      const sealed = `eyJhbGciOiJkaXIifQ..${['iv', 'text', 'tag'].map(() => randomBytes(16).toString('base64url')).join('.')}`
      return await fetch(url, { ...init, body: JSON.stringify({ sealed }) })
    }
    await expect(enrolWith(activationCode, { fetch: forged })).rejects.toMatchObject({ status: 400 })
    await enrolWith(activationCode)
  })
})

test('keys of another size than the service’s are refused', async () => {
  const { activationCode } = await proveSomebody(service)
  await expect(enrolWith(activationCode, { keyBits: 3072 })).rejects.toMatchObject({
    status: 400,
    code: 'badRequest',
  })
})

describe('OCSP over HTTP', () => {
  test('says good with the nonce and the archive cutoff, signed by the responder', async () => {
    const [certificate] = await certificatesOf(await enrolPhone(service))
    const answer = await askOcsp(certificate?.file ?? '')
    expect(answer).toContain(`${certificate?.file}: good`)
    expect(answer).toContain('OCSP Nonce')
    expect(answer).toContain('Archive Cutoff')
  })

  test('says revoked of both certificates of a copied phone', async () => {
    const phone = await enrolPhone(service)
    const copy = await phone.copy()
    await phone.phone.confirm(await requestAndDeliver(service, phone), PIN1)
    await copy.phone.confirm(await requestAndDeliver(service, phone), PIN1)
    for (const { file } of await certificatesOf(phone)) {
      const answer = await askOcsp(file)
      expect(answer).toContain(`${file}: revoked`)
      expect(answer).toContain('keyCompromise')
    }
  })

  test('answers GET too, and malformed requests as such', async () => {
    const [certificate] = await certificatesOf(await enrolPhone(service))
    const request = join(folder, 'request.der')
    const args = [
      '-issuer',
      authorityFile('issuing.pem'),
      '-cert',
      certificate?.file ?? '',
      '-reqout',
      request,
    ]
    await run('openssl', ['ocsp', ...args])
    const base64 = readFileSync(request).toString('base64')
    for (const path of [encodeURIComponent(base64), base64]) {
      const answer = await fetch(`${service.url}/ocsp/${path}`)
      expect(answer.headers.get('content-type')).toBe('application/ocsp-response')
      const file = join(folder, 'response.der')
      writeFileSync(file, Buffer.from(await answer.arrayBuffer()))
      const { stdout } = await run('openssl', ['ocsp', '-respin', file, '-noverify', '-text'])
      expect(stdout).toContain('Cert Status: good')
    }
    const malformed = await fetch(`${service.url}/ocsp`, {
      method: 'POST',
      headers: { 'content-type': 'application/ocsp-request' },
      body: 'nonsense',
    })
    expect(Buffer.from(await malformed.arrayBuffer()).toString('hex')).toBe('30030a0101')
  })
})
