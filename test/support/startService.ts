/**
 * Countersign as a whole for one test file: API and workers in this process, on free ports, over a
 * database and a Redis of its own, with the TEST authority, the console's users and the demo RPs.
 */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type RunningWorkers, startWorkers } from '../../jobs/startWorkers.ts'
import { createLog } from '../../server/adapters/log.ts'
import { readConfig } from '../../server/config.ts'
import type { Dependencies } from '../../server/flow/dependencies.ts'
import { type RunningApi, startApi } from '../../server/startApi.ts'
import { createPrisma, type Prisma } from '../../server/stores/database/connection.ts'
import { createMemoryPhone } from '../../web/phone/memoryPhone.ts'
import { lease } from '../host/leases.ts'
import { createTestRedis, type TestRedis } from './redis.ts'
import { TEST_CONSOLE_PASSWORD, TEST_SECRETS } from './secrets.ts'
import { copyAuthority, createSeededDatabase } from './serviceTemplate.ts'

export type Service = {
  /** Plain address of all doors, e.g. http://127.0.0.1:40001. */
  url: string
  deps: Dependencies
  prisma: Prisma
  redis: TestRedis
  environment: Record<string, string>
  consolePassword: string
  stopWorkers(): Promise<void>
  startWorkers(): Promise<void>
  close(): Promise<void>
}

/** @param overrides environment variables; LOG_LEVEL=debug shows what happens. */
export async function startService(
  overrides: Record<string, string> = {},
  options: { workers?: boolean } = {},
): Promise<Service> {
  const [database, redis, folder] = await Promise.all([
    createSeededDatabase(),
    createTestRedis(),
    mkdtemp(join(tmpdir(), 'countersign-test-')),
  ])
  const environment: Record<string, string> = {
    TEST_MODE: 'on',
    NODE_ENV: 'test',
    DATABASE_URL: database.url,
    REDIS_URL: redis.url,
    HTTP_PORT: '0',
    TLS_PORT: '0',
    AUTHORITY_DIR: join(folder, 'authority'),
    EXPORT_DIR: join(folder, 'exports'),
    KEY_BITS: '2048',
    BLOCK_DELAY_MIN_MS: '50',
    BLOCK_DELAY_MAX_MS: '150',
    // The machine that tests may be busy: a fallback decision is what some tests ask for, never an accident.
    SCORE_DEADLINE_MS: '60000',
    REVIEW_UNDO_SECONDS: '0',
    LOG_LEVEL: 'error',
    ...TEST_SECRETS,
    ...overrides,
  }
  await copyAuthority(join(folder, 'authority'))
  const config = readConfig(environment)
  const log = createLog(config.LOG_LEVEL, 'test')
  const prisma = createPrisma(database.url)
  const api: RunningApi = await startApi(config, log, createMemoryPhone)
  let workers: RunningWorkers | null = null
  const service: Service = {
    url: `http://127.0.0.1:${api.httpPort}`,
    deps: api.deps,
    prisma,
    redis,
    environment,
    consolePassword: TEST_CONSOLE_PASSWORD,
    async startWorkers() {
      workers ??= await startWorkers(config, log)
    },
    async stopWorkers() {
      const running = workers
      workers = null
      await running?.close()
    },
    close: lease(async () => {
      await service.stopWorkers()
      await api.close()
      await prisma.$disconnect()
      await redis.stop()
      await database.drop()
      await rm(folder, { recursive: true, force: true })
    }),
  }
  if (options.workers !== false) await service.startWorkers()
  return service
}
