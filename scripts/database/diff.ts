import { spawnSync } from 'node:child_process'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { startTestServices } from '../services/testServices.ts'
import { MIGRATIONS_DIR, readMigrationList } from './migrationList.ts'
import { withSchemaEngine } from './schemaEngine.ts'

const SCHEMA = 'prisma/schema.prisma'
const ROOT = join(MIGRATIONS_DIR, '../..')

/**
 * The SQL that leads from one schema.prisma to another; null where there is no difference. Partitions,
 * triggers and checks are not in it: they are written by hand. The database of `url` only tells its version.
 */
export async function diff(url: string, before: string, after: string): Promise<string | null> {
  const schema = (content: string) => ({
    tag: 'schemaDatamodel' as const,
    files: [{ path: SCHEMA, content }],
  })
  const { stdout, exitCode } = await withSchemaEngine(url, (engine) =>
    engine.diff({
      from: schema(before),
      to: schema(after),
      script: true,
      // Asks for exit code 2 where there is a difference.
      exitCode: true,
      filters: { externalTables: [], externalEnums: [] },
    }),
  )
  return exitCode === 2 ? stdout : null
}

/** schema.prisma as it stood when a migration was last committed: what the migrations lead to. */
function committedSchema(): string {
  const commit = git('log', '-1', '--format=%H', '--', 'prisma/migrations').trim()
  return git('show', `${commit}:${SCHEMA}`)
}

function git(...args: string[]): string {
  const { status, stdout, stderr, error } = spawnSync('git', args, { cwd: ROOT, encoding: 'utf8' })
  if (status !== 0) throw new Error(`git ${args.join(' ')}: ${error?.message ?? stderr}`)
  return stdout
}

/** Writes the SQL as the next migration. @returns its file. */
async function writeMigration(sql: string, name: string): Promise<string> {
  const { migrationDirectories } = await readMigrationList()
  const number = Math.max(0, ...migrationDirectories.map(({ path }) => Number.parseInt(path, 10))) + 1
  const folder = join(MIGRATIONS_DIR, `${String(number).padStart(4, '0')}_${name}`)
  await mkdir(folder)
  const file = join(folder, 'migration.sql')
  await writeFile(file, sql)
  return file
}

/** `npm run db:diff` prints, `npm run db:diff -- add_something` writes the next migration. */
async function main(name: string | undefined): Promise<void> {
  if (name !== undefined && !/^[a-z0-9_]+$/.test(name)) {
    throw new Error(`${name} must be small letters, digits and underscores`)
  }
  const services = await startTestServices(console.error)
  try {
    const schema = await readFile(join(ROOT, SCHEMA), 'utf8')
    const sql = await diff(services.environment.DATABASE_URL, committedSchema(), schema)
    if (sql === null) console.log(`The migrations lead to ${SCHEMA}: nothing to write.`)
    else if (name === undefined) console.log(sql)
    else console.log(`Read it before you commit it: ${await writeMigration(sql, name)}`)
  } finally {
    await services.stop()
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await main(process.argv[2])
