/** A console user signs in, is recognised by the cookie's token, and signs out. */

import type { ConsoleUser } from '../../domain/consoleUser.ts'
import { addMs, HOUR_MS, type Instant } from '../../domain/time.ts'
import { audit, consoleUser, NOBODY } from '../audit.ts'
import { type CoreStores, type TransactDependencies, type Transaction, transact } from '../transact.ts'
import type { ConsoleUserReads, LoginWrites, Passwords } from './ports.ts'

/** A working day and its overtime; no log-in outlives it. */
export const LOGIN_MS = 12 * HOUR_MS
const TOKEN_BYTES = 32

type SignInStores = CoreStores & { logins: LoginWrites }
type SignInTransactions = TransactDependencies<SignInStores>

export type SignInDependencies = SignInTransactions & {
  passwords: Passwords
  consoleUsers: Pick<ConsoleUserReads, 'findByUsername'>
}

export type SignedIn = { user: ConsoleUser; token: string; expiresAt: Instant }

/** Null for a wrong password and for an unknown or disabled user alike, after the same work. */
export async function signIn(
  deps: SignInDependencies,
  attempt: { username: string; password: string },
): Promise<SignedIn | null> {
  const found = await deps.consoleUsers.findByUsername(attempt.username)
  const matches = await deps.passwords.verify(found?.passwordHash ?? null, attempt.password)
  const now = deps.clock.now()
  if (found === null || !matches) {
    const object = { kind: 'consoleUser', id: found?.user.id ?? 'unknown' } as const
    await transact(deps, (tx) => audit(tx, NOBODY, 'console.signInFailed', object))
    return null
  }
  const token = Buffer.from(deps.random.bytes(TOKEN_BYTES)).toString('base64url')
  const expiresAt = addMs(now, LOGIN_MS)
  await transact(deps, async (tx) => {
    await auditSelf(tx, found.user, 'console.signedIn')
    await tx.logins.open({ token, userId: found.user.id, now, expiresAt })
  })
  return { user: found.user, token, expiresAt }
}

export async function signOut(deps: SignInTransactions, user: ConsoleUser, token: string): Promise<void> {
  await transact(deps, async (tx) => {
    await auditSelf(tx, user, 'console.signedOut')
    await tx.logins.close(token)
  })
}

async function auditSelf(
  tx: Transaction,
  { id, role }: ConsoleUser,
  action: 'console.signedIn' | 'console.signedOut',
): Promise<void> {
  await audit(tx, consoleUser(id), action, { kind: 'consoleUser', id }, { role })
}
