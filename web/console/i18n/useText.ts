import { useTranslate } from 'react-admin'
import type { MessageKey } from './english.ts'

/** The console's texts by key; a key that does not exist does not compile. */
export function useText(): (key: MessageKey, values?: Record<string, string | number>) => string {
  const translate = useTranslate()
  return (key, values = {}) => translate(key, values)
}
