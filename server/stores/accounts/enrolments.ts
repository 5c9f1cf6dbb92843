/** Enrolments between their two steps, and the account that the second one opens. */

import { z } from 'zod'
import type { ProofingId } from '../../domain/accounts/proofing.ts'
import { Overtaken } from '../../domain/conflicts.ts'
import { toId } from '../../domain/ids.ts'
import { fromDate, toDate } from '../../domain/time.ts'
import type { EnrolmentReads, EnrolmentWrites, NewAccount } from '../../flow/enrolment/ports.ts'
import type { Vault } from '../../flow/ports.ts'
import type { PrismaWithin } from '../database/connection.ts'
import { openIdentity } from './proofings.ts'

const enrolmentAnswer = z.object({ requestHash: z.string(), sealed: z.string() })

export function createEnrolmentStore(db: PrismaWithin, vault: Vault): EnrolmentReads {
  return {
    async findStarted(id) {
      const row = await db.enrolment.findUnique({
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

    async findAnswer(id) {
      const row = await db.enrolment.findUnique({ where: { id }, select: { state: true, secret: true } })
      if (row === null || row.state !== 'finished' || row.secret === null) return null
      return enrolmentAnswer.parse(JSON.parse(vault.openText(row.secret)))
    },
  }
}

export function createEnrolmentWrites(open: PrismaWithin, vault: Vault): EnrolmentWrites {
  return {
    async start(enrolment) {
      await open.enrolment.deleteMany({ where: { proofingId: enrolment.proofingId, state: 'started' } })
      await open.enrolment.create({
        data: {
          ...enrolment,
          occurredAt: toDate(enrolment.occurredAt),
          secret: vault.seal(enrolment.secret),
        },
      })
    },

    async finish(enrolment, account, answer, usedAt) {
      const { count } = await open.enrolment.updateMany({
        where: { id: enrolment.id, state: 'started' },
        data: { state: 'finished', secret: vault.seal(JSON.stringify(answer)) },
      })
      if (count === 0) throw new Overtaken()
      await open.proofing.update({ where: { id: enrolment.proofingId }, data: { usedAt: toDate(usedAt) } })
      await open.account.create({ data: toAccountRow(vault, enrolment.proofingId, account) })
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
