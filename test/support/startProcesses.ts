/** Countersign as real processes that a test may kill: an API, workers, a Redis of its own, a database of its own. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { seed } from '../../prisma/seed.ts'
import { ensureAuthority } from '../../scripts/authority.ts'
import { type RunningChild, startChild } from '../../scripts/services/childProcess.ts'
import { freePort } from '../../scripts/services/freePort.ts'
import { createLog } from '../../server/adapters/log.ts'
import { createPasswords } from '../../server/adapters/passwords.ts'
import { createRandom } from '../../server/adapters/random.ts'
import { compose } from '../../server/compose.ts'
import { readConfig } from '../../server/config.ts'
import type { Dependencies } from '../../server/flow/dependencies.ts'
import { createPrisma, type Prisma } from '../../server/stores/database/connection.ts'
import { lease } from '../host/leases.ts'
import { createTestDatabase } from './database.ts'
import { createTestRedis, type TestRedis } from './redis.ts'
import { TEST_CONSOLE_PASSWORD, TEST_SECRETS } from './secrets.ts'

export type Processes = {
  url: string
  /** Ports of this process over the same database, for reading and for enrolling people. */
  deps: Dependencies
  databaseUrl: string
  /** Logs of the processes lie here. */
  folder: string
  environment: Record<string, string>
  prisma: Prisma
  redis: TestRedis
  startApi(): Promise<void>
  killApi(): Promise<void>
  startWorkers(): Promise<void>
  killWorkers(): Promise<void>
  /** Everything stopped but its data and logs kept. */
  stop(): Promise<void>
  close(): Promise<void>
}

export async function startProcesses(overrides: Record<string, string> = {}): Promise<Processes> {
  const [database, redis, folder, port] = await Promise.all([
    createTestDatabase(),
    createTestRedis(),
    mkdtemp(join(tmpdir(), 'countersign-test-')),
    freePort(),
  ])
  const environment: Record<string, string> = {
    TEST_MODE: 'on',
    NODE_ENV: 'test',
    DATABASE_URL: database.url,
    REDIS_URL: redis.url,
    HTTP_PORT: String(port),
    AUTHORITY_DIR: join(folder, 'authority'),
    EXPORT_DIR: join(folder, 'exports'),
    OCSP_URL: `http://localhost:${port}/ocsp`,
    KEY_BITS: '2048',
    BLOCK_DELAY_MIN_MS: '0',
    BLOCK_DELAY_MAX_MS: '50',
    LOG_LEVEL: 'debug',
    ...TEST_SECRETS,
    ...overrides,
  }
  await ensureAuthority(join(folder, 'authority'))
  const prisma = createPrisma(database.url)
  await seed(prisma, {
    random: createRandom(),
    passwords: createPasswords(),
    consolePassword: TEST_CONSOLE_PASSWORD,
    relyingPartyNetworks: [],
  })
  const composed = await compose(readConfig(environment), createLog('silent', 'test'))
  const running = new Map<'api' | 'jobs', RunningChild>()
  let starts = 0

  async function start(name: 'api' | 'jobs', script: string) {
    if (running.has(name)) return
    starts += 1
    running.set(name, await startChild(script, environment, join(folder, `${name}-${starts}.log`)))
  }
  async function kill(name: 'api' | 'jobs') {
    const child = running.get(name)
    running.delete(name)
    await child?.kill()
  }
  const processes: Processes = {
    url: `http://127.0.0.1:${port}`,
    deps: composed.deps,
    databaseUrl: database.url,
    folder,
    environment,
    prisma,
    redis,
    startApi: () => start('api', 'server/main.ts'),
    killApi: () => kill('api'),
    startWorkers: () => start('jobs', 'jobs/main.ts'),
    killWorkers: () => kill('jobs'),
    async stop() {
      for (const child of running.values()) await child.stop()
      running.clear()
    },
    close: lease(async () => {
      await processes.stop()
      await composed.close()
      await prisma.$disconnect()
      await redis.stop()
      await database.drop()
      await rm(folder, { recursive: true, force: true })
    }),
  }
  await Promise.all([processes.startApi(), processes.startWorkers()])
  return processes
}
