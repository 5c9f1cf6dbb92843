import { spawnSync } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Account } from './ownedProcess.ts'
import type { Log } from './Service.ts'

/** The file that says where the data is, if not here. */
export const POINTER = 'postgres-outside'

export type PostgresFolder = { path: string; remove(): void }

/**
 * A folder for Postgres' data that its account can reach: `dataDir`/postgres, or, where a folder above is
 * closed to that account, one in the system's folder for temporary files, which `dataDir` then points to.
 */
export function postgresFolder(dataDir: string, account: Account | null, log: Log): PostgresFolder {
  const inside = join(dataDir, 'postgres')
  const pointer = join(dataDir, POINTER)
  mkdirSync(inside, { recursive: true })
  const path = chooseFolder({ inside, pointer, account, log })
  return {
    path,
    remove() {
      for (const each of [path, inside, pointer]) rmSync(each, { recursive: true, force: true })
    },
  }
}

type Choice = { inside: string; pointer: string; account: Account | null; log: Log }

function chooseFolder({ inside, pointer, account, log }: Choice): string {
  const known = existsSync(pointer) ? readFileSync(pointer, 'utf8') : ''
  if (known !== '' && existsSync(known)) return known
  if (account === null || canReach(inside, account)) return inside
  // A name that nobody could have guessed and taken before.
  const made = mkdtempSync(join(tmpdir(), 'countersign-'))
  chmodSync(made, 0o711)
  writeFileSync(pointer, made)
  log(`Postgres' account cannot reach this folder, so its data is in ${made}`)
  return made
}

function canReach(folder: string, account: Account): boolean {
  const check = ['-c', 'test -x "$1"', 'sh', folder]
  return spawnSync('/bin/sh', check, { ...account, cwd: '/' }).status === 0
}
