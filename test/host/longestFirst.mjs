/**
 * Jest knows how long a file takes once it has run it. A fresh machine has run none: there the files come first that allow
 * themselves the longest time, or one of them is begun last and all others wait for it.
 */
import { readFileSync } from 'node:fs'
import Sequencer from '@jest/test-sequencer'

export default class LongestFirst extends Sequencer {
  sort(tests) {
    const sorted = super.sort(tests)
    if (sorted.every(({ duration }) => duration !== undefined)) return sorted
    const limits = new Map(sorted.map((test) => [test, longestLimit(test.path)]))
    return [...sorted].sort((a, b) => limits.get(b) - limits.get(a))
  }
}

/** The longest time, in ms, that a file names for a test, a hook or all of them: `}, 240_000)`, `setTimeout(120_000)`. */
function longestLimit(path) {
  const limits = readFileSync(path, 'utf8').matchAll(/(?:}, |setTimeout\()(\d+_000)\)/g)
  return Math.max(0, ...[...limits].map(([, limit]) => Number(limit.replace('_', ''))))
}
