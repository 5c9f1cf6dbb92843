import { type ChildProcess, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { freePort } from '../../scripts/services/freePort.ts'
import { lease } from '../host/leases.ts'

const ATTEMPTS = 5

export type TestRedis = {
  url: string
  /** Ends the server as a power cut would; what was not on disk is lost. */
  kill(): Promise<void>
  /** Starts it again on the same port, with what it had on disk, or with nothing. */
  start(options: { empty: boolean }): Promise<void>
  stop(): Promise<void>
}

/** A redis-server of its own, for who stops, empties or fills it. Takes about 20 ms. */
export async function createTestRedis(): Promise<TestRedis> {
  const folder = mkdtempSync(join(tmpdir(), 'countersign-redis-'))
  let { server, port } = await startOnFreePort(folder)

  async function kill() {
    if (server.exitCode !== null || server.signalCode !== null) return
    server.kill('SIGKILL')
    await once(server, 'exit')
  }
  return {
    url: `redis://127.0.0.1:${port}`,
    kill,
    async start({ empty }) {
      await kill()
      if (empty) rmSync(join(folder, 'appendonlydir'), { recursive: true, force: true })
      const started = await run(folder, port)
      if (started === null) throw new Error(`redis-server does not start again on port ${port}`)
      server = started
    },
    stop: lease(async () => {
      await kill()
      rmSync(folder, { recursive: true, force: true })
    }),
  }
}

/** The Redis that all test files share: cheap, and safe as long as every key begins with the prefix. */
export function sharedRedis(): { url: string; prefix: string } {
  const url = process.env['REDIS_URL']
  if (url === undefined) throw new Error('REDIS_URL is not set: globalSetup of jest.config.mjs sets it')
  return { url, prefix: `test-${randomBytes(6).toString('hex')}` }
}

async function startOnFreePort(folder: string): Promise<{ server: ChildProcess; port: number }> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const port = await freePort()
    const server = await run(folder, port)
    if (server !== null) return { server, port }
  }
  throw new Error('redis-server does not start: is it in a folder of PATH?')
}

/** Null where it ended instead of getting ready, as it does on a port that was taken meanwhile. */
async function run(folder: string, port: number): Promise<ChildProcess | null> {
  const settings = ['--bind', '127.0.0.1', '--port', String(port), '--dir', folder, '--save', '']
  const server = spawn(
    'redis-server',
    [...settings, '--appendonly', 'yes', '--maxmemory-policy', 'noeviction'],
    {
      stdio: ['ignore', 'pipe', 'ignore'],
    },
  )
  // A test process that is killed takes its server along: nobody reads its output any more.
  const end = () => void server.kill('SIGKILL')
  process.once('exit', end)
  server.once('exit', () => process.off('exit', end))
  for await (const line of createInterface({ input: server.stdout })) {
    if (line.includes('Ready to accept connections')) {
      server.stdout.resume()
      return server
    }
  }
  return null
}
