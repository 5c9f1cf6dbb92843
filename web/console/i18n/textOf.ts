import type { NotKnown } from '../../../server/contract/forms/closedSet.ts'
import type { MessageKey } from './english.ts'

type Values = Record<string, string | number>
/** A member of a closed set that a newer service answered: this console has no words for it yet. */
type KeyOfNotKnown = `${string}.${NotKnown}` | `${string}.${string}.${NotKnown}`

/**
 * The console's texts by key. A key that does not exist does not compile, so each member of a closed set has its
 * words; one that is not known yet is shown as itself.
 */
export type Text = (key: MessageKey | KeyOfNotKnown, values?: Values) => string

/** @param translate finds the words; polyglot takes `_` where there are none. */
export function textOf(translate: (key: string, values: Values) => string): Text {
  return (key, values = {}) => translate(key, { ...values, _: lastPart(key) })
}

function lastPart(key: string): string {
  return key.slice(key.lastIndexOf('.') + 1)
}
