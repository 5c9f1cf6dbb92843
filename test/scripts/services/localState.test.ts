/**
 * Changes the environment of its process, which the code under test reads.
 * @ownGraph
 */
import { execFileSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { createServer, request } from 'node:https'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { ensureLocalCertificate, type LocalCertificate } from '../../../scripts/services/localCertificate.ts'
import { ensureSecrets } from '../../../scripts/services/secrets.ts'

let dataDir: string

beforeEach(() => {
  for (const name of ['VAULT_KEY', 'PSEUDONYM_KEY', 'CONSOLE_PASSWORD']) delete process.env[name]
  dataDir = mkdtempSync(join(tmpdir(), 'countersign-state-'))
})

afterEach(() => rmSync(dataDir, { recursive: true, force: true }))

describe('secrets', () => {
  test('are made once and stay', async () => {
    expect(await ensureSecrets(dataDir)).toEqual(await ensureSecrets(dataDir))
  })

  test('differ from machine to machine and from one another', async () => {
    const other = mkdtempSync(join(tmpdir(), 'countersign-state-'))
    const all = [await ensureSecrets(dataDir), await ensureSecrets(other)].flatMap((each) =>
      Object.values(each),
    )
    rmSync(other, { recursive: true })
    expect(new Set(all).size).toBe(all.length)
  })

  test('keys have 32 bytes', async () => {
    const { VAULT_KEY, PSEUDONYM_KEY } = await ensureSecrets(dataDir)
    for (const key of [VAULT_KEY, PSEUDONYM_KEY]) expect(Buffer.from(key, 'base64')).toHaveLength(32)
  })

  test('only their owner can read them', async () => {
    await ensureSecrets(dataDir)
    expect(statSync(join(dataDir, 'secrets.json')).mode & 0o777).toBe(0o600)
  })

  test('the environment wins and is not written down', async () => {
    process.env['CONSOLE_PASSWORD'] = 'from outside'
    expect((await ensureSecrets(dataDir)).CONSOLE_PASSWORD).toBe('from outside')
    expect(readFileSync(join(dataDir, 'secrets.json'), 'utf8')).not.toContain('from outside')
  })

  test('a damaged file is an error, for new keys would open nothing', async () => {
    writeFileSync(join(dataDir, 'secrets.json'), '{"VAULT_KEY":')
    await expect(ensureSecrets(dataDir)).rejects.toThrow('is damaged')
  })
})

describe('the certificate for localhost', () => {
  test('is made once and stays', async () => {
    const first = readFileSync((await ensureLocalCertificate(dataDir)).certFile, 'utf8')
    expect(readFileSync((await ensureLocalCertificate(dataDir)).certFile, 'utf8')).toBe(first)
  })

  test('is made again when fewer than 30 days are left', async () => {
    const files = await ensureLocalCertificate(dataDir)
    const days = ['-days', '29', '-subj', '/CN=localhost']
    execFileSync('openssl', ['req', '-x509', '-key', files.keyFile, '-out', files.certFile, ...days])
    const ending = readFileSync(files.certFile, 'utf8')
    expect(readFileSync((await ensureLocalCertificate(dataDir)).certFile, 'utf8')).not.toBe(ending)
  })

  test.each(['localhost', '127.0.0.1'])('a client that pins it connects to %s', async (host) => {
    expect(await connect(await ensureLocalCertificate(dataDir), host)).toBe(204)
  })

  test('its key is only its owner’s to read', async () => {
    const { keyFile } = await ensureLocalCertificate(dataDir)
    expect(statSync(keyFile).mode & 0o777).toBe(0o600)
  })
})

async function connect({ certFile, keyFile }: LocalCertificate, host: string): Promise<number | undefined> {
  const cert = readFileSync(certFile)
  const server = createServer({ cert, key: readFileSync(keyFile) }, (_, response) =>
    response.writeHead(204).end(),
  )
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  const call = request({ host, port, ca: cert, servername: 'localhost', agent: false }).end()
  try {
    return await new Promise<number | undefined>((resolve, reject) => {
      call.on('response', (response) => resolve(response.resume().statusCode)).on('error', reject)
    })
  } finally {
    server.close()
  }
}
