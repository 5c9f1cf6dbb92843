/** The keys of accounts: the server's half, the state of the PIN, and whether the certificate is good. */

import { toId } from '../../domain/ids.ts'
import { fromDate, fromDateOrNull, type Instant, toDate } from '../../domain/time.ts'
import type { AccountKeyRecord, KeyReads, KeyStatus, KeyWrites, Revocation } from '../../flow/phone/ports.ts'
import type { Vault } from '../../flow/ports.ts'
import type { PrismaWithin } from '../database/connection.ts'
import type { KeyModel } from '../database/generated/models.ts'

const REVOCATIONS: readonly Revocation[] = ['wrongPins', 'clone']

export function createKeyStore(db: PrismaWithin, vault: Vault): KeyReads {
  return {
    async ofAccount(accountId) {
      return (await db.key.findMany({ where: { accountId } })).map((row) => toRecord(row, vault))
    },

    async statusOf(certificateSerial) {
      const row = await db.key.findUnique({
        where: { certificateSerial },
        select: { revokedAt: true, revocationReason: true },
      })
      if (row === null) return null
      if (row.revokedAt === null) return { status: 'good' }
      const reason = REVOCATIONS.find((one) => one === row.revocationReason) ?? null
      return { status: 'revoked', at: fromDate(row.revokedAt), reason }
    },
  }
}

export function createKeyWrites(open: PrismaWithin, vault: Vault): KeyWrites {
  return {
    async lock(id, sessionId) {
      await open.$queryRaw`SELECT 1 FROM keys WHERE id = ${id}::uuid FOR UPDATE`
      await open.$queryRaw`SELECT 1 FROM sessions WHERE id = ${sessionId}::uuid FOR UPDATE`
      const row = await open.key.findUnique({ where: { id } })
      return row === null ? null : toRecord(row, vault)
    },

    async save(id, key, answer) {
      await open.key.update({
        where: { id },
        data: {
          oneTimePasswordHash: Uint8Array.from(key.oneTimePasswordHash),
          previousPasswordHash: key.last === null ? null : Uint8Array.from(key.last.passwordHash),
          lastNonceHash: key.last === null ? null : Uint8Array.from(key.last.nonceHash),
          wrongPins: key.wrongPins,
          lockedUntil: key.lockedUntil === null ? null : toDate(key.lockedUntil),
          version: key.version,
          ...(answer !== null && { lastAnswer: answer.sealed, lastAnswerSessionId: answer.sessionId }),
        },
      })
    },

    async destroy(id, revokedAt) {
      await open.key.update({ where: { id }, data: destroyed('wrongPins', revokedAt) })
    },

    async destroyAccount(accountId, revokedAt) {
      await open.key.updateMany({ where: { accountId, state: 'ready' }, data: destroyed('clone', revokedAt) })
      await open.account.update({ where: { id: accountId }, data: { state: 'destroyed' } })
    },
  }
}

function toRecord(row: KeyModel, vault: Vault): AccountKeyRecord {
  return {
    id: toId<'key'>(row.id),
    accountId: toId<'account'>(row.accountId),
    purpose: row.purpose,
    modulus: row.modulus,
    serverShare: row.serverShare === null ? new Uint8Array(0) : vault.open(row.serverShare),
    transportKey: vault.open(row.transportKey),
    version: row.version,
    standing: toStatus(row),
    lastAnswer:
      row.lastAnswer === null || row.lastAnswerSessionId === null
        ? null
        : { sealed: row.lastAnswer, sessionId: toId<'session'>(row.lastAnswerSessionId) },
    certificate: vault.open(row.certificate),
  }
}

function destroyed(because: Revocation, revokedAt: Instant) {
  return {
    state: 'destroyed',
    serverShare: null,
    lastAnswer: null,
    lastAnswerSessionId: null,
    version: { increment: 1 },
    revokedAt: toDate(revokedAt),
    revocationReason: because,
  } as const
}

function toStatus(row: KeyModel): KeyStatus {
  switch (row.state) {
    case 'destroyed':
      return { state: row.state }
    case 'ready':
      return readyStanding(row)
  }
}

function readyStanding(row: KeyModel): KeyStatus {
  const { previousPasswordHash, lastNonceHash } = row
  return {
    state: 'ready',
    oneTimePasswordHash: row.oneTimePasswordHash,
    last:
      previousPasswordHash === null || lastNonceHash === null
        ? null
        : { passwordHash: previousPasswordHash, nonceHash: lastNonceHash },
    wrongPins: row.wrongPins,
    lockedUntil: fromDateOrNull(row.lockedUntil),
    version: row.version,
  }
}
