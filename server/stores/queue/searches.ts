/**
 * Searches: what was searched for lies sealed under an id that says nothing, for as long as its address may be
 * opened again. Addresses and codes are in it as digests only.
 */

import { z } from 'zod'
import type { AuditEvent } from '../../domain/auditEvent.ts'
import { type ConsoleUserId, type Id, toId } from '../../domain/ids.ts'
import type { SearchTarget } from '../../domain/sessions/sessionQuery.ts'
import { type Instant, toDate } from '../../domain/time.ts'
import type { Vault } from '../../flow/ports.ts'
import { toAuditRow } from '../database/audit.ts'
import type { Prisma } from '../database/connection.ts'

const id = <Kind extends string>() => z.string().transform((text): Id<Kind> => toId<Kind>(text))

const TARGETS = {
  session: z.object({ kind: z.literal('session'), id: id<'session'>() }),
  address: z.object({ kind: z.literal('address'), addressKey: z.string() }),
  person: z.object({ kind: z.literal('person'), subjectId: id<'subject'>().nullable() }),
  relyingParty: z.object({ kind: z.literal('relyingParty'), ids: z.array(id<'relyingParty'>()) }),
  words: z.object({ kind: z.literal('words'), words: z.array(z.string()) }),
} satisfies { [Kind in SearchTarget['kind']]: z.ZodType<Extract<SearchTarget, { kind: Kind }>> }

/** A search target as it is kept. */
export const searchTarget = z.discriminatedUnion('kind', [
  TARGETS.session,
  TARGETS.address,
  TARGETS.person,
  TARGETS.relyingParty,
  TARGETS.words,
])

export type SearchId = Id<'search'>

export function createSearchStore(prisma: Prisma, vault: Vault) {
  return {
    async keep(
      search: { id: SearchId; userId: ConsoleUserId; target: SearchTarget; expiresAt: Instant },
      audit: AuditEvent,
    ): Promise<void> {
      await prisma.$transaction([
        prisma.search.create({
          data: {
            id: search.id,
            userId: search.userId,
            target: vault.seal(JSON.stringify(search.target)),
            expiresAt: toDate(search.expiresAt),
          },
        }),
        prisma.auditEvent.create({ data: toAuditRow(audit) }),
      ])
    },

    /** Null where there is none, it has run out, or it is somebody else's. */
    async find(searchId: SearchId, userId: ConsoleUserId, now: Instant): Promise<SearchTarget | null> {
      const row = await prisma.search.findUnique({
        where: { id: searchId, userId, expiresAt: { gt: toDate(now) } },
      })
      return row === null ? null : searchTarget.parse(JSON.parse(vault.openText(row.target)))
    },
  }
}

export type SearchStore = ReturnType<typeof createSearchStore>
