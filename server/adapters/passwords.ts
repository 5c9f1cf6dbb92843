/** Passwords of console users: argon2id. */

import { hash, verify } from '@node-rs/argon2'
import type { Passwords } from '../flow/team/ports.ts'

/** KiB, passes, lanes: the least that OWASP's Password Storage Cheat Sheet advises. argon2id is the default. */
const OPTIONS = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const

export function createPasswords(): Passwords {
  // Compared with when there is no such user, so that the answer takes as long as for one that exists.
  const decoy = hash('nobody signs in with this', OPTIONS)
  return {
    async hash(password: string): Promise<string> {
      return await hash(password, OPTIONS)
    },
    async verify(passwordHash: string | null, password: string): Promise<boolean> {
      const matches = await verify(passwordHash ?? (await decoy), password)
      return matches && passwordHash !== null
    },
  }
}
