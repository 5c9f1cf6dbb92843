import { execFile, execFileSync } from 'node:child_process'
import { randomBytes, X509Certificate } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { KEY_PURPOSES } from '../../server/domain/accounts/device.ts'
import { CERTIFICATE_LEVELS } from '../../server/domain/sessions/session.ts'
import { addMs, DAY_MS, fromDate } from '../../server/domain/time.ts'
import { serialText } from '../../server/signing/certificates/certificate.ts'
import { TEST_PROFILE } from '../../server/signing/certificates/certificateProfile.ts'
import { issueCertificate } from '../../server/signing/certificates/issueCertificate.ts'
import {
  answerOcsp,
  type CertificateStatus,
  ocspError,
  parseOcspRequest,
} from '../../server/signing/certificates/ocsp.ts'
import { createTestAuthority } from '../../server/signing/certificates/testAuthority.ts'
import { makeTestKey } from './support/testKeys.ts'

const run = promisify(execFile)
const random = (length: number) => Uint8Array.from(randomBytes(length))
const now = fromDate(new Date(Math.floor(Date.now() / 1000) * 1000))
const authority = createTestAuthority({ now, random })
const key = makeTestKey(2048)
const person = { semanticsIdentifier: 'PNOEE-30303039914', givenName: 'KAIE', surname: 'TESTNUMBER' }

function issue(
  purpose: 'authentication' | 'signature',
  level: 'ADVANCED' | 'QUALIFIED',
  ocspUrl = 'http://localhost/ocsp',
) {
  return issueCertificate(
    {
      purpose,
      level,
      person,
      documentNumber: 'PNOEE-30303039914-TEST-Q',
      modulus: key.modulus,
      ocspUrl,
      now,
    },
    authority.issuing,
    TEST_PROFILE,
    random,
  )
}

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'countersign-certificates-'))
  for (const [name, { certificate }] of Object.entries(authority)) writePem(name, certificate)
  writeFileSync(
    join(folder, 'chain.pem'),
    `${readFileSync(join(folder, 'root.pem'))}${readFileSync(join(folder, 'issuing.pem'))}`,
  )
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function writePem(name: string, der: Uint8Array): string {
  const path = join(folder, `${name}.pem`)
  writeFileSync(path, new X509Certificate(der).toString())
  return path
}

function openssl(...args: string[]): string {
  return execFileSync('openssl', args, { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] }).toString()
}

describe('the TEST authority', () => {
  test('every name says TEST', () => {
    for (const { certificate } of Object.values(authority)) {
      expect(new X509Certificate(certificate).subject).toContain('CN=TEST of Countersign')
    }
  })

  test('its chain verifies strictly in OpenSSL, down to the OCSP responder', () => {
    expect(openssl('verify', '-x509_strict', '-CAfile', 'root.pem', 'issuing.pem')).toContain('OK')
    const chain = ['-CAfile', 'root.pem', '-untrusted', 'issuing.pem']
    expect(
      openssl('verify', '-x509_strict', ...chain, '-purpose', 'ocsphelper', 'ocspResponder.pem'),
    ).toContain('OK')
  })
})

describe('issueCertificate', () => {
  const kinds = KEY_PURPOSES.flatMap((purpose) => CERTIFICATE_LEVELS.map((level) => ({ purpose, level })))

  test.each(kinds)(
    '$purpose $level verifies strictly in OpenSSL and carries the key, name and profile',
    ({ purpose, level }) => {
      const { certificate, serialNumber } = issue(purpose, level)
      const path = writePem(`${purpose}-${level}`, certificate)
      const chain = ['-CAfile', 'root.pem', '-untrusted', 'issuing.pem']
      expect(openssl('verify', '-x509_strict', ...chain, path)).toContain('OK')

      const read = new X509Certificate(certificate)
      expect(read.subject).toBe(
        'C=EE\nCN=TESTNUMBER\\,KAIE\nSN=TESTNUMBER\nGN=KAIE\nserialNumber=PNOEE-30303039914',
      )
      expect(read.subjectAltName).toBe('DirName:CN=PNOEE-30303039914-TEST-Q')
      expect(read.infoAccess?.trim()).toBe('OCSP - URI:http://localhost/ocsp')
      expect(serialText(Buffer.from(read.serialNumber, 'hex'))).toBe(serialNumber)
      expect(read.publicKey.export({ format: 'jwk' })).toMatchObject({ e: 'AQAB', n: key.jwk.n })
      expect(read.ca).toBe(false)
      expect(Date.parse(read.validTo) - now).toBe(3 * 365 * DAY_MS)

      const text = openssl('x509', '-in', path, '-noout', '-text')
      for (const oid of TEST_PROFILE.policies[level][purpose]) expect(text).toContain(`Policy: ${oid}\n`)
      expect(text).toMatch(/X509v3 Key Usage: critical\n\s+(Digital Signature|Non Repudiation)\n/)
      expect(text.includes('Digital Signature')).toBe(purpose === 'authentication')
      expect(text.includes('1.3.6.1.4.1.62306.5.7.0')).toBe(purpose === 'authentication')
      expect(text.includes('qcStatements')).toBe(purpose === 'signature')
    },
  )

  test('names outside ASCII and every serial number round-trip', () => {
    const serials = new Set<string>()
    for (let i = 0; i < 20; i++) {
      const { certificate, serialNumber } = issueCertificate(
        {
          purpose: 'signature',
          level: 'QUALIFIED',
          person: { ...person, givenName: 'ÕIE-ŽÜLLE', surname: 'ÄÖ ŠTEST' },
          documentNumber: 'PNOEE-30303039914-TEST-Q',
          modulus: key.modulus,
          ocspUrl: 'http://localhost/ocsp',
          now: addMs(now, i * 2_000 * DAY_MS),
        },
        authority.issuing,
        TEST_PROFILE,
        random,
      )
      const read = new X509Certificate(certificate)
      expect(read.subject).toContain('CN=ÄÖ ŠTEST\\,ÕIE-ŽÜLLE')
      expect(read.serialNumber.toLowerCase()).toBe(serialNumber)
      expect(Date.parse(read.validFrom)).toBe(addMs(now, i * 2_000 * DAY_MS))
      serials.add(serialNumber)
    }
    expect(serials.size).toBe(20)
  })
})

