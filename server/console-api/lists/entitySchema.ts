/** Which thing is meant: its value, or a session in which it was seen. Both travel in the body only. */
import { z } from 'zod'
import { isUuid, toId } from '../../domain/ids.ts'
import type { EntityKind, Named } from '../../flow/lists/entityKey.ts'

const VALUES: Record<EntityKind, z.ZodType<string>> = {
  address: z.union([z.ipv4(), z.ipv6()], 'must be an IPv4 or IPv6 address'),
  network: z.union(
    [z.cidrv4().endsWith('/24'), z.cidrv6().endsWith('/48')],
    'must be a network as 192.0.2.0/24 (IPv4) or 2001:db8::/48 (IPv6)',
  ),
  subject: z.string().min(1).max(50),
  device: z.string().min(1).max(50),
  account: z.string().min(1).max(50),
  relyingParty: z.string().refine(isUuid, 'must be the id of a relying party'),
  text: z.string().min(1).max(1_000),
}

export const entityMembers = {
  value: z.string().optional(),
  sessionId: z
    .string()
    .refine(isUuid, 'must be a UUID')
    .transform(toId<'session'>)
    .optional(),
  end: z.enum(['initiator', 'phone']).default('initiator'),
}

type Given = {
  kind: EntityKind
  value?: string | undefined
  sessionId?: Extract<Named, { sessionId: unknown }>['sessionId'] | undefined
  end: 'initiator' | 'phone'
}

/** For a `transform`: adds what is wrong to the context. */
export function toNamed(given: Given, context: z.RefinementCtx): Named {
  const { kind, value, sessionId, end } = given
  if (value !== undefined && sessionId === undefined) {
    const checked = VALUES[kind].safeParse(value)
    if (checked.success) return { value: checked.data }
    context.addIssue({
      code: 'custom',
      path: ['value'],
      message: checked.error.issues[0]?.message ?? `must be a ${kind}`,
    })
    return z.NEVER
  }
  if (sessionId !== undefined && value === undefined) return { sessionId, end }
  context.addIssue({ code: 'custom', path: ['value'], message: 'must be given, or sessionId, and not both' })
  return z.NEVER
}
