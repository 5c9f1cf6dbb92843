/** Reads persons and their accounts, opened from the vault. */

import { z } from 'zod'
import type { Account } from '../../domain/accounts/account.ts'
import { type AccountId, type SubjectId, toId } from '../../domain/ids.ts'
import { INTERACTION_TYPES } from '../../domain/sessions/session.ts'
import { fromDate, fromDateOrNull, type Instant, toDate } from '../../domain/time.ts'
import type { Accounts, Vault } from '../../flow/ports.ts'
import type { Prisma } from '../database/connection.ts'
import type { AccountModel, DeviceModel, KeyModel } from '../database/generated/models.ts'

const interactions = z.array(z.enum(INTERACTION_TYPES))
const integrity = z.object({
  rooted: z.boolean(),
  debuggerAttached: z.boolean(),
  emulator: z.boolean(),
  remoteControlActive: z.boolean(),
  accessibilityServiceActive: z.boolean(),
  callActive: z.boolean(),
  hardwareKeyStore: z.boolean(),
  randomnessTestPassed: z.boolean(),
})

type AccountRow = AccountModel & { device: DeviceModel | null; keys: KeyModel[] }
const WITH_DEVICE_AND_KEYS = { device: true, keys: true } as const

export function createAccountStore(prisma: Prisma, vault: Vault): Accounts {
  function toAccount(row: AccountRow): Account {
    if (row.device === null) throw new Error(`account ${row.id} has no device`)
    const { device } = row
    return {
      id: toId<'account'>(row.id),
      subjectId: toId<'subject'>(row.subjectId),
      documentNumber: vault.openText(row.document),
      level: row.level,
      state: row.state,
      enrolledAt: fromDate(row.enrolledAt),
      device: {
        platform: device.platform,
        model: device.model,
        osVersion: device.osVersion,
        appVersion: device.appVersion,
        language: device.language,
        interactions: interactions.parse(device.interactions),
        integrity: integrity.parse(device.integrity),
      },
      lastSeen:
        device.lastAddress === null || device.lastSeenAt === null
          ? null
          : { at: fromDate(device.lastSeenAt), ip: vault.openText(device.lastAddress) },
      keys: row.keys.map((key) => ({
        id: toId<'key'>(key.id),
        purpose: key.purpose,
        state: key.state,
        wrongPins: key.wrongPins,
        lockedUntil: fromDateOrNull(key.lockedUntil),
        createdAt: fromDate(key.createdAt),
        certificate: vault.open(key.certificate),
      })),
    }
  }

  return {
    async findSubject(semanticsIdentifier: string): Promise<SubjectId | null> {
      const pseudonym = vault.digest('semanticsIdentifier', semanticsIdentifier)
      const row = await prisma.subject.findUnique({ where: { pseudonym }, select: { id: true } })
      return row === null ? null : toId<'subject'>(row.id)
    },

    async findByDocument(documentNumber: string): Promise<Account | null> {
      const documentKey = vault.digest('documentNumber', documentNumber)
      const row = await prisma.account.findUnique({ where: { documentKey }, include: WITH_DEVICE_AND_KEYS })
      return row === null ? null : toAccount(row)
    },

    async findByAccessToken(tokenHash: Uint8Array<ArrayBuffer>): Promise<Account | null> {
      const row = await prisma.account.findUnique({
        where: { accessTokenHash: tokenHash },
        include: WITH_DEVICE_AND_KEYS,
      })
      return row === null ? null : toAccount(row)
    },

    async find(id: AccountId): Promise<Account | null> {
      const row = await prisma.account.findUnique({ where: { id }, include: WITH_DEVICE_AND_KEYS })
      return row === null ? null : toAccount(row)
    },

    async ofSubject(subjectId: SubjectId): Promise<Account[]> {
      const rows = await prisma.account.findMany({
        where: { subjectId },
        include: WITH_DEVICE_AND_KEYS,
        orderBy: [{ enrolledAt: 'asc' }, { id: 'asc' }],
      })
      return rows.map(toAccount)
    },

    async seen(accountId: AccountId, at: Instant, ip: string): Promise<void> {
      await prisma.device.updateMany({
        where: { accountId, OR: [{ lastSeenAt: null }, { lastSeenAt: { lt: toDate(at) } }] },
        data: { lastSeenAt: toDate(at), lastAddress: vault.seal(ip) },
      })
    },
  }
}
