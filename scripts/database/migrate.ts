import { pathToFileURL } from 'node:url'
import { readMigrationList } from './migrationList.ts'
import { openSchemaEngine } from './schemaEngine.ts'

/**
 * Applies what is missing of prisma/migrations to the database of `url`, as `prisma migrate deploy` would.
 * Running processes wait for each other in the database, so two at once apply each migration once.
 *
 * @returns the names of the migrations that it applied, in order.
 */
export async function migrate(url: string): Promise<string[]> {
  const engine = await openSchemaEngine(url)
  try {
    const { appliedMigrationNames } = await engine.applyMigrations({
      migrationsList: await readMigrationList(),
      filters: { externalTables: [], externalEnums: [] },
    })
    return appliedMigrationNames
  } finally {
    engine.free()
  }
}

async function main(): Promise<void> {
  const url = process.env['DATABASE_URL']
  if (url === undefined || url === '') throw new Error('DATABASE_URL must name the database to migrate')
  const applied = await migrate(url)
  console.log(applied.length === 0 ? 'Nothing to migrate.' : `Applied ${applied.join(', ')}.`)
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await main()
