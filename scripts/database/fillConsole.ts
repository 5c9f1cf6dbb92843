/**
 * Fills an empty database with a month of sessions, their decisions and cases, for looking at the console at scale:
 *
 *   DATABASE_URL=… VAULT_KEY=… PSEUDONYM_KEY=… npx tsx scripts/database/fillConsole.ts [--sessions N] [--cases N]
 *
 * The people are made up and nobody can sign for them. Never run it against a database that anybody needs.
 */
import { parseArgs } from 'node:util'
import pg from 'pg'
import { z } from 'zod'
import { seed } from '../../prisma/seed.ts'
import { createPasswords } from '../../server/adapters/passwords.ts'
import { createRandom } from '../../server/adapters/random.ts'
import { toId } from '../../server/domain/ids.ts'
import { FEATURES } from '../../server/risk/features/registry.ts'
import { templateKey } from '../../server/risk/features/textTemplate.ts'
import { createPrisma } from '../../server/stores/database/connection.ts'
import { createVault } from '../../server/stores/database/vault.ts'
import { takeIndexesAway } from './fill/indexes.ts'
import { EXPORTS, LIST_ENTRIES, MODELS, SERVICE_MINUTES } from './fill/pages.ts'
import { makeParts, type Parts } from './fill/parts.ts'
import { CASES, FROM_BATCH, FUNCTIONS, PART_TABLES, PEOPLE, SESSIONS } from './fill/rows.ts'
import { migrate } from './migrate.ts'

export type FillOrder = {
  url: string
  vaultKey: string
  pseudonymKey: string
  consolePassword: string
  sessions: number
  cases: number
  print(line: string): void
}

const DAYS = 30
const BATCH = 20_000
const SESSIONS_A_PERSON = 10
const HELD = 150
const RELYING_PARTIES = 20
const SEED = 1
const PAGES = { listEntries: 3_000, exports: 300, models: 30 } as const

export class NotEmpty extends Error {}

/** @throws NotEmpty where there are sessions already. */
export async function fillConsole(order: FillOrder): Promise<void> {
  await migrate(order.url)
  await seedPeopleOfTheConsole(order)
  const client = new pg.Client({ connectionString: order.url })
  await client.connect()
  try {
    const { rowCount } = await client.query('SELECT 1 FROM sessions LIMIT 1')
    if (rowCount !== 0) throw new NotEmpty('there are sessions already: only an empty database is filled')
    await client.query(
      `SET synchronous_commit = off; SET session_replication_role = replica; SET maintenance_work_mem = '256MB';
       SET work_mem = '64MB'; SELECT setseed(0.42)`,
    )
    for (const statement of [...FUNCTIONS.split(/(?<=\$\$;)\n/), PART_TABLES]) await client.query(statement)
    await client.query('SELECT pg_temp.month_partitions($1)', [DAYS])
    const vault = createVault(
      Buffer.from(order.vaultKey, 'base64'),
      Buffer.from(order.pseudonymKey, 'base64'),
    )
    await writeParts(client, makeParts(vault, SEED))
    await writeRows(client, order)
  } finally {
    await client.end()
  }
}

async function seedPeopleOfTheConsole({ url, consolePassword }: FillOrder): Promise<void> {
  const prisma = createPrisma(url)
  try {
    const random = createRandom()
    await seed(prisma, { random, passwords: createPasswords(), consolePassword, relyingPartyNetworks: [] })
  } finally {
    await prisma.$disconnect()
  }
}

