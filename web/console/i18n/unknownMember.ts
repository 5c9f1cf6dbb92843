/**
 * What an exhaustive switch answers for a member that does not exist yet: a newer server may send one, and it shows as
 * itself. One that this console knows and forgot does not compile.
 */
export function unknownMember(member: never): string {
  return String(member)
}
