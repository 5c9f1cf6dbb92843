/** The keys of accounts: the server's half, the state of the PIN, and the certificate with its standing. */
import type { KeyPurpose } from '../../domain/accounts/device.ts'
import { type AccountId, type KeyId, type SessionId, toId } from '../../domain/ids.ts'
import { fromDate, type Instant, toDate } from '../../domain/time.ts'
import type { Prisma, PrismaWithin } from '../database/connection.ts'
import type { KeyModel } from '../database/generated/models.ts'
import type { Vault } from '../database/vault.ts'

/** The state of a key's PIN, as the confirmation protocol reads and writes it. */
export type KeyStatus =
  | { state: 'destroyed' }
  | {
      state: 'ready'
      oneTimePasswordHash: Uint8Array
      last: { passwordHash: Uint8Array; nonceHash: Uint8Array } | null
      wrongPins: number
      /** Event time. */
      lockedUntil: Instant | null
      /** Rises with each change; the freshness token is made of it. */
      version: number
    }
type ReadyStatus = Extract<KeyStatus, { state: 'ready' }>

export type AccountKeyRecord = {
  id: KeyId
  accountId: AccountId
  purpose: KeyPurpose
  /** n, big-endian. */
  modulus: Uint8Array
  /** d2, big-endian; empty once the key is destroyed. */
  serverShare: Uint8Array
  transportKey: Uint8Array
  version: number
  standing: KeyStatus
  lastAnswer: { sessionId: SessionId; sealed: string } | null
  /** DER. */
  certificate: Uint8Array
}

/** What is stored beside the new state of a confirmation that was answered. */
export type StoredAnswer = { sessionId: SessionId; sealed: string }

const REVOCATIONS = ['wrongPins', 'clone'] as const
export type Revocation = (typeof REVOCATIONS)[number]

/** `at` in wall time. */
export type CertificateStatus =
  | { status: 'good' }
  | { status: 'revoked'; at: Instant; reason: Revocation | null }

export function createKeyStore(prisma: Prisma, vault: Vault) {
  function toRecord(row: KeyModel): AccountKeyRecord {
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

  return {
    async ofAccount(accountId: AccountId): Promise<AccountKeyRecord[]> {
      return (await prisma.key.findMany({ where: { accountId } })).map(toRecord)
    },

    /**
     * The key, locked until the transaction ends; then the session too, always in this order, so that
     * confirmations wait for each other and nobody ends the session meanwhile.
     */
    async lock(id: KeyId, sessionId: SessionId, within: PrismaWithin): Promise<AccountKeyRecord | null> {
      await within.$queryRaw`SELECT 1 FROM keys WHERE id = ${id}::uuid FOR UPDATE`
      await within.$queryRaw`SELECT 1 FROM sessions WHERE id = ${sessionId}::uuid FOR UPDATE`
      const row = await within.key.findUnique({ where: { id } })
      return row === null ? null : toRecord(row)
    },

    /** Stores the state after a confirmation; without an answer, a stored one stays as it was. */
    async save(
      id: KeyId,
      key: ReadyStatus,
      answer: StoredAnswer | null,
      within: PrismaWithin,
    ): Promise<void> {
      await within.key.update({
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

    /** Nine wrong PINs: this key is gone and its certificate is no longer good. Wall time. */
    async destroy(id: KeyId, revokedAt: Instant, within: PrismaWithin): Promise<void> {
      await within.key.update({ where: { id }, data: destroyed('wrongPins', revokedAt) })
    },

    /** A copy of the phone exists: everything on it is gone, both keys and the account. Wall time. */
    async destroyAccount(accountId: AccountId, revokedAt: Instant, within: PrismaWithin): Promise<void> {
      await within.key.updateMany({
        where: { accountId, state: 'ready' },
        data: destroyed('clone', revokedAt),
      })
      await within.account.update({ where: { id: accountId }, data: { state: 'destroyed' } })
    },

    /** Null where no certificate of ours has this serial number (hexadecimal, small letters). */
    async standingOf(certificateSerial: string): Promise<CertificateStatus | null> {
      const row = await prisma.key.findUnique({
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
    lockedUntil: row.lockedUntil === null ? null : fromDate(row.lockedUntil),
    version: row.version,
  }
}

export type KeyStore = ReturnType<typeof createKeyStore>
