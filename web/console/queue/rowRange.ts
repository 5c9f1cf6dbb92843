/** The rows from one to another, both included, in the list's order (pure). One that is not there begins nothing. */
export function rowRange(ids: readonly string[], from: string | null, to: string): string[] {
  const [start, end] = [from === null ? -1 : ids.indexOf(from), ids.indexOf(to)]
  if (end === -1) return []
  if (start === -1) return [to]
  return ids.slice(Math.min(start, end), Math.max(start, end) + 1)
}
