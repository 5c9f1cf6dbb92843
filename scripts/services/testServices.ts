import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { migrate } from '../database/migrate.ts'
import { chromiumAtHand } from './chromium.ts'
import { commandLineOf } from './commandLineOf.ts'
import { startPostgres } from './postgres.ts'
import { startRedis } from './redis.ts'
import { removeRun } from './removeRun.ts'
import type { Log, Service } from './Service.ts'

const STATE_DIR = join(import.meta.dirname, '../../.data')
const FOLDER = /^test-(\d+)$/

/** What a test run finds in its environment. */
export type TestEnvironment = {
  DATABASE_URL: string
  REDIS_URL: string
  /** A migrated database, to be cloned by each test file that wants one. */
  TEST_TEMPLATE_DATABASE: string
  /** A folder of this run: what still stands or runs in it is gone when the run ends. */
  TEST_FOLDER: string
  CHROMIUM_PATH?: string
}

export type TestServices = { environment: TestEnvironment; stop(): Promise<void> }

/**
 * One Postgres and one Redis for a test run, with data that ends with it, or those of DATABASE_URL and
 * REDIS_URL; with a migrated database to clone.
 */
export async function startTestServices(log: Log): Promise<TestServices> {
  await sweepKilledRuns(log)
  const dataDir = join(STATE_DIR, `test-${process.pid}`)
  mkdirSync(dataDir, { recursive: true })
  const started: Service[] = []
  async function stop() {
    for (const service of started.splice(0).reverse()) await service.stop()
    // Also what a test started and, killed in its midst, did not stop.
    await removeRun(dataDir)
  }
  try {
    const postgres = await startPostgres({ dataDir, log, temporary: true })
    started.push(postgres)
    const redis = await startRedis({ dataDir, log, temporary: true })
    started.push(redis)
    const template = await makeTemplate(postgres.url)
    started.push(template)
    const chromium = chromiumAtHand()
    const environment = {
      DATABASE_URL: postgres.url,
      REDIS_URL: redis.url,
      TEST_TEMPLATE_DATABASE: template.url,
      TEST_FOLDER: dataDir,
      ...(chromium === null ? {} : { CHROMIUM_PATH: chromium }),
    }
    return { environment, stop }
  } catch (error) {
    await stop()
    throw error
  }
}

/** Ends the servers and removes the data of test runs that were killed. */
async function sweepKilledRuns(log: Log): Promise<void> {
  if (!existsSync(STATE_DIR)) return
  for (const name of readdirSync(STATE_DIR)) {
    const pid = Number(FOLDER.exec(name)?.[1])
    if (!(pid > 0) || pid === process.pid || commandLineOf(pid) !== null) continue
    const dataDir = join(STATE_DIR, name)
    log(`Removing what a killed test run left in ${dataDir}`)
    await removeRun(dataDir)
  }
}

async function makeTemplate(serverUrl: string): Promise<Service> {
  const name = `countersign_template_${randomBytes(6).toString('hex')}`
  const url = new URL(serverUrl)
  url.pathname = `/${name}`
  await runOn(serverUrl, `CREATE DATABASE ${name}`)
  await migrate(url.href)
  return { url: name, stop: () => runOn(serverUrl, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`) }
}

async function runOn(url: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await client.query(sql)
  } finally {
    await client.end()
  }
}
