/** A database of the bench's own under .data, filled once and kept, with a Redis beside it. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import pg from 'pg'
import { fillConsole } from '../../scripts/database/fillConsole.ts'
import { migrate } from '../../scripts/database/migrate.ts'
import { startPostgres } from '../../scripts/services/postgres.ts'
import { startRedis } from '../../scripts/services/redis.ts'
import { TEST_CONSOLE_PASSWORD, TEST_SECRETS } from '../../test/support/secrets.ts'

const CASES_A_SESSION = 1 / 20

export type Filled = { folder: string; url: string; redisUrl: string; stop(): Promise<void> }

/** A folder a size: another number of sessions fills another one. */
export async function openFilled(sessions: number, say: (line: string) => void): Promise<Filled> {
  const folder = join(import.meta.dirname, `../../.data/bench-console-${sessions}`)
  await mkdir(folder, { recursive: true })
  const mark = join(folder, 'filled')
  const postgres = await startPostgres({ dataDir: folder, log: say })
  const redis = await startRedis({ dataDir: folder, log: say, temporary: true })
  const stop = async () => {
    await redis.stop()
    await postgres.stop()
  }
  try {
    if (existsSync(mark)) say(`the database was filled at ${readFileSync(mark, 'utf8')}`)
    else {
      await empty(postgres.url)
      const begun = performance.now()
      await fillConsole({
        url: postgres.url,
        vaultKey: TEST_SECRETS.VAULT_KEY,
        pseudonymKey: TEST_SECRETS.PSEUDONYM_KEY,
        consolePassword: TEST_CONSOLE_PASSWORD,
        sessions,
        cases: Math.round(sessions * CASES_A_SESSION),
        say,
      })
      say(`filled in ${Math.round((performance.now() - begun) / 1_000)} s`)
      writeFileSync(mark, new Date().toISOString())
    }
    await migrate(postgres.url)
    return { folder, url: postgres.url, redisUrl: redis.url, stop }
  } catch (error) {
    await stop()
    throw error
  }
}

/** What a filling that was broken off left behind. */
async function empty(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await client.query('DROP SCHEMA public CASCADE; CREATE SCHEMA public')
  } finally {
    await client.end()
  }
}
