/** One text for equal values, whatever the order of their members: what the fifteen-second rule compares. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_member, part: unknown) => {
    if (typeof part === 'bigint') return part.toString()
    if (part instanceof Uint8Array) return Buffer.from(part).toString('base64')
    if (typeof part !== 'object' || part === null || Array.isArray(part)) return part
    return Object.fromEntries(Object.entries(part).sort(([one], [other]) => (one < other ? -1 : 1)))
  })
}
