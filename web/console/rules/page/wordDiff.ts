/** Which words two texts have in common (pure). */
import { diffArrays } from 'diff'

export type DiffPart = { words: string; is: 'same' | 'before' | 'after' }

/** Rules are short. Texts that differ in more words than this are shown as replaced whole. */
const MOST_CHANGES = 1_000

/** Neighbours of one kind are one part; what went stands before what came. */
export function wordDiff(before: string, after: string): DiffPart[] {
  const parts = diffArrays(split(before), split(after), { maxEditLength: MOST_CHANGES }) ?? [
    { value: [before], removed: true, added: false },
    { value: [after], removed: false, added: true },
  ]
  return parts
    .map(({ value, removed, added }): DiffPart => ({ words: value.join(''), is: kindOf(removed, added) }))
    .filter(({ words }) => words !== '')
}

function kindOf(removed: boolean, added: boolean): DiffPart['is'] {
  if (removed) return 'before'
  return added ? 'after' : 'same'
}

/** Words, numbers, names, spaces, and every other mark or pair of them alone. */
function split(text: string): string[] {
  return text.match(/\s+|[\p{L}\p{N}_.]+|[&|=!<>]{2}|./gsu) ?? []
}
