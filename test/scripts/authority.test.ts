import { execFileSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { ensureAuthority } from '../../scripts/authority.ts'
import { loadAuthority } from '../../server/adapters/authority.ts'
import { readServerKey } from '../../server/signing/serverKey.ts'

const OCSP_URL = 'http://localhost:8080/ocsp'
let folder: string

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'countersign-authority-'))
})
afterAll(() => {
  rmSync(folder, { recursive: true, force: true })
})

test('the authority is made once, and stays as it is', async () => {
  const directory = join(folder, 'once')
  expect(await ensureAuthority(directory)).toBe(true)
  const before = readFileSync(join(directory, 'root.pem'), 'utf8')
  expect(await ensureAuthority(directory)).toBe(false)
  expect(readFileSync(join(directory, 'root.pem'), 'utf8')).toBe(before)
  for (const file of readdirSync(directory)) expect(statSync(join(directory, file)).mode & 0o077).toBe(0)
})

test('two who make it at once get the same one, and leave nothing behind', async () => {
  const directory = join(folder, 'twice', 'authority')
  const made = await Promise.all([ensureAuthority(directory), ensureAuthority(directory)])
  expect(made.filter(Boolean)).toHaveLength(1)
  expect(readdirSync(join(folder, 'twice'))).toEqual(['authority'])
})

test('OpenSSL trusts the issuing authority and the OCSP responder under the root', async () => {
  const directory = join(folder, 'trusted')
  await ensureAuthority(directory)
  const file = (name: string) => join(directory, name)
  const verify = (...args: string[]) =>
    execFileSync('openssl', ['verify', '-CAfile', file('root.pem'), ...args], { encoding: 'utf8' })
  expect(verify(file('issuing.pem'))).toContain(': OK')
  expect(verify('-untrusted', file('issuing.pem'), file('ocsp.pem'))).toContain(': OK')
})

test('what was made can be loaded, and a folder with a part of it is refused', async () => {
  const directory = join(folder, 'loaded')
  await ensureAuthority(directory)
  const authority = await loadAuthority(directory, OCSP_URL)
  expect(authority.ocspUrl).toBe(OCSP_URL)
  expect((await readServerKey(authority.serverKeyPem)).publicJwk).toMatchObject({ kty: 'EC', crv: 'P-256' })

  rmSync(join(directory, 'issuing.key.pem'))
  await expect(ensureAuthority(directory)).rejects.toThrow('part of an authority')
  await expect(loadAuthority(directory, OCSP_URL)).rejects.toThrow('issuing.key.pem cannot be read')
})
