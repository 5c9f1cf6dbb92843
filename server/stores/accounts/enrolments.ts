/** Enrolments between their two steps, and the account that the second one opens. */
import { z } from 'zod'
import type { DeviceDescription, KeyPurpose } from '../../domain/accounts/device.ts'
import type { Identity, ProofingId } from '../../domain/accounts/proofing.ts'
import { type AccountId, type Id, type KeyId, type SubjectId, toId } from '../../domain/ids.ts'
import type { CertificateLevel } from '../../domain/sessions/session.ts'
import { fromDate, type Instant, toDate } from '../../domain/time.ts'
import type { Prisma } from '../database/connection.ts'
import { Prisma as PrismaSql } from '../database/generated/client.ts'
import type { Vault } from '../database/vault.ts'
import { openIdentity } from './proofings.ts'

export type EnrolmentId = Id<'enrolment'>

export type StartedEnrolment = {
  id: EnrolmentId
  proofingId: ProofingId
  accountId: AccountId
  subjectId: SubjectId
  identity: Identity
  level: CertificateLevel
  occurredAt: Instant
  /** JSON of the working state, opened. */
  secret: string
}

/** `requestHash`: SHA-256 of the message that was answered, base64url. `sealed`: a JWE under the transport key. */
const enrolmentAnswer = z.object({ requestHash: z.string(), sealed: z.string() })
export type EnrolmentAnswer = z.infer<typeof enrolmentAnswer>

export type NewKey = {
  id: KeyId
  purpose: KeyPurpose
  modulus: Uint8Array<ArrayBuffer>
  serverShare: Uint8Array
  transportKey: Uint8Array
  oneTimePasswordHash: Uint8Array<ArrayBuffer>
  certificateSerial: string
  /** DER. */
  certificate: Uint8Array
}

export type NewAccount = {
  id: AccountId
  subjectId: SubjectId
  documentNumber: string
  level: CertificateLevel
  accessTokenHash: Uint8Array<ArrayBuffer>
  enrolledAt: Instant
  device: DeviceDescription
  lastAddress: string
  keys: NewKey[]
}

export function createEnrolmentStore(prisma: Prisma, vault: Vault) {
  return {
    /**
     * A new start replaces an unfinished one of the same proofing, as after an app that died in between.
     * @returns false where the proofing's enrolment is finished already.
     */
    async start(
      enrolment: Pick<StartedEnrolment, 'id' | 'proofingId' | 'accountId' | 'occurredAt' | 'secret'>,
    ) {
      const { proofingId } = enrolment
      try {
        await prisma.$transaction([
          prisma.enrolment.deleteMany({ where: { proofingId, state: 'started' } }),
          prisma.enrolment.create({
            data: {
              ...enrolment,
              occurredAt: toDate(enrolment.occurredAt),
              secret: vault.seal(enrolment.secret),
            },
          }),
        ])
        return true
      } catch (error) {
        if (error instanceof PrismaSql.PrismaClientKnownRequestError && error.code === 'P2002') return false
        throw error
      }
    },

    /** Null where it was never started, was replaced, or has finished. */
    async findStarted(id: EnrolmentId): Promise<StartedEnrolment | null> {
      const row = await prisma.enrolment.findUnique({
        where: { id },
        include: { proofing: { include: { subject: true } } },
      })
      if (row === null || row.state !== 'started' || row.secret === null) return null
      const { proofing } = row
      return {
        id,
        proofingId: toId<'proofing'>(row.proofingId),
        accountId: toId<'account'>(row.accountId),
        subjectId: toId<'subject'>(proofing.subjectId),
        identity: openIdentity(vault, proofing.subject.identity),
        level: proofing.level,
        occurredAt: fromDate(row.occurredAt),
        secret: vault.openText(row.secret),
      }
    },

    /** What the second step was answered, for a phone that never got it; null where it was not answered. */
    async findAnswer(id: EnrolmentId): Promise<EnrolmentAnswer | null> {
      const row = await prisma.enrolment.findUnique({ where: { id }, select: { state: true, secret: true } })
      if (row === null || row.state !== 'finished' || row.secret === null) return null
      return enrolmentAnswer.parse(JSON.parse(vault.openText(row.secret)))
    },

    /**
     * Opens the account, once; of the working state the sealed answer alone is kept.
     * @returns false where somebody finished or replaced the enrolment first; nothing was written then.
     */
    async finish(
      enrolment: StartedEnrolment,
      account: NewAccount,
      answer: EnrolmentAnswer,
      usedAt: Instant,
    ): Promise<boolean> {
      return await prisma.$transaction(async (within) => {
        const { count } = await within.enrolment.updateMany({
          where: { id: enrolment.id, state: 'started' },
          data: { state: 'finished', secret: vault.seal(JSON.stringify(answer)) },
        })
        if (count === 0) return false
        await within.proofing.update({
          where: { id: enrolment.proofingId },
          data: { usedAt: toDate(usedAt) },
        })
        await within.account.create({ data: toAccountRow(vault, enrolment.proofingId, account) })
        return true
      })
    },
  }
}

function toAccountRow(vault: Vault, proofingId: ProofingId, account: NewAccount) {
  const enrolledAt = toDate(account.enrolledAt)
  return {
    id: account.id,
    subjectId: account.subjectId,
    proofingId,
    documentKey: vault.digest('documentNumber', account.documentNumber),
    document: vault.seal(account.documentNumber),
    level: account.level,
    accessTokenHash: account.accessTokenHash,
    enrolledAt,
    device: {
      create: { ...account.device, lastAddress: vault.seal(account.lastAddress), lastSeenAt: enrolledAt },
    },
    keys: {
      create: account.keys.map((key) => ({
        ...key,
        serverShare: vault.seal(key.serverShare),
        transportKey: vault.seal(key.transportKey),
        certificate: vault.seal(key.certificate),
        createdAt: enrolledAt,
      })),
    },
  }
}

export type EnrolmentStore = ReturnType<typeof createEnrolmentStore>