describe('the OCSP responder', () => {
  const statuses = new Map<string, CertificateStatus>()
  let server: Server
  let url = ''
  beforeAll(async () => {
    server = createServer((request, response) => {
      const parts: Buffer[] = []
      request.on('data', (part: Buffer) => parts.push(part))
      request.on('end', () => {
        response.setHeader('content-type', 'application/ocsp-response')
        response.end(respond(Buffer.concat(parts)))
      })
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const address = server.address()
    if (address === null || typeof address === 'string') throw new Error('no port')
    url = `http://127.0.0.1:${address.port}/`
  })
  afterAll(() => new Promise((resolve) => server.close(resolve)))

  function respond(der: Uint8Array): Uint8Array {
    const request = parseOcspRequest(der)
    if (request === null) return ocspError('malformedRequest')
    return answerOcsp({
      request,
      issuing: authority.issuing,
      responder: authority.ocspResponder,
      statusOf: (serialNumber) => statuses.get(serialNumber) ?? { status: 'unknown' },
      now: fromDate(new Date()),
      archiveCutoff: addMs(now, -DAY_MS),
    })
  }

  /** openssl sends a nonce and checks it, the responder's chain and the signature. */
  async function ask(name: string, certificate: Uint8Array): Promise<string> {
    const path = writePem(name, certificate)
    const of = ['-issuer', 'issuing.pem', '-cert', path, '-CAfile', 'chain.pem']
    const { stdout, stderr } = await run('openssl', ['ocsp', ...of, '-url', url, '-resp_text'], {
      cwd: folder,
    })
    return stdout + stderr
  }

  test.each([
    ['good', { status: 'good' }, /: good\n/],
    [
      'revoked',
      { status: 'revoked', revokedAt: addMs(now, -1000), reason: 'keyCompromise' },
      /: revoked\n(.*\n)*.*keyCompromise/,
    ],
    ['unknown', { status: 'unknown' }, /: unknown\n/],
  ] satisfies [string, CertificateStatus, RegExp][])(
    'says %s, as OpenSSL verifies',
    async (name, status, expected) => {
      const { certificate, serialNumber } = issue('signature', 'QUALIFIED')
      statuses.set(serialNumber, status)
      const said = await ask(name, certificate)
      expect(said).toContain('Response verify OK')
      expect(said).toContain('OCSP Nonce')
      expect(said).not.toMatch(/no nonce|Nonce Verify error/i)
      expect(said).toMatch(expected)
      expect(said).toContain('OCSP Archive Cutoff')
      expect(said.match(/Cert Status:/g)).toHaveLength(1)
    },
  )

  test('a certificate of another authority is unknown, whatever its serial number', () => {
    const other = createTestAuthority({ now, random })
    const { certificate, serialNumber } = issue('signature', 'QUALIFIED')
    statuses.set(serialNumber, { status: 'good' })
    writePem('other', other.issuing.certificate)
    openssl('ocsp', '-issuer', 'other.pem', '-serial', `0x${serialNumber}`, '-reqout', 'foreign.request')
    writePem('foreign', certificate)
    writeFileSync(join(folder, 'foreign.response'), respond(readFileSync(join(folder, 'foreign.request'))))
    expect(openssl('ocsp', '-respin', 'foreign.response', '-noverify', '-resp_text')).toContain(
      'Cert Status: unknown',
    )
  })

  test.each([
    ['nothing', new Uint8Array()],
    ['noise', Uint8Array.of(0x30, 0x03, 0x01, 0x02)],
    ['no certificates', Uint8Array.of(0x30, 0x04, 0x30, 0x02, 0x30, 0x00)],
  ])('takes %s for a malformed request', (_, der) => {
    expect(parseOcspRequest(der)).toBeNull()
    expect(ocspError('malformedRequest')).toEqual(Uint8Array.of(0x30, 0x03, 0x0a, 0x01, 0x01))
  })
})
