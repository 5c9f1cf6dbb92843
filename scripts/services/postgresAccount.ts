import { spawnSync } from 'node:child_process'
import type { Account } from './ownedProcess.ts'
import { missingPostgres } from './postgresBinaries.ts'

const NAME = 'postgres'

/**
 * Who must run Postgres, which refuses root: null stands for ourselves, else the system's account
 * `postgres`, made where it is not there.
 */
export function postgresAccount(): Account | null {
  if (process.getuid?.() !== 0) return null
  const known = lookUp()
  if (known !== null) return known
  const made = spawnSync('useradd', [
    '--system',
    '--user-group',
    '--no-create-home',
    '--shell',
    '/bin/false',
    NAME,
  ])
  const account = lookUp()
  if (account === null) {
    const why = made.error?.message ?? made.stderr.toString()
    throw missingPostgres(
      new Error(`Postgres refuses to run as root, and no account for it could be made: ${why}`),
    )
  }
  return account
}

function lookUp(): Account | null {
  const [uid, gid] = ['-u', '-g'].map((what) => {
    const { status, stdout } = spawnSync('id', [what, NAME], { encoding: 'utf8' })
    return status === 0 ? Number(stdout) : Number.NaN
  })
  return uid !== undefined && gid !== undefined && uid > 0 && gid > 0 ? { uid, gid } : null
}
