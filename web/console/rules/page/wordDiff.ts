/** Which words two texts have in common (pure): the longest common subsequence of words and marks. */

export type DiffPart = { words: string; is: 'same' | 'before' | 'after' }

/** Rules are short. What is longer is told as replaced whole: the table would grow with the square. */
const MOST_WORDS = 1_000

export function wordDiff(before: string, after: string): DiffPart[] {
  const [old, fresh] = [split(before), split(after)]
  if (old.length > MOST_WORDS || fresh.length > MOST_WORDS) {
    return before === after
      ? joined(part(old, 'same'))
      : joined([...part(old, 'before'), ...part(fresh, 'after')])
  }
  return joined(walk(old, fresh, commonLengths(old, fresh)))
}

/** Words, numbers, names, spaces, and every other mark or pair of them alone. */
function split(text: string): string[] {
  return text.match(/\s+|[\p{L}\p{N}_.]+|[&|=!<>]{2}|./gsu) ?? []
}

function part(words: readonly string[], is: DiffPart['is']): DiffPart[] {
  return words.map((word) => ({ words: word, is }))
}

/** `lengths[i][j]`: how many words old from i on and fresh from j on have in common, in order. */
function commonLengths(old: readonly string[], fresh: readonly string[]): number[][] {
  const lengths = Array.from({ length: old.length + 1 }, () => new Array<number>(fresh.length + 1).fill(0))
  for (let i = old.length - 1; i >= 0; i -= 1) {
    for (let j = fresh.length - 1; j >= 0; j -= 1) {
      const row = lengths[i]
      if (row === undefined) continue
      row[j] =
        old[i] === fresh[j]
          ? 1 + at(lengths, i + 1, j + 1)
          : Math.max(at(lengths, i + 1, j), at(lengths, i, j + 1))
    }
  }
  return lengths
}

function at(lengths: readonly number[][], i: number, j: number): number {
  return lengths[i]?.[j] ?? 0
}

function walk(old: readonly string[], fresh: readonly string[], lengths: readonly number[][]): DiffPart[] {
  const parts: DiffPart[] = []
  let [i, j] = [0, 0]
  while (i < old.length && j < fresh.length) {
    const word = old[i] ?? ''
    if (word === fresh[j]) {
      parts.push({ words: word, is: 'same' })
      i += 1
      j += 1
    } else if (at(lengths, i + 1, j) >= at(lengths, i, j + 1)) {
      parts.push({ words: word, is: 'before' })
      i += 1
    } else {
      parts.push({ words: fresh[j] ?? '', is: 'after' })
      j += 1
    }
  }
  return [...parts, ...part(old.slice(i), 'before'), ...part(fresh.slice(j), 'after')]
}

/** Neighbours of one kind are one part. */
function joined(parts: readonly DiffPart[]): DiffPart[] {
  const whole: DiffPart[] = []
  for (const { words, is } of parts) {
    const last = whole.at(-1)
    if (last?.is === is) last.words += words
    else whole.push({ words, is })
  }
  return whole
}
