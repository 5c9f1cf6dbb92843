/**
 * Jest knows how long a file takes once it has run it. A fresh machine has run none: the long ones come first by name, or
 * one of them is begun last and all others wait for it.
 */
import { sep } from 'node:path'
import Sequencer from '@jest/test-sequencer'

/** The longest first. */
const LONG = [
  'risk/replay',
  'simulate/simulate',
  'console-api/models/models',
  'jobs/train',
  'invariants/kills',
]

export default class LongestFirst extends Sequencer {
  sort(tests) {
    return [...super.sort(tests)].sort((a, b) => rankOf(a) - rankOf(b))
  }
}

function rankOf({ path }) {
  const place = LONG.findIndex((name) => path.includes(`${sep}test${sep}${name.replaceAll('/', sep)}`))
  return place < 0 ? LONG.length : place
}
