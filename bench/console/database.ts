/** A database of the bench's own under .data, filled once and kept, with a Redis beside it. */
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import pg from 'pg'
import { z } from 'zod'
import { fillConsole } from '../../scripts/database/fillConsole.ts'
import { EditedMigration, migrate } from '../../scripts/database/migrate.ts'
import { startPostgres } from '../../scripts/services/postgres.ts'
import { startRedis } from '../../scripts/services/redis.ts'
import { TEST_CONSOLE_PASSWORD, TEST_SECRETS } from '../../test/support/secrets.ts'

const SCRIPTS = join(import.meta.dirname, '../../scripts/database')
/** Its month ends when it was filled: older than this, a week of it is no longer the last week. */
const KEPT_HOURS = 24

const markSchema = z.object({
  layout: z.string(),
  sessions: z.number(),
  cases: z.number(),
  at: z.iso.datetime(),
})
type Mark = z.infer<typeof markSchema>

export type Size = { sessions: number; cases: number }
export type Filled = {
  folder: string
  url: string
  redisUrl: string
  fillSeconds: number
  stop(): Promise<void>
}

/** A folder a size. What another version of the filling wrote, or yesterday's, is filled anew. */
export async function openFilled(size: Size, print: (line: string) => void): Promise<Filled> {
  const folder = join(import.meta.dirname, `../../.data/bench-console-${size.sessions}`)
  await mkdir(folder, { recursive: true })
  const postgres = await startPostgres({ dataDir: folder, log: print })
  const redis = await startRedis({ dataDir: folder, log: print, temporary: true })
  const stop = async () => {
    await redis.stop()
    await postgres.stop()
  }
  try {
    const fillSeconds = await ensureFilled(join(folder, 'filled.json'), postgres.url, size, print)
    await holdAnew(postgres.url)
    return { folder, url: postgres.url, redisUrl: redis.url, fillSeconds, stop }
  } catch (error) {
    await stop()
    throw error
  }
}

/** @returns how long it took when it was filled. */
async function ensureFilled(
  file: string,
  url: string,
  size: Size,
  print: (line: string) => void,
): Promise<number> {
  const layout = layoutOfFilling()
  const before = existsSync(file)
    ? markSchema.extend({ seconds: z.number() }).safeParse(JSON.parse(readFileSync(file, 'utf8')))
    : null
  if (before?.success === true && isStillGood(before.data, size, layout) && (await isMigrated(url))) {
    print(`the database was filled at ${before.data.at}`)
    return before.data.seconds
  }
  await empty(url)
  const begun = performance.now()
  await fillConsole({
    url,
    vaultKey: TEST_SECRETS.VAULT_KEY,
    pseudonymKey: TEST_SECRETS.PSEUDONYM_KEY,
    consolePassword: TEST_CONSOLE_PASSWORD,
    ...size,
    print,
  })
  const seconds = Math.round((performance.now() - begun) / 1_000)
  print(`filled in ${seconds} s`)
  const mark: Mark & { seconds: number } = { layout, ...size, at: new Date().toISOString(), seconds }
  writeFileSync(file, JSON.stringify(mark))
  return seconds
}

/** Migrations that came since are applied to what is there. False: one that was applied says something else now. */
async function isMigrated(url: string): Promise<boolean> {
  try {
    await migrate(url)
    return true
  } catch (error) {
    if (error instanceof EditedMigration) return false
    throw error
  }
}

function isStillGood(mark: Mark, size: Size, layout: string): boolean {
  const age = Date.now() - Date.parse(mark.at)
  return (
    mark.layout === layout &&
    mark.sessions === size.sessions &&
    mark.cases === size.cases &&
    age < KEPT_HOURS * 3_600_000
  )
}

/** Changes with what is filled in. */
function layoutOfFilling(): string {
  const files = [
    'fillConsole.ts',
    ...readdirSync(join(SCRIPTS, 'fill')).map((name) => join('fill', name)),
  ].toSorted()
  const hash = createHash('sha256')
  for (const file of files) hash.update(readFileSync(join(SCRIPTS, file)))
  return hash.digest('hex')
}

/** What a filling that was broken off left behind. */
async function empty(url: string): Promise<void> {
  await runOn(url, 'DROP SCHEMA public CASCADE; CREATE SCHEMA public')
}

/** The holds of a run before ran out meanwhile, or will in the middle of this one. */
async function holdAnew(url: string): Promise<void> {
  await runOn(
    url,
    `UPDATE sessions SET hold_until = now() + interval '1 day' * (0.5 + random() / 2), due_at = now() + interval '1 day',
            expires_at = now() + interval '25 hours'
     WHERE state = 'HELD'`,
  )
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
