/**
 * The npm client `undersign` as a relying party would run it: installed as it is published, outside this
 * project (its licence is the AGPL), in a process of its own that knows the service by its TLS certificate.
 */
import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { promisify } from 'node:util'
import { z } from 'zod'

const VERSION = '0.1.337'

export type UndersignOptions = {
  /** RP API v2, with a slash at the end. */
  address: string
  relyingPartyName: string
  relyingPartyUUID: string
  /** PEM file of the certificate that the client pins. */
  certFile: string
}

/** The client threw; `code` is its own name for what happened. */
export class UndersignError extends Error {
  readonly code: string
  constructor(code: string) {
    super(code)
    this.code = code
  }
}

const errorAnswer = z.object({ error: z.string() })
const lineSchema = z.object({ number: z.number(), answer: z.unknown() })
const startedAnswer = z.object({ id: z.uuid() })
const certificateAnswer = z.object({
  documentNumber: z.string(),
  level: z.string(),
  certificate: z.base64(),
  ocspUrl: z.url(),
})
const signatureAnswer = certificateAnswer.extend({ signature: z.base64() })

type Request = { target: string; options?: Record<string, unknown> }

export type Undersign = Awaited<ReturnType<typeof startUndersign>>

export async function startUndersign(options: UndersignOptions) {
  const folder = await installUndersign()
  const { address, relyingPartyName, relyingPartyUUID, certFile } = options
  const driver = join(import.meta.dirname, 'undersignDriver.cjs')
  const child = spawn(process.execPath, [driver, folder, address, relyingPartyName, relyingPartyUUID], {
    // Nothing of this test run reaches the client, but the certificate that it trusts.
    env: { PATH: process.env['PATH'], NODE_EXTRA_CA_CERTS: certFile },
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  const ask = speakWith(child)
  return {
    authenticate: async (request: Request & { hash: Uint8Array }) =>
      startedAnswer.parse(await ask('authenticate', { ...request, hash: base64(request.hash) })),

    sign: async (request: Request & { hash: Uint8Array }) =>
      startedAnswer.parse(await ask('sign', { ...request, hash: base64(request.hash) })),

    certificate: async (request: Request) => startedAnswer.parse(await ask('certificate', request)),

    /** What an authentication or a signature ended with. @throws UndersignError */
    signature: async (id: string) => signatureAnswer.parse(await ask('wait', { id, seconds: 30 })),

    /** What a certificate choice ended with. @throws UndersignError */
    chosen: async (id: string) => certificateAnswer.parse(await ask('wait', { id, seconds: 30 })),

    verification: async (hash: Uint8Array) =>
      z.object({ code: z.number() }).parse(await ask('verification', { hash: base64(hash) })).code,

    /** Asks the OCSP responder named in a certificate that the client has met. */
    ocsp: async (document: string, issuer: Uint8Array) =>
      z
        .object({ status: z.string(), response: z.base64() })
        .parse(await ask('ocsp', { document, issuer: base64(issuer) })),

    async stop(): Promise<void> {
      if (child.exitCode !== null) return
      const exit = once(child, 'exit')
      child.stdin?.end()
      await exit
    },
  }
}

function base64(octets: Uint8Array): string {
  return Buffer.from(octets).toString('base64')
}

function speakWith(child: ChildProcess) {
  const waiting = new Map<number, { resolve(answer: unknown): void; reject(error: Error): void }>()
  let count = 0
  const { stdin, stdout } = child
  if (stdin === null || stdout === null) throw new Error('the client cannot be spoken with')
  createInterface({ input: stdout }).on('line', (line) => {
    const { number, answer } = lineSchema.parse(JSON.parse(line))
    const failed = errorAnswer.safeParse(answer)
    if (failed.success) waiting.get(number)?.reject(new UndersignError(failed.data.error))
    else waiting.get(number)?.resolve(answer)
    waiting.delete(number)
  })
  child.once('exit', (code) => {
    for (const { reject } of waiting.values()) reject(new Error(`the client ended with ${code}`))
  })
  return async (name: string, command: object): Promise<unknown> => {
    count += 1
    const number = count
    const answer = new Promise((resolve, reject) => waiting.set(number, { resolve, reject }))
    stdin.write(`${JSON.stringify({ ...command, name, number })}\n`)
    return await answer
  }
}

const KEPT = join(import.meta.dirname, '../../node_modules/.cache')

/**
 * Gives the client's folder. It is installed once, beside what else is kept from run to run, and found there afterwards.
 * @throws where npm cannot install it.
 */
async function installUndersign(): Promise<string> {
  const target = join(KEPT, `undersign-${VERSION}`)
  const folder = join(target, 'node_modules', 'undersign')
  if (existsSync(folder)) return folder
  await mkdir(KEPT, { recursive: true })
  const workshop = await mkdtemp(`${target}-`)
  await writeFile(join(workshop, 'package.json'), '{ "private": true }\n')
  const settings = [
    '--prefix',
    workshop,
    '--ignore-scripts',
    '--no-audit',
    '--no-fund',
    '--loglevel',
    'error',
  ]
  try {
    await promisify(execFile)('npm', ['install', `undersign@${VERSION}`, ...settings], {
      cwd: workshop,
      timeout: 120_000,
    })
  } catch (cause) {
    await rm(workshop, { recursive: true, force: true })
    throw new Error(
      `npm cannot install undersign ${VERSION}, which this test drives: is the registry reachable?`,
      { cause },
    )
  }
  await rename(workshop, target).catch(async (error) => {
    await rm(workshop, { recursive: true, force: true })
    // Another test run was quicker.
    if (!existsSync(folder)) throw error
  })
  return folder
}
