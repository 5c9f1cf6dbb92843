/**
 * The quick start: everything that Countersign needs on one machine, real demo traffic through its doors,
 * and then the console and the app to look at. It stops what it started, in reverse.
 */
import { once } from 'node:events'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { build } from 'vite'
import { seed } from '../../prisma/seed.ts'
import { createPasswords } from '../../server/adapters/passwords.ts'
import { createRandom } from '../../server/adapters/random.ts'
import { readConfig } from '../../server/config.ts'
import { createPrisma } from '../../server/stores/database/connection.ts'
import { ensureAuthority } from '../authority.ts'
import { migrate } from '../database/migrate.ts'
import { startChild } from '../services/childProcess.ts'
import { ensureLocalCertificate } from '../services/localCertificate.ts'
import { startPostgres } from '../services/postgres.ts'
import { startRedis } from '../services/redis.ts'
import { ensureSecrets } from '../services/secrets.ts'
import { parseOptions, type QuickstartOptions } from './options.ts'
import { playTraffic } from './playTraffic.ts'
import { choosePort } from './ports.ts'
import { hasFailed, toSummary } from './summary.ts'
import { printWelcome } from './welcome.ts'

const ROOT = join(import.meta.dirname, '../..')
const DATA = join(ROOT, '.data')
const LOGS = join(DATA, 'logs')

const print = (line: string) => process.stdout.write(`${line}\n`)
const stops: { what: string; stop(): Promise<void> }[] = []

async function quickstart(options: QuickstartOptions): Promise<number> {
  mkdirSync(LOGS, { recursive: true })
  print('Services …')
  const postgres = await started('Postgres', startPostgres({ dataDir: DATA, log: print }))
  const redis = await started('Redis', startRedis({ dataDir: DATA, log: print }))
  const environment = await prepare(postgres.url, redis.url)

  print('Building the pages …')
  for (const page of ['console', 'app', 'demo']) {
    await build({ configFile: join(ROOT, 'web', page, 'vite.config.ts'), logLevel: 'error' })
  }
  await started('the API', startChild('server/main.ts', environment, join(LOGS, 'api.log')))
  await started('the workers', startChild('jobs/main.ts', environment, join(LOGS, 'jobs.log')))

  const report = await playTraffic(environment, options, print)
  const summary = toSummary(report)
  for (const [what, times] of Object.entries(report.failures)) print(`Failed ${times} times: ${what}`)
  if (options.exit) {
    print(JSON.stringify(summary))
    return hasFailed(report) ? 1 : 0
  }
  await printWelcome(environment, summary, print)
  await untilInterrupted()
  return 0
}

/** Secrets, certificates, tables and the demo's parties; returns the environment of our processes. */
async function prepare(databaseUrl: string, redisUrl: string): Promise<Record<string, string>> {
  const secrets = await ensureSecrets(DATA)
  const tls = await ensureLocalCertificate(DATA)
  const httpPort = await choosePort('HTTP_PORT', 8080, print)
  const authorityDir = join(DATA, 'authority')
  await ensureAuthority(authorityDir)
  await migrate(databaseUrl)
  const environment = {
    ...DEMO_DEFAULTS,
    ...ownEnvironment(),
    ...secrets,
    DATABASE_URL: databaseUrl,
    REDIS_URL: redisUrl,
    HTTP_PORT: String(httpPort),
    TLS_PORT: String(await choosePort('TLS_PORT', 8443, print)),
    TLS_CERT_FILE: tls.certFile,
    TLS_KEY_FILE: tls.keyFile,
    AUTHORITY_DIR: authorityDir,
    OCSP_URL: `http://localhost:${httpPort}/ocsp`,
    EXPORT_DIR: join(DATA, 'exports'),
    WEB_DIR: join(ROOT, 'dist'),
  }
  // What is wrong with the configuration is said here, before anything starts.
  readConfig(environment)
  const prisma = createPrisma(databaseUrl)
  await seed(prisma, {
    random: createRandom(),
    passwords: createPasswords(),
    consolePassword: secrets.CONSOLE_PASSWORD,
    relyingPartyNetworks: [],
  })
  await prisma.$disconnect()
  return environment
}

/** Weeks of habits are played in minutes, so the demo runs in test mode; its phones make small keys. */
const DEMO_DEFAULTS = {
  // Building pages sets it to production in this process.
  NODE_ENV: 'development',
  TEST_MODE: 'on',
  KEY_BITS: '2048',
  BLOCK_DELAY_MIN_MS: '300',
  BLOCK_DELAY_MAX_MS: '900',
  LOG_LEVEL: 'info',
}

/** What the caller set of our own variables goes before the demo's defaults. */
function ownEnvironment(): Record<string, string> {
  const names = [
    'TEST_MODE',
    'KEY_BITS',
    'SESSION_SECONDS',
    'HOLD_SECONDS',
    'SCORE_DEADLINE_MS',
    'LOG_LEVEL',
    'SMTP_URL',
    'NETWORK_LISTS_DIR',
  ]
  return Object.fromEntries(
    names.flatMap((name) => {
      const value = process.env[name]
      return value === undefined ? [] : [[name, value]]
    }),
  )
}

async function started<Running extends { stop(): Promise<void> }>(
  what: string,
  starting: Promise<Running>,
): Promise<Running> {
  const running = await starting
  stops.push({ what, stop: () => running.stop() })
  return running
}

async function stopAll(): Promise<void> {
  for (let last = stops.pop(); last !== undefined; last = stops.pop()) {
    await last.stop().catch((error: unknown) => print(`${last?.what} did not stop cleanly: ${String(error)}`))
  }
}

/** The first signal ends the waiting, or stops what the set-up has started so far; a second one ends at once. */
const interruption = new AbortController()
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => {
    if (interruption.signal.aborted) process.exit(130)
    interruption.abort()
    if (!isUp) void stopAll().then(() => process.exit(130))
  })
}
let isUp = false

async function untilInterrupted(): Promise<void> {
  isUp = true
  await once(interruption.signal, 'abort')
  print('Stopping …')
}

try {
  const options = parseOptions(process.argv.slice(2))
  const code = await quickstart(options)
  await stopAll()
  process.exit(code)
} catch (error) {
  process.stderr.write(`\n${error instanceof Error ? error.message : String(error)}\n`)
  await stopAll()
  process.exit(1)
}
