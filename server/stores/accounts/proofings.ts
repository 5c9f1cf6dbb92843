/** Proofing records: the person, sealed, and the activation code, as its keyed digest. */

import { z } from 'zod'
import type { Identity } from '../../domain/accounts/proofing.ts'
import { toId } from '../../domain/ids.ts'
import { fromDate, toDate } from '../../domain/time.ts'
import type { ProofingReads, ProofingWrites } from '../../flow/enrolment/ports.ts'
import type { Vault } from '../../flow/ports.ts'
import type { PrismaWithin } from '../database/connection.ts'

const identityJson = z.object({ semanticsIdentifier: z.string(), givenName: z.string(), surname: z.string() })

export function openIdentity(vault: Vault, sealed: Uint8Array): Identity {
  return identityJson.parse(JSON.parse(vault.openText(sealed)))
}

export function createProofingStore(db: PrismaWithin, vault: Vault): ProofingReads {
  return {
    async findByActivationCode(activationCode) {
      const row = await db.proofing.findUnique({
        where: { activationCodeHash: vault.digest('activationCode', activationCode) },
        include: { subject: true },
      })
      if (row === null) return null
      return {
        id: toId<'proofing'>(row.id),
        subjectId: toId<'subject'>(row.subjectId),
        identity: openIdentity(vault, row.subject.identity),
        level: row.level,
        expiresAt: fromDate(row.expiresAt),
        used: row.usedAt !== null,
      }
    },
  }
}

export function createProofingWrites(open: PrismaWithin, vault: Vault): ProofingWrites {
  return {
    async create(proofing) {
      const { id, identity, contact, newSubjectId, activationCode, ...plain } = proofing
      const pseudonym = vault.digest('semanticsIdentifier', identity.semanticsIdentifier)
      const person = {
        identity: vault.seal(JSON.stringify(identity)),
        ...(contact !== null && { contact: vault.seal(JSON.stringify(contact)) }),
      }
      const subject = await open.subject.upsert({
        where: { pseudonym },
        create: { id: newSubjectId, pseudonym, ...person },
        update: person,
        select: { id: true },
      })
      await open.proofing.create({
        data: {
          ...plain,
          id,
          subjectId: subject.id,
          provedAt: toDate(proofing.provedAt),
          expiresAt: toDate(proofing.expiresAt),
          activationCodeHash: vault.digest('activationCode', activationCode),
        },
      })
    },
  }
}
