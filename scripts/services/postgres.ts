import { spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { chownSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import pg from 'pg'
import { freePort } from './freePort.ts'
import {
  type Account,
  claimFolder,
  endOrphan,
  type OwnedProcess,
  releaseFolder,
  startProcess,
} from './ownedProcess.ts'
import { postgresAccount } from './postgresAccount.ts'
import { findPostgresBinaries, missingPostgres } from './postgresBinaries.ts'
import { postgresFolder } from './postgresFolder.ts'
import type { Service, ServiceOptions } from './Service.ts'

const NAME = 'countersign'
const MAJOR = '18'
const START_MS = 60_000
const ATTEMPTS = 5
const BETWEEN_ATTEMPTS_MS = 500
const LOOK_EVERY_MS = 25

/** A test run's data need not survive the machine. */
const QUICK = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off']

/**
 * The Postgres of DATABASE_URL where that is set; else the one that npm brought along, with its data in
 * `dataDir`, on a free port of 127.0.0.1. What an earlier, killed run left behind is cleaned up first.
 *
 * @throws MissingService where there is no Postgres for this machine, Error with the end of its log where
 * it does not start, each within about a minute.
 */
export async function startPostgres({ dataDir, log, temporary = false }: ServiceOptions): Promise<Service> {
  const given = process.env['DATABASE_URL']
  if (given !== undefined && given !== '') return useGiven(given)

  const account = postgresAccount()
  const folder = postgresFolder(dataDir, account, log)
  await claimFolder(folder.path)
  const programs = await findPostgresBinaries(account, folder.path)
  const data = join(folder.path, 'data')
  const password = ensureCluster({ folder: folder.path, data, initdb: programs.initdb, account })
  await removeStaleLock(data)

  const server = await start({
    folder: folder.path,
    data,
    postgres: programs.postgres,
    account,
    temporary,
    password,
  })
  await ensureDatabase(server.addressOf('postgres'))
  return {
    url: server.addressOf(NAME),
    async stop() {
      await server.process.stop()
      releaseFolder(folder.path)
      if (temporary) folder.remove()
    },
  }
}

async function useGiven(url: string): Promise<Service> {
  const problem = await problemOf(url)
  if (problem !== null) throw missingPostgres(new Error(`DATABASE_URL is set, but there: ${problem.message}`))
  return { url, stop: async () => undefined }
}

type Cluster = { folder: string; data: string; initdb: string; account: Account | null }

/**
 * Makes the data folder unless there is one, and returns the password of its one user. It gets its name when
 * it is complete, so that a half-made one is never taken for it.
 */
function ensureCluster({ folder, data, initdb, account }: Cluster): string {
  const passwordFile = join(folder, 'password')
  if (existsSync(data)) {
    const version = readIfThere(join(data, 'PG_VERSION')).trim()
    if (version !== MAJOR || !existsSync(passwordFile)) {
      throw new Error(
        `${data} holds no data of PostgreSQL ${MAJOR} (${version || 'no version'}): move ${folder} away`,
      )
    }
    return readFileSync(passwordFile, 'utf8')
  }
  const password = randomBytes(24).toString('hex')
  const unfinished = `${data}.new`
  rmSync(unfinished, { recursive: true, force: true })
  mkdirSync(unfinished, { mode: 0o700 })
  writeFileSync(passwordFile, password, { mode: 0o600 })
  for (const path of account === null ? [] : [unfinished, passwordFile])
    chownSync(path, account?.uid ?? 0, account?.gid ?? 0)
  const args = [
    `--pgdata=${unfinished}`,
    `--username=${NAME}`,
    `--pwfile=${passwordFile}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    // Sorting and case are the same on every machine, whatever locales it has.
    '--locale=C',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    // Several times faster; a power cut in its first seconds would cost an empty database.
    '--no-sync',
  ]
  const { status, stderr, error } = spawnSync(initdb, args, {
    ...account,
    cwd: '/',
    encoding: 'utf8',
    timeout: START_MS,
    env: { PATH: process.env['PATH'], LC_ALL: 'C', TZ: 'UTC' },
  })
  if (status !== 0)
    throw new Error(`Postgres cannot make its data folder ${unfinished}: ${error?.message ?? stderr}`)
  renameSync(unfinished, data)
  return password
}

/** A killed server leaves its lock behind, which stops the next one where some process has that number now. */
async function removeStaleLock(data: string): Promise<void> {
  const lock = join(data, 'postmaster.pid')
  const pid = Number(readIfThere(lock).split('\n')[0])
  if (pid > 0) await endOrphan(pid, data, 'SIGINT')
  rmSync(lock, { force: true })
}

type Start = Omit<Cluster, 'initdb'> & { postgres: string; temporary: boolean; password: string }
type Server = { process: OwnedProcess; addressOf(database: string): string }

/** Tries again on another port where this one was taken meanwhile, or where a killed server's children still end. */
async function start({ folder, data, postgres, account, temporary, password }: Start): Promise<Server> {
  for (let attempt = 1; ; attempt++) {
    const port = await freePort()
    const settings = [
      'listen_addresses=127.0.0.1',
      'unix_socket_directories=',
      'max_connections=200',
      ...(temporary ? QUICK : []),
    ]
    const process = startProcess({
      folder,
      command: postgres,
      args: ['-D', data, '-p', String(port), ...settings.flatMap((setting) => ['-c', setting])],
      mark: data,
      stopSignal: 'SIGINT',
      account,
    })
    const addressOf = (database: string) => `postgresql://${NAME}:${password}@127.0.0.1:${port}/${database}`
    const problem = await untilReady(process, addressOf('postgres'))
    if (problem === null) return { process, addressOf }
    await process.stop()
    const passing = /Address already in use|could not create any TCP|pre-existing shared memory/.test(problem)
    if (!passing || attempt === ATTEMPTS) throw new Error(`Postgres does not start. ${problem}`)
    await delay(BETWEEN_ATTEMPTS_MS)
  }
}

async function untilReady(process: OwnedProcess, url: string): Promise<string | null> {
  const deadline = Date.now() + START_MS
  for (;;) {
    if (process.hasEnded()) return process.ended
    const problem = await problemOf(url)
    if (problem === null) return null
    if (Date.now() > deadline) return `It took longer than ${START_MS / 1000} s: ${problem.message}`
    await delay(LOOK_EVERY_MS)
  }
}

async function problemOf(url: string): Promise<Error | null> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 })
  // A connection may also break after it stood; what counts is the answer below.
  client.on('error', () => undefined)
  try {
    await client.connect()
    await client.query('SELECT 1')
    return null
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error))
  } finally {
    await client.end().catch(() => undefined)
  }
}

async function ensureDatabase(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    const { rowCount } = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [NAME])
    if (rowCount === 0) await client.query(`CREATE DATABASE ${client.escapeIdentifier(NAME)}`)
  } finally {
    await client.end()
  }
}

function readIfThere(file: string): string {
  return existsSync(file) ? readFileSync(file, 'utf8') : ''
}
