/**
 * Closed sets of the domain as they travel. What is sent to the service is strict. An answer may come from a newer
 * service than the console that reads it: what this one does not know yet is kept as it came.
 */
import { z } from 'zod'

const notKnown = z.string().brand<'notKnown'>()

/** A member that this program does not know. No text of ours has this type, so none is answered by mistake. */
export type NotKnown = z.output<typeof notKnown>

/** For answers: a member of the set, or a text that is shown as itself. */
export function openEnum<const Member extends string>(members: readonly Member[]) {
  return z.union([z.enum(members), notKnown])
}

/** For answers: one of the forms that a member tells apart, or a form of which only that member is read. */
export function openUnion<const Member extends string, Known extends z.ZodType>(
  member: Member,
  known: Known,
) {
  return z.union([known, z.object({ [member]: notKnown } as const)])
}

/** For bodies and queries: a member of the set, and nothing else. */
export function strictEnum<const Member extends string>(members: readonly Member[]) {
  return z.enum(members, `must be one of ${members.join(', ')}`)
}

/** What the table has for a member; `otherwise` for one that this program does not know. */
export function lookUp<Member extends string, Value, const Otherwise>(
  table: Readonly<Record<Member, Value>>,
  member: Member | NotKnown,
  otherwise: Otherwise,
): Value | Otherwise {
  return isKeyOf(table, member) ? table[member] : otherwise
}

/** True where the text is a member of the set. */
export function isMember<Member extends string>(members: readonly Member[], text: string): text is Member {
  return members.some((one) => one === text)
}

/** The last case of a `switch` over members: it does not compile where one of those that are known is left. */
export function forNotKnown<Value>(_member: NotKnown, value: Value): Value {
  return value
}

function isKeyOf<Key extends string>(table: Readonly<Record<Key, unknown>>, text: string): text is Key {
  return Object.hasOwn(table, text)
}
