/** Which thing is meant: its value, or a session in which it was seen. Both travel in a body only. */
import { z } from 'zod'
import type { SessionId } from '../../domain/ids.ts'
import type { ListKind } from '../../domain/listEntry.ts'
import type { SuppressionKind } from '../../domain/rule.ts'
import { idOf } from './formats.ts'

/** What can be listed or exempted. */
type ThingKind = ListKind | SuppressionKind

const VALUES: Record<ThingKind, z.ZodType<string>> = {
  address: z.union([z.ipv4(), z.ipv6()], 'must be an IPv4 or IPv6 address'),
  network: z.union(
    [z.cidrv4().endsWith('/24'), z.cidrv6().endsWith('/48')],
    'must be a network as 192.0.2.0/24 (IPv4) or 2001:db8::/48 (IPv6)',
  ),
  subject: z.string().min(1).max(50),
  device: z.string().min(1).max(50),
  account: z.string().min(1).max(50),
  relyingParty: z.guid('must be the id of a relying party').toLowerCase(),
  text: z.string().min(1).max(1_000),
}

/** `end`: whose address or network; the browser's, or the phone's that acted. */
const end = z.enum(['initiator', 'phone'])

/** Members of a body that names a thing: either `value` or `sessionId`. */
export const thingMembers = {
  value: z.string().optional(),
  sessionId: idOf<'session'>().optional(),
  end: end.default('initiator'),
}

type End = z.output<typeof end>
type Given = {
  kind: ThingKind
  value?: string | undefined
  sessionId?: SessionId | undefined
  end: End
}
type Named = { value: string } | { sessionId: SessionId; end: End }

/** As the console sends it. */
export type NamedThing = { value: string } | { sessionId: string; end: End }

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
