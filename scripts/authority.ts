/**
 * Makes the TEST certification authority, the OCSP responder and the server's long-term key, once.
 * `npm run authority [-- <folder>]`; the folder is AUTHORITY_DIR, else .data/authority.
 */
import { X509Certificate } from 'node:crypto'
import { access, mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { AUTHORITY_FILES } from '../server/adapters/authority.ts'
import { wallClock } from '../server/adapters/clock.ts'
import { createRandom } from '../server/adapters/random.ts'
import { createTestAuthority } from '../server/signing/certificates/testAuthority.ts'
import { createServerKeyPem } from '../server/signing/serverKey.ts'

/**
 * All or nothing: the folder appears complete, by one rename, or not at all.
 * @returns true where it was made now.
 * @throws where a folder is there with only a part of the files: certificates may depend on them.
 */
export async function ensureAuthority(directory: string): Promise<boolean> {
  const target = resolve(directory)
  if (await isComplete(target)) return false
  await mkdir(dirname(target), { recursive: true })
  const workshop = await mkdtemp(join(dirname(target), `.${basename(target)}-`))
  try {
    await makeIn(workshop)
    await rename(workshop, target)
    return true
  } catch (error) {
    await rm(workshop, { recursive: true, force: true })
    // Somebody else made it meanwhile.
    if (await isComplete(target)) return false
    throw error
  }
}

async function isComplete(directory: string): Promise<boolean> {
  const there = await Promise.all(Object.values(AUTHORITY_FILES).map((file) => exists(join(directory, file))))
  if (there.every(Boolean)) return true
  if (!there.some(Boolean)) return false
  throw new Error(
    `${directory} holds a part of an authority; restore the missing files, or remove the folder`,
  )
}

async function exists(path: string): Promise<boolean> {
  return await access(path).then(
    () => true,
    () => false,
  )
}

async function makeIn(directory: string): Promise<void> {
  const { root, issuing, ocspResponder } = createTestAuthority({
    now: wallClock.now(),
    random: createRandom().bytes,
  })
  const files = {
    rootCertificate: toPem(root.certificate),
    rootKey: root.privateKeyPem,
    issuingCertificate: toPem(issuing.certificate),
    issuingKey: issuing.privateKeyPem,
    ocspCertificate: toPem(ocspResponder.certificate),
    ocspKey: ocspResponder.privateKeyPem,
    serverKey: createServerKeyPem(),
  } satisfies Record<keyof typeof AUTHORITY_FILES, string>
  await Promise.all(
    Object.entries(AUTHORITY_FILES).map(([name, file]) => writeSecret(join(directory, file), name, files)),
  )
}

async function writeSecret(path: string, name: string, files: Record<string, string>): Promise<void> {
  await writeFile(path, files[name] ?? '', { mode: 0o600 })
}

function toPem(der: Uint8Array): string {
  return new X509Certificate(der).toString()
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const directory = process.argv[2] ?? process.env.AUTHORITY_DIR ?? '.data/authority'
  const made = await ensureAuthority(directory)
  console.log(
    made ? `The TEST authority was made in ${directory}.` : `${directory} holds an authority already.`,
  )
}
