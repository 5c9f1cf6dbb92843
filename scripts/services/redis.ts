import { randomBytes } from 'node:crypto'
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { Redis } from 'ioredis'
import { installWithApt } from './apt.ts'
import { findOnPath } from './findOnPath.ts'
import { freePort } from './freePort.ts'
import { MissingService } from './MissingService.ts'
import { claimFolder, type OwnedProcess, releaseFolder, startProcess } from './ownedProcess.ts'
import type { Log, Service, ServiceOptions } from './Service.ts'

const START_MS = 30_000
const ATTEMPTS = 5
const LOOK_EVERY_MS = 10

/**
 * The Redis of REDIS_URL where that is set; else a private `redis-server` with its data in `dataDir`, on a
 * free port of 127.0.0.1. What an earlier, killed run left running is ended first.
 *
 * @throws MissingService where there is no `redis-server` and none can be installed, Error with the end of
 * its log where it does not start.
 */
export async function startRedis({ dataDir, log, temporary = false }: ServiceOptions): Promise<Service> {
  const given = process.env['REDIS_URL']
  if (given !== undefined && given !== '') return useGiven(given)

  const program = await findRedisServer(log)
  const folder = join(dataDir, 'redis')
  await claimFolder(folder)
  const { process: server, url } = await start({ program, folder, temporary })
  return {
    url,
    async stop() {
      await server.stop()
      releaseFolder(folder)
      if (temporary) rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** The path of `redis-server`, installed through apt where it may be. */
export async function findRedisServer(log: Log): Promise<string> {
  const found = findOnPath(['redis-server'])
  if (found !== null) return found
  const problem = await installWithApt({ name: 'redis-server', log })
  const installed = findOnPath(['redis-server'])
  if (installed === null) throw missingRedis(problem)
  return installed
}

function missingRedis(cause: unknown): MissingService {
  return new MissingService(
    {
      what: 'Redis',
      path: 'put redis-server (6.2 or newer) in a folder of PATH',
      apt: 'sudo apt-get install redis-server; done by itself for root or with passwordless sudo',
      variable: 'REDIS_URL=redis://127.0.0.1:6379',
    },
    cause,
  )
}

async function useGiven(url: string): Promise<Service> {
  const problem = await problemOf(url)
  if (problem !== null) throw missingRedis(new Error(`REDIS_URL is set, but there: ${problem.message}`))
  return { url, stop: async () => undefined }
}

type Start = { program: string; folder: string; temporary: boolean }

/** Tries again on another port where this one was taken meanwhile. */
async function start({ program, folder, temporary }: Start): Promise<{ process: OwnedProcess; url: string }> {
  const password = randomBytes(24).toString('hex')
  const data = join(folder, 'data')
  mkdirSync(data, { recursive: true, mode: 0o700 })
  for (let attempt = 1; ; attempt++) {
    const port = await freePort()
    const process = startProcess({
      folder,
      command: program,
      args: [writeSettings({ folder, data, port, password, temporary })],
      // Redis rewrites its command line to its name and address.
      mark: `127.0.0.1:${port}`,
      stopSignal: 'SIGTERM',
      account: null,
    })
    const url = `redis://:${password}@127.0.0.1:${port}`
    const problem = await untilReady(process, url)
    if (problem === null) return { process, url }
    await process.stop()
    if (!/Address already in use/.test(problem) || attempt === ATTEMPTS) {
      throw new Error(`Redis does not start. ${problem}`)
    }
  }
}

type Settings = { folder: string; data: string; port: number; password: string; temporary: boolean }

/** A file, because a command line can be read by everybody on the machine, and one holds the password. */
function writeSettings({ folder, data, port, password, temporary }: Settings): string {
  const file = join(folder, 'redis.conf')
  const lines = [
    'bind 127.0.0.1',
    `port ${port}`,
    `dir "${data}"`,
    `requirepass ${password}`,
    'maxmemory-policy noeviction',
    'save ""',
    'appendonly yes',
    `appendfsync ${temporary ? 'no' : 'everysec'}`,
  ]
  writeFileSync(file, `${lines.join('\n')}\n`, { mode: 0o600 })
  return file
}

async function untilReady(process: OwnedProcess, url: string): Promise<string | null> {
  const deadline = Date.now() + START_MS
  for (;;) {
    if (process.hasEnded()) return process.ended
    const problem = await problemOf(url)
    if (problem === null) return null
    if (Date.now() > deadline) return `It took longer than ${START_MS / 1000} s: ${problem.message}`
    await delay(LOOK_EVERY_MS)
  }
}

async function problemOf(url: string): Promise<Error | null> {
  const client = new Redis(url, { lazyConnect: true, retryStrategy: () => null, connectTimeout: 5_000 })
  client.on('error', () => undefined)
  try {
    await client.connect()
    await client.ping()
    return null
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error))
  } finally {
    // One that never connected has nothing to end, and would wait for it.
    if (client.status === 'ready') client.disconnect()
  }
}
