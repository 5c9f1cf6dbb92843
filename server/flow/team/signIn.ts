/** A console user signs in, is recognised by the cookie's token, and signs out. */

import type { Passwords } from '../../adapters/passwords.ts'
import type { Random } from '../../adapters/random.ts'
import type { ConsoleUser } from '../../domain/consoleUser.ts'
import { addMs, type Clock, HOUR_MS, type Instant } from '../../domain/time.ts'
import type { AuditStore } from '../../stores/database/audit.ts'
import type { ConsoleUserStore } from '../../stores/team/consoleUsers.ts'

/** A working day and its overtime; no log-in outlives it. */
export const LOGIN_MS = 12 * HOUR_MS
const TOKEN_BYTES = 32

export type SignInDependencies = {
  clock: Clock
  random: Random
  passwords: Passwords
  consoleUsers: ConsoleUserStore
  audit: AuditStore
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
    await deps.audit.append({
      id: deps.random.id(),
      actor: { kind: 'nobody', id: null },
      action: 'console.signInFailed',
      object: { kind: 'consoleUser', id: found?.user.id ?? 'unknown' },
      details: {},
      occurredAt: now,
    })
    return null
  }
  const token = Buffer.from(deps.random.bytes(TOKEN_BYTES)).toString('base64url')
  const expiresAt = addMs(now, LOGIN_MS)
  await deps.audit.append(byUser(deps, found.user, 'console.signedIn', now))
  await deps.consoleUsers.openLogin({ token, userId: found.user.id, now, expiresAt })
  return { user: found.user, token, expiresAt }
}

export async function signOut(deps: SignInDependencies, user: ConsoleUser, token: string): Promise<void> {
  await deps.audit.append(byUser(deps, user, 'console.signedOut', deps.clock.now()))
  await deps.consoleUsers.closeLogin(token)
}

function byUser(
  deps: SignInDependencies,
  user: ConsoleUser,
  action: 'console.signedIn' | 'console.signedOut',
  occurredAt: Instant,
) {
  return {
    id: deps.random.id<'auditEvent'>(),
    actor: { kind: 'consoleUser', id: user.id },
    action,
    object: { kind: 'consoleUser', id: user.id },
    details: { role: user.role },
    occurredAt,
  } as const
}
