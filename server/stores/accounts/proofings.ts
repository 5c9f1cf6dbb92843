/** Proofing records: the person, sealed, and the activation code, as its keyed digest. */
import { z } from 'zod'
import type { Contact, Identity, Proofing, ProofingId } from '../../domain/accounts/proofing.ts'
import type { AuditEvent } from '../../domain/auditEvent.ts'
import { type SubjectId, toId } from '../../domain/ids.ts'
import { fromDate, type Instant, toDate } from '../../domain/time.ts'
import type { AuditStore } from '../database/audit.ts'
import type { Prisma } from '../database/connection.ts'
import type { Vault } from '../database/vault.ts'

export type NewProofing = {
  id: ProofingId
  /** The id that the person gets where nobody is known by this semantics identifier yet. */
  newSubjectId: SubjectId
  identity: Identity
  contact: Contact | null
  method: string
  authority: string
  level: Proofing['level']
  provedAt: Instant
  activationCode: string
  expiresAt: Instant
}

const identityJson = z.object({ semanticsIdentifier: z.string(), givenName: z.string(), surname: z.string() })

export function openIdentity(vault: Vault, sealed: Uint8Array): Identity {
  return identityJson.parse(JSON.parse(vault.openText(sealed)))
}

export function createProofingStore(prisma: Prisma, vault: Vault, audit: AuditStore) {
  return {
    /** Records the proofing with its audit event; a person who is known already is kept up to date. */
    async create(proofing: NewProofing, recorded: AuditEvent): Promise<void> {
      const { id, identity, contact, newSubjectId, activationCode, ...plain } = proofing
      const pseudonym = vault.digest('semanticsIdentifier', identity.semanticsIdentifier)
      const person = {
        identity: vault.seal(JSON.stringify(identity)),
        ...(contact !== null && { contact: vault.seal(JSON.stringify(contact)) }),
      }
      await prisma.$transaction(async (within) => {
        const subject = await within.subject.upsert({
          where: { pseudonym },
          create: { id: newSubjectId, pseudonym, ...person },
          update: person,
          select: { id: true },
        })
        await within.proofing.create({
          data: {
            ...plain,
            id,
            subjectId: subject.id,
            provedAt: toDate(proofing.provedAt),
            expiresAt: toDate(proofing.expiresAt),
            activationCodeHash: vault.digest('activationCode', activationCode),
          },
        })
        await audit.append(recorded, within)
      })
    },

    async findByActivationCode(activationCode: string): Promise<Proofing | null> {
      const row = await prisma.proofing.findUnique({
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

export type ProofingStore = ReturnType<typeof createProofingStore>
