import { pathToFileURL } from 'node:url'
import type { SchemaEngine } from '@prisma/schema-engine-wasm/schema_engine_bg'
import pg from 'pg'
import { readMigrationList } from './migrationList.ts'
import { withSchemaEngine } from './schemaEngine.ts'

/** A number of our own among Postgres' advisory locks: one process at a time migrates a database. */
const MIGRATION_LOCK = 5_061_203_117

export class EditedMigration extends Error {
  constructor(name: string) {
    super(
      `The database was made with another text of the migration ${name}. Use the code that made it, or begin anew ` +
        'with an empty database (the demo: delete .data).',
    )
  }
}

/**
 * Applies what is missing of prisma/migrations to the database of `url`, as `prisma migrate deploy` would.
 * Processes that do it at once wait for each other. A migration that failed or was killed left nothing
 * behind, since Postgres takes each whole or not at all: it is tried again.
 *
 * @throws EditedMigration where an applied migration no longer reads as it did.
 * @returns the names of the migrations that it applied, in order.
 */
export async function migrate(url: string): Promise<string[]> {
  const lock = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 })
  await lock.connect()
  try {
    await lock.query('SELECT pg_advisory_lock($1)', [MIGRATION_LOCK])
    return await withSchemaEngine(url, applyMissing)
  } finally {
    await lock.end()
  }
}

async function applyMissing(engine: SchemaEngine): Promise<string[]> {
  const migrationsList = await readMigrationList()
  const filters = { externalTables: [], externalEnums: [] }
  const history = await engine.diagnoseMigrationHistory({
    migrationsList,
    optInToShadowDatabase: false,
    filters,
  })
  // One that failed left nothing behind: its text may be mended.
  const edited = history.editedMigrationNames.find((name) => !history.failedMigrationNames.includes(name))
  if (edited !== undefined) throw new EditedMigration(edited)
  for (const migrationName of history.failedMigrationNames)
    await engine.markMigrationRolledBack({ migrationName })
  const { appliedMigrationNames } = await engine.applyMigrations({ migrationsList, filters })
  return appliedMigrationNames
}

async function main(): Promise<void> {
  const url = process.env['DATABASE_URL']
  if (url === undefined || url === '') throw new Error('DATABASE_URL must name the database to migrate')
  const applied = await migrate(url)
  console.log(applied.length === 0 ? 'Nothing to migrate.' : `Applied ${applied.join(', ')}.`)
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await main()
