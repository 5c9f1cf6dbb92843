import 'reflect-metadata'
import { KeyObject, webcrypto } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import {
  BasicConstraintsExtension,
  ExtendedKeyUsage,
  ExtendedKeyUsageExtension,
  KeyUsageFlags,
  KeyUsagesExtension,
  SubjectAlternativeNameExtension,
  X509Certificate,
  X509CertificateGenerator,
} from '@peculiar/x509'

const DAY_MS = 86_400_000
const VALID_DAYS = 365
const RENEW_DAYS = 30
const ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' }

export type LocalCertificate = { certFile: string; keyFile: string }

/**
 * A self-signed TLS certificate for localhost, 127.0.0.1 and ::1 in `dataDir`/tls, made once, and again when
 * fewer than 30 days are left. Clients pin it.
 */
export async function ensureLocalCertificate(dataDir: string): Promise<LocalCertificate> {
  const folder = join(dataDir, 'tls')
  const files = { certFile: join(folder, 'cert.pem'), keyFile: join(folder, 'key.pem') }
  if (!isUsable(files)) {
    mkdirSync(folder, { recursive: true })
    await makeCertificate(files)
  }
  return files
}

function isUsable({ certFile, keyFile }: LocalCertificate): boolean {
  if (!existsSync(certFile) || !existsSync(keyFile)) return false
  const { notAfter } = new X509Certificate(readFileSync(certFile, 'utf8'))
  return notAfter.getTime() - Date.now() > RENEW_DAYS * DAY_MS
}

async function makeCertificate({ certFile, keyFile }: LocalCertificate): Promise<void> {
  const keys = await webcrypto.subtle.generateKey(ALGORITHM, true, ['sign', 'verify'])
  const now = Date.now()
  const certificate = await X509CertificateGenerator.createSelfSigned({
    name: 'CN=localhost',
    keys,
    signingAlgorithm: ALGORITHM,
    // A clock that lags by an hour still accepts it.
    notBefore: new Date(now - 3_600_000),
    notAfter: new Date(now + VALID_DAYS * DAY_MS),
    extensions: [
      new BasicConstraintsExtension(false, undefined, true),
      new KeyUsagesExtension(KeyUsageFlags.digitalSignature, true),
      new ExtendedKeyUsageExtension([ExtendedKeyUsage.serverAuth]),
      new SubjectAlternativeNameExtension([
        { type: 'dns', value: 'localhost' },
        { type: 'ip', value: '127.0.0.1' },
        { type: 'ip', value: '::1' },
      ]),
    ],
  })
  const key = KeyObject.from(keys.privateKey).export({ type: 'pkcs8', format: 'pem' })
  writeWhole(keyFile, key.toString(), 0o600)
  writeWhole(certFile, `${certificate.toString('pem')}\n`, 0o644)
}

/** Never half a file, also where the run is killed. */
function writeWhole(file: string, text: string, mode: number): void {
  writeFileSync(`${file}.new`, text, { mode })
  renameSync(`${file}.new`, file)
}
