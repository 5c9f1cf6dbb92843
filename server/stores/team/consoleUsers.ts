/** Console users and their log-ins. A cookie's token is stored as its SHA-256 only. */
import { createHash } from 'node:crypto'
import type { ConsoleUser } from '../../domain/consoleUser.ts'
import { type ConsoleUserId, toId } from '../../domain/ids.ts'
import { type Instant, toDate } from '../../domain/time.ts'
import type { Prisma } from '../database/connection.ts'
import type { ConsoleUserModel } from '../database/generated/models.ts'

function tokenHash(token: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(createHash('sha256').update(token, 'utf8').digest())
}

function toUser(row: ConsoleUserModel): ConsoleUser {
  return {
    id: toId<'consoleUser'>(row.id),
    username: row.username,
    displayName: row.displayName,
    role: row.role,
  }
}

export function createConsoleUserStore(prisma: Prisma) {
  return {
    /** Null where nobody of that name may sign in. */
    async findByUsername(username: string): Promise<{ user: ConsoleUser; passwordHash: string } | null> {
      const row = await prisma.consoleUser.findUnique({ where: { username } })
      return row === null || !row.enabled ? null : { user: toUser(row), passwordHash: row.passwordHash }
    },

    /** Log-ins that have ended are swept out on the way. */
    async openLogin(login: {
      token: string
      userId: ConsoleUserId
      now: Instant
      expiresAt: Instant
    }): Promise<void> {
      await prisma.consoleLogin.deleteMany({ where: { expiresAt: { lte: toDate(login.now) } } })
      await prisma.consoleLogin.create({
        data: { tokenHash: tokenHash(login.token), userId: login.userId, expiresAt: toDate(login.expiresAt) },
      })
    },

    /** Null where the token is unknown, the log-in has ended or the user was disabled since. */
    async findByToken(token: string, now: Instant): Promise<ConsoleUser | null> {
      const row = await prisma.consoleLogin.findUnique({
        where: { tokenHash: tokenHash(token), expiresAt: { gt: toDate(now) } },
        include: { user: true },
      })
      return row === null || !row.user.enabled ? null : toUser(row.user)
    },

    async closeLogin(token: string): Promise<void> {
      await prisma.consoleLogin.deleteMany({ where: { tokenHash: tokenHash(token) } })
    },

    /** Null where there is nobody of this id, or no longer. */
    async find(id: ConsoleUserId): Promise<ConsoleUser | null> {
      const row = await prisma.consoleUser.findUnique({ where: { id } })
      return row === null || !row.enabled ? null : toUser(row)
    },

    /** Everybody who may sign in, by name. */
    async enabled(): Promise<ConsoleUser[]> {
      const rows = await prisma.consoleUser.findMany({
        where: { enabled: true },
        orderBy: { displayName: 'asc' },
      })
      return rows.map(toUser)
    },

    async displayNames(ids: readonly string[]): Promise<Map<string, string>> {
      const rows = await prisma.consoleUser.findMany({
        where: { id: { in: [...new Set(ids)] } },
        select: { id: true, displayName: true },
      })
      return new Map(rows.map((row) => [row.id, row.displayName]))
    },
  }
}

export type ConsoleUserStore = ReturnType<typeof createConsoleUserStore>
