/** Console users and their log-ins. A cookie's token is stored as its SHA-256 only. */
import { createHash } from 'node:crypto'
import type { ConsoleUser } from '../../domain/consoleUser.ts'
import { toId } from '../../domain/ids.ts'
import { toDate } from '../../domain/time.ts'
import type { ConsoleUserReads, LoginWrites } from '../../flow/team/ports.ts'
import type { PrismaWithin } from '../database/connection.ts'
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

export function createConsoleUserReads(db: PrismaWithin): ConsoleUserReads {
  return {
    async findByUsername(username) {
      const row = await db.consoleUser.findUnique({ where: { username } })
      return row === null || !row.enabled ? null : { user: toUser(row), passwordHash: row.passwordHash }
    },

    async findByToken(token, now) {
      const row = await db.consoleLogin.findUnique({
        where: { tokenHash: tokenHash(token), expiresAt: { gt: toDate(now) } },
        include: { user: true },
      })
      return row === null || !row.user.enabled ? null : toUser(row.user)
    },

    async find(id) {
      const row = await db.consoleUser.findUnique({ where: { id } })
      return row === null || !row.enabled ? null : toUser(row)
    },

    async enabled() {
      const rows = await db.consoleUser.findMany({
        where: { enabled: true },
        orderBy: { displayName: 'asc' },
      })
      return rows.map(toUser)
    },

    async displayNames(ids) {
      const rows = await db.consoleUser.findMany({
        where: { id: { in: [...new Set(ids)] } },
        select: { id: true, displayName: true },
      })
      return new Map(rows.map((row) => [row.id, row.displayName]))
    },
  }
}

export function createLoginWrites(open: PrismaWithin): LoginWrites {
  return {
    async open({ token, userId, now, expiresAt }) {
      await open.consoleLogin.deleteMany({ where: { expiresAt: { lte: toDate(now) } } })
      await open.consoleLogin.create({
        data: { tokenHash: tokenHash(token), userId, expiresAt: toDate(expiresAt) },
      })
    },

    async close(token) {
      await open.consoleLogin.deleteMany({ where: { tokenHash: tokenHash(token) } })
    },
  }
}
