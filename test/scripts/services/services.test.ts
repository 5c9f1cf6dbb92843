/**
 * Changes the environment of its process, which the code under test reads.
 * @ownGraph
 */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { Redis } from 'ioredis'
import pg from 'pg'
import { commandLineOf } from '../../../scripts/services/commandLineOf.ts'
import { startPostgres } from '../../../scripts/services/postgres.ts'
import { startRedis } from '../../../scripts/services/redis.ts'
import type { Service } from '../../../scripts/services/Service.ts'

const SERVICES = join(import.meta.dirname, '../../../scripts/services')

let dataDir: string
const started: Service[] = []

beforeEach(() => {
  // What the run of these tests itself uses is not what they start.
  delete process.env['DATABASE_URL']
  delete process.env['REDIS_URL']
  dataDir = mkdtempSync(join(process.env['TEST_FOLDER'] ?? tmpdir(), 'services-'))
  chmodSync(dataDir, 0o755)
})

afterEach(async () => {
  for (const service of started.splice(0).reverse()) await service.stop()
  rmSync(dataDir, { recursive: true, force: true })
})

const options = () => ({ dataDir, log: () => undefined })

async function postgres(): Promise<Service> {
  const service = await startPostgres(options())
  started.push(service)
  return service
}

async function redis(): Promise<Service> {
  const service = await startRedis(options())
  started.push(service)
  return service
}

async function query(url: string, sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  const { rows } = await client.query<Record<string, unknown>>(sql)
  await client.end()
  return rows
}

async function command(url: string, name: string, ...args: string[]): Promise<unknown> {
  const client = new Redis(url, { retryStrategy: () => null })
  client.on('error', () => undefined)
  try {
    return await client.call(name, ...args)
  } finally {
    if (client.status !== 'end') client.disconnect()
  }
}

/** Starts a service in a process that then dies as by `kill -9`, and returns the number of the orphan. */
async function startAndDie(
  module: 'postgres' | 'redis',
  start: 'startPostgres' | 'startRedis',
): Promise<number> {
  const code = `
    const { ${start} } = await import(${JSON.stringify(join(SERVICES, `${module}.ts`))})
    await ${start}({ dataDir: ${JSON.stringify(dataDir)}, log() {} })
    process.kill(process.pid, 'SIGKILL')`
  const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', code], {
    stdio: 'inherit',
    env: process.env,
  })
  const [, signal] = await once(child, 'exit')
  expect(signal).toBe('SIGKILL')
  const { pid }: { pid: number } = JSON.parse(readFileSync(join(dataDir, module, 'running.json'), 'utf8'))
  return pid
}

describe('Postgres', () => {
  test('keeps its data from one start to the next', async () => {
    const first = await postgres()
    await query(first.url, 'CREATE TABLE kept AS SELECT 42 AS answer')
    await first.stop()
    const second = await postgres()
    expect(await query(second.url, 'SELECT answer FROM kept')).toEqual([{ answer: 42 }])
  })

  test('starts cleanly after a run that was killed, whose server it ends', async () => {
    const orphan = await startAndDie('postgres', 'startPostgres')
    expect(commandLineOf(orphan)).toContain(dataDir)
    const service = await postgres()
    expect(commandLineOf(orphan)).toBeNull()
    expect(await query(service.url, 'SELECT 1 AS one')).toEqual([{ one: 1 }])
  })

  test('makes its data folder anew where that was cut short', async () => {
    mkdirSync(join(dataDir, 'postgres/data.new/base'), { recursive: true })
    const service = await postgres()
    expect(await query(service.url, 'SELECT 1 AS one')).toEqual([{ one: 1 }])
  })

  test('refuses a data folder that is not its own, and leaves it alone', async () => {
    const version = join(dataDir, 'postgres/data/PG_VERSION')
    mkdirSync(join(dataDir, 'postgres/data'), { recursive: true })
    writeFileSync(version, '15\n')
    await expect(postgres()).rejects.toThrow(/holds no data of PostgreSQL 18 \(15\): move .* away/)
    expect(readFileSync(version, 'utf8')).toBe('15\n')
  })

  test('says why where its data is damaged', async () => {
    const first = await postgres()
    await first.stop()
    rmSync(join(dataDir, 'postgres/data/global'), { recursive: true })
    await expect(postgres()).rejects.toThrow(/Postgres does not start[\s\S]*global/)
  })

  test('refuses to share its folder with another living run', async () => {
    const other = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' })
    await once(other, 'spawn')
    try {
      const owner = { pid: other.pid, commandLine: commandLineOf(other.pid ?? 0) }
      mkdirSync(join(dataDir, 'postgres'), { recursive: true })
      writeFileSync(join(dataDir, 'postgres/owner.json'), JSON.stringify(owner))
      await expect(postgres()).rejects.toThrow(`is in use by process ${other.pid}`)
    } finally {
      other.kill()
    }
  })

  test('works in a folder that its account cannot reach, and leaves nothing elsewhere', async () => {
    chmodSync(dataDir, 0o700)
    const service = await startPostgres({ ...options(), temporary: true })
    expect(await query(service.url, 'SELECT 1 AS one')).toEqual([{ one: 1 }])
    const pointer = join(dataDir, 'postgres-outside')
    const outside = existsSync(pointer) ? readFileSync(pointer, 'utf8') : join(dataDir, 'postgres')
    expect(existsSync(outside)).toBe(true)
    await service.stop()
    expect(existsSync(outside)).toBe(false)
  })

  test('says at once where DATABASE_URL leads nowhere, and the three ways to one', async () => {
    process.env['DATABASE_URL'] = 'postgresql://127.0.0.1:1/none'
    await expect(postgres()).rejects.toThrow(
      /PostgreSQL 18 is missing[\s\S]*PATH[\s\S]*apt[\s\S]*DATABASE_URL=/,
    )
  })
})

describe('Redis', () => {
  test('keeps its data from one start to the next, and never evicts', async () => {
    const first = await redis()
    await command(first.url, 'SET', 'kept', '42')
    expect(await command(first.url, 'CONFIG', 'GET', 'maxmemory-policy')).toContain('noeviction')
    await first.stop()
    const second = await redis()
    expect(await command(second.url, 'GET', 'kept')).toBe('42')
  })

  test('starts cleanly after a run that was killed, whose server it ends', async () => {
    const orphan = await startAndDie('redis', 'startRedis')
    expect(commandLineOf(orphan)).not.toBeNull()
    const service = await redis()
    expect(commandLineOf(orphan)).toBeNull()
    expect(await command(service.url, 'PING')).toBe('PONG')
  })

  test('asks for a password', async () => {
    const service = await redis()
    const open = new URL(service.url)
    open.password = ''
    await expect(command(open.href, 'PING')).rejects.toThrow('NOAUTH')
  })

  test('says the three ways to one where there is none', async () => {
    const path = process.env['PATH']
    process.env['PATH'] = dataDir
    try {
      await expect(redis()).rejects.toThrow(/Redis is missing[\s\S]*PATH[\s\S]*apt[\s\S]*REDIS_URL=/)
    } finally {
      process.env['PATH'] = path
    }
  })
})
