/** Countersign over the filled database: API with the built console, and workers, as processes of their own. */
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { ensureAuthority } from '../../scripts/authority.ts'
import { startChild } from '../../scripts/services/childProcess.ts'
import { freePort } from '../../scripts/services/freePort.ts'
import { createLog } from '../../server/adapters/log.ts'
import { compose } from '../../server/compose.ts'
import { readConfig } from '../../server/config.ts'
import type { Dependencies } from '../../server/flow/dependencies.ts'
import { TEST_SECRETS } from '../../test/support/secrets.ts'
import type { Filled } from './database.ts'

export type RunningService = {
  url: string
  /** Ports of this process over the same database, for enrolling people. */
  deps: Dependencies
  close(): Promise<void>
}

export async function startOver(filled: Filled, webDir: string): Promise<RunningService> {
  const authority = join(filled.folder, 'authority')
  await mkdir(authority, { recursive: true })
  await ensureAuthority(authority)
  const port = await freePort()
  const environment: Record<string, string> = {
    TEST_MODE: 'on',
    NODE_ENV: 'test',
    DATABASE_URL: filled.url,
    REDIS_URL: filled.redisUrl,
    HTTP_PORT: String(port),
    AUTHORITY_DIR: authority,
    EXPORT_DIR: join(filled.folder, 'exports'),
    OCSP_URL: `http://localhost:${port}/ocsp`,
    WEB_DIR: webDir,
    KEY_BITS: '2048',
    // What is measured is the console: a busy machine must not make fallback decisions of it.
    SCORE_DEADLINE_MS: '60000',
    LOG_LEVEL: 'warn',
    ...TEST_SECRETS,
  }
  const composed = await compose(readConfig(environment), createLog('silent', 'bench'))
  const opened: (() => Promise<void>)[] = [composed.close]
  const close = async () => {
    for (const closeOne of opened.toReversed()) await closeOne()
  }
  try {
    // Else the workers would first count the windows of a million sessions again, for minutes.
    await composed.deps.history.rebuild(nothing(), () => undefined)
    for (const name of ['server', 'jobs'] as const) {
      const child = await startChild(`${name}/main.ts`, environment, join(filled.folder, `${name}.log`))
      opened.push(child.stop)
    }
    return { url: `http://127.0.0.1:${port}`, deps: composed.deps, close }
  } catch (error) {
    await close()
    throw error
  }
}

async function* nothing(): AsyncGenerator<never> {}
