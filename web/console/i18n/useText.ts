import { useCallback } from 'react'
import { useTranslate } from 'react-admin'
import type { NotKnown } from '../../../server/contract/forms/closedSet.ts'
import type { MessageKey } from './english.ts'

/** A member of a closed set that a newer service answered: this console has no words for it yet. */
type KeyOfNotKnown = `${string}.${NotKnown}` | `${string}.${string}.${NotKnown}`
export type Text = (key: MessageKey | KeyOfNotKnown, values?: Record<string, string | number>) => string

/**
 * The console's texts by key; a key that does not exist does not compile, so each member of a closed set has its
 * words. One that is not known yet is shown as itself.
 */
export function useText(): Text {
  const translate = useTranslate()
  return useCallback((key, values = {}) => translate(key, { ...values, _: lastPart(key) }), [translate])
}

function lastPart(key: string): string {
  return key.slice(key.lastIndexOf('.') + 1)
}