async function writeParts(client: pg.Client, parts: Parts): Promise<void> {
  const ends = [
    ...parts.ends.map((end) => ({ end, attacker: false })),
    ...parts.attackers.map((end) => ({ end, attacker: true })),
  ]
  for (const { end, attacker } of ends) {
    await client.query(
      `INSERT INTO ends (attacker, initiator, address_key, network_key, tracking_key, phone_address, phone_network_key)
       VALUES ($1, $2, $3, $4, $5, $6, $7)`,
      [
        attacker,
        Buffer.from(end.initiator),
        end.addressKey,
        end.networkKey,
        end.trackingKey,
        Buffer.from(end.phoneAddress),
        end.phoneNetworkKey,
      ],
    )
  }
  for (const vector of parts.vectors)
    await client.query('INSERT INTO vectors (features) VALUES ($1)', [vector])
  const sets = [
    ...parts.quietReasons.map((reasons) => [false, reasons]),
    ...parts.loudReasons.map((reasons) => [true, reasons]),
  ]
  for (const set of sets) await client.query('INSERT INTO reason_sets (loud, reasons) VALUES ($1, $2)', set)
  for (let number = 1; number <= RELYING_PARTIES; number += 1)
    await writeRelyingParty(client, number, parts.texts)
  await client.query(
    `INSERT INTO analysts (id) SELECT id FROM console_users WHERE role IN ('analyst', 'senior') ORDER BY username`,
  )
}

const madeParty = z.tuple([z.object({ id: z.string().transform(toId<'relyingParty'>) })])

async function writeRelyingParty(client: pg.Client, number: number, texts: readonly string[]): Promise<void> {
  const name = `FILLED ${number}`
  const answer = await client.query(
    `INSERT INTO relying_parties (id, uuid, name, name_key) VALUES (gen_random_uuid(), gen_random_uuid(), $1, lower($1))
     RETURNING id::text`,
    [name],
  )
  const [{ id }] = madeParty.parse(answer.rows)
  for (const text of texts) {
    await client.query(
      `INSERT INTO texts (rp, relying_party_id, name, interactions, template_key) VALUES ($1, $2, $3, $4, $5)`,
      [number, id, name, JSON.stringify([{ type: 'displayTextAndPIN', text }]), templateKey(id, text)],
    )
  }
}

async function writeRows(client: pg.Client, { sessions, cases, print }: FillOrder): Promise<void> {
  const people = Math.max(1, Math.ceil(sessions / SESSIONS_A_PERSON))
  const putIndexesBack = await takeIndexesAway(client)
  await client.query(PEOPLE, [people])
  for (const table of ['ends', 'vectors', 'reason_sets', 'texts', 'people']) {
    await client.query(`CREATE INDEX ON ${table} (n); ANALYZE ${table}`)
  }
  for (let first = 1; first <= sessions; first += BATCH) {
    await client.query(SESSIONS, [
      first,
      Math.min(BATCH, sessions - first + 1),
      DAYS,
      people,
      HELD / sessions,
      sessions,
    ])
    for (const statement of FROM_BATCH) await client.query(statement)
    print(`${Math.min(first + BATCH - 1, sessions)} of ${sessions} sessions`)
  }
  print('making the indexes')
  await putIndexesBack()
  await client.query(CASES, [cases])
  await writePages(client)
  print(`${cases} cases; gathering statistics`)
  await client.query('VACUUM (ANALYZE)')
}

async function writePages(client: pg.Client): Promise<void> {
  await client.query(LIST_ENTRIES, [PAGES.listEntries])
  await client.query(EXPORTS, [PAGES.exports])
  await client.query(MODELS, [PAGES.models, Object.keys(FEATURES)])
  await client.query(SERVICE_MINUTES, [DAYS])
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      sessions: { type: 'string', default: '1000000' },
      cases: { type: 'string', default: '50000' },
    },
  })
  const setting = (name: string) => {
    const value = process.env[name]
    if (value === undefined || value === '') throw new Error(`${name} must be set`)
    return value
  }
  await fillConsole({
    url: setting('DATABASE_URL'),
    vaultKey: setting('VAULT_KEY'),
    pseudonymKey: setting('PSEUDONYM_KEY'),
    consolePassword: setting('CONSOLE_PASSWORD'),
    sessions: Number(values.sessions),
    cases: Number(values.cases),
    print: (line) => console.log(line),
  })
}

if (process.argv[1] === import.meta.filename) await main()
