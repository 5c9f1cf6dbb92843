import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import pg from 'pg'
import { diff } from '../../scripts/database/diff.ts'
import { migrate } from '../../scripts/database/migrate.ts'
import { createTestDatabase, type TestDatabase } from '../support/database.ts'

let database: TestDatabase
let client: pg.Client

beforeAll(async () => {
  database = await createTestDatabase()
  client = new pg.Client({ connectionString: database.url })
  await client.connect()
})

afterAll(async () => {
  await client.end()
  await database.drop()
})

async function empty(): Promise<void> {
  await client.query('DROP SCHEMA public CASCADE; CREATE SCHEMA public')
}

async function applied(): Promise<string[]> {
  const { rows } = await client.query<{ migration_name: string }>(
    'SELECT migration_name FROM _prisma_migrations WHERE finished_at IS NOT NULL ORDER BY started_at',
  )
  return rows.map((row) => row.migration_name)
}

test('a migrated database has nothing left to migrate', async () => {
  expect(await migrate(database.url)).toEqual([])
})

test('processes that migrate an empty database at once apply each migration once', async () => {
  await empty()
  const results = await Promise.all([migrate(database.url), migrate(database.url), migrate(database.url)])
  const names = results.flat()
  expect(names.length).toBeGreaterThan(0)
  expect(new Set(names).size).toBe(names.length)
  expect(await applied()).toEqual(names)
})

test('a migration whose process was killed before it finished is applied by the next one', async () => {
  await empty()
  const [first] = await migrate(database.url)
  await client.query('DROP SCHEMA public CASCADE; CREATE SCHEMA public')
  await client.query(`CREATE TABLE _prisma_migrations (
    id varchar(36) PRIMARY KEY, checksum varchar(64) NOT NULL, finished_at timestamptz, migration_name varchar(255) NOT NULL,
    logs text, rolled_back_at timestamptz, started_at timestamptz NOT NULL DEFAULT now(), applied_steps_count integer NOT NULL DEFAULT 0)`)
  await client.query('INSERT INTO _prisma_migrations (id, checksum, migration_name) VALUES ($1, $2, $3)', [
    'x',
    'x',
    first,
  ])
  expect(await migrate(database.url)).toContain(first)
})

test('a database made with another text of a migration is refused by name, and left as it is', async () => {
  await empty()
  await migrate(database.url)
  await client.query(`UPDATE _prisma_migrations SET checksum = 'of another text'`)
  await expect(migrate(database.url)).rejects.toThrow(/another text of the migration 0001_init/)
})

test('a change of the schema becomes SQL, and no change becomes none', async () => {
  const schema = await readFile(join(import.meta.dirname, '../../prisma/schema.prisma'), 'utf8')
  const changed = schema.replace('model Device {', 'model Device {\n  colour String?\n')
  expect(changed).not.toBe(schema)
  expect(await diff(database.url, schema, schema)).toBeNull()
  expect(await diff(database.url, schema, changed)).toMatch(
    /ALTER TABLE "devices" ADD COLUMN\s+"colour" TEXT;/,
  )
})
