/**
 * Searches: what was searched for lies sealed under an id that says nothing, for as long as its address may be
 * opened again. Addresses and codes are in it as digests only.
 */

import { z } from 'zod'
import { type Id, toId } from '../../domain/ids.ts'
import type { SearchTarget } from '../../domain/sessions/sessionQuery.ts'
import { toDate } from '../../domain/time.ts'
import type { Vault } from '../../flow/ports.ts'
import type { SearchReads, SearchWrites } from '../../flow/review/queuePorts.ts'
import type { Prisma, PrismaWithin } from '../database/connection.ts'

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

export function createSearchReads(prisma: Prisma, vault: Vault): SearchReads {
  return {
    async find(searchId, userId, now) {
      const row = await prisma.search.findUnique({
        where: { id: searchId, userId, expiresAt: { gt: toDate(now) } },
      })
      return row === null ? null : searchTarget.parse(JSON.parse(vault.openText(row.target)))
    },
  }
}

export function createSearchWrites(open: PrismaWithin, vault: Vault): SearchWrites {
  return {
    async add({ target, expiresAt, ...plain }) {
      await open.search.create({
        data: { ...plain, target: vault.seal(JSON.stringify(target)), expiresAt: toDate(expiresAt) },
      })
    },
  }
}
