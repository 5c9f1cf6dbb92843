import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { lease } from '../host/leases.ts'

export type TestDatabase = { url: string; drop(): Promise<void> }

/**
 * A database of its own for a test file; `drop` ends every connection to it.
 * @param template the database that it begins as: migrated and empty, unless another is named.
 */
export async function createTestDatabase(
  template = setting('TEST_TEMPLATE_DATABASE'),
): Promise<TestDatabase> {
  const server = setting('DATABASE_URL')
  const name = `countersign_test_${randomBytes(6).toString('hex')}`
  // Half the work of going through the log, which nobody will replay.
  await runOn(server, `CREATE DATABASE ${name} TEMPLATE ${template} STRATEGY file_copy`)
  const url = new URL(server)
  url.pathname = `/${name}`
  const drop = lease(() => runOn(server, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`))
  return { url: url.href, drop }
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

function setting(name: 'DATABASE_URL' | 'TEST_TEMPLATE_DATABASE'): string {
  const value = process.env[name]
  if (value === undefined) throw new Error(`${name} is not set: globalSetup of jest.config.mjs sets it`)
  return value
}
