/** Lines that somebody pasted, each a thing to list (pure). */
import type { ListKind } from '../../../server/domain/listEntry.ts'

export type PastedLine = {
  /** 1 is the first, as the reader counts. */
  number: number
  value: string
  /** Its own reason, behind the first tab or semicolon; null: the one for all. */
  reason: string | null
  /** The line that says the same already; null: none does. */
  repeats: number | null
}

/** What one paste may bring: each line is a request of its own. */
export const MOST_LINES = 500

/** Empty lines and those that begin with # are passed over. A text may hold semicolons: only a tab ends it. */
export function pastedLines(pasted: string, kind: ListKind): PastedLine[] {
  const seen = new Map<string, number>()
  return pasted.split(/\r\n|\r|\n/).flatMap((line, index) => {
    const end = line.search(kind === 'text' ? /\t/ : /[\t;]/)
    const thing = (end === -1 ? line : line.slice(0, end)).trim()
    if (thing === '' || thing.startsWith('#')) return []
    const number = index + 1
    const name = kind === 'text' ? thing : thing.toLowerCase()
    const repeats = seen.get(name) ?? null
    if (repeats === null) seen.set(name, number)
    const reason = end === -1 ? '' : line.slice(end + 1).trim()
    return { number, value: thing, reason: reason === '' ? null : reason, repeats }
  })
}
