import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { MigrationList } from '@prisma/schema-engine-wasm/schema_engine_bg'

export const MIGRATIONS_DIR = join(import.meta.dirname, '../../prisma/migrations')

const MIGRATION_FILE = 'migration.sql'
const LOCK_FILE = 'migration_lock.toml'

/** The folder of migrations as Prisma's engine wants it, in the order of their names. */
export async function readMigrationList(): Promise<MigrationList> {
  const entries = await readdir(MIGRATIONS_DIR, { withFileTypes: true })
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name)
  const migrationDirectories = await Promise.all(
    names.sort().map(async (name) => {
      const sql = await readFile(join(MIGRATIONS_DIR, name, MIGRATION_FILE), 'utf8')
      return {
        path: name,
        migrationFile: { path: MIGRATION_FILE, content: { tag: 'ok' as const, value: sql } },
      }
    }),
  )
  return {
    baseDir: MIGRATIONS_DIR,
    lockfile: { path: LOCK_FILE, content: await readFile(join(MIGRATIONS_DIR, LOCK_FILE), 'utf8') },
    shadowDbInitScript: '',
    migrationDirectories,
  }
}
