import { useCallback } from 'react'
import { useTranslate } from 'react-admin'
import type { MessageKey } from './english.ts'

type Text = (key: MessageKey, values?: Record<string, string | number>) => string

/** The console's texts by key; a key that does not exist does not compile. */
export function useText(): Text {
  const translate = useTranslate()
  return useCallback((key, values = {}) => translate(key, values), [translate])
}
