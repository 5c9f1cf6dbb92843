/**
 * What every service of a test begins with, made once a run: a database with the console's users and the demo's relying
 * parties, and a TEST authority. Hashing passwords and drawing keys for each file would cost more than most files.
 */
import { randomBytes } from 'node:crypto'
import { cp } from 'node:fs/promises'
import { join } from 'node:path'
import { seed } from '../../prisma/seed.ts'
import { ensureAuthority } from '../../scripts/authority.ts'
import { createPasswords } from '../../server/adapters/passwords.ts'
import { createRandom } from '../../server/adapters/random.ts'
import { createPrisma } from '../../server/stores/database/connection.ts'
import { createTestDatabase, type TestDatabase } from './database.ts'
import { TEST_CONSOLE_PASSWORD } from './secrets.ts'

type TemplateEnvironment = { TEST_SEEDED_DATABASE: string; TEST_AUTHORITY: string }

/** @returns what `startService` finds in its environment, and what removes it when the run ends. */
export async function makeServiceTemplate(): Promise<{
  environment: TemplateEnvironment
  remove(): Promise<void>
}> {
  const authority = join(setting('TEST_FOLDER'), `authority-${randomBytes(6).toString('hex')}`)
  const [database] = await Promise.all([createTestDatabase(), ensureAuthority(authority)])
  const prisma = createPrisma(database.url)
  await seed(prisma, {
    random: createRandom(),
    passwords: createPasswords(),
    consolePassword: TEST_CONSOLE_PASSWORD,
    relyingPartyNetworks: [],
  })
  await prisma.$disconnect()
  const name = new URL(database.url).pathname.slice(1)
  return { environment: { TEST_SEEDED_DATABASE: name, TEST_AUTHORITY: authority }, remove: database.drop }
}

export function createSeededDatabase(): Promise<TestDatabase> {
  return createTestDatabase(setting('TEST_SEEDED_DATABASE'))
}

export async function copyAuthority(to: string): Promise<void> {
  await cp(setting('TEST_AUTHORITY'), to, { recursive: true })
}

function setting(name: keyof TemplateEnvironment | 'TEST_FOLDER'): string {
  const value = process.env[name]
  if (value === undefined) throw new Error(`${name} is not set: globalSetup of jest.config.mjs makes it`)
  return value
}
