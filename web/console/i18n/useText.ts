import { useCallback } from 'react'
import { useTranslate } from 'react-admin'
import type { MessageKey } from './english.ts'
import { textOf, type Values } from './textOf.ts'

type Text = (key: MessageKey, values?: Values) => string

/** The console's texts by key; a key that does not exist does not compile. */
export function useText(): Text {
  const translate = useTranslate()
  return useCallback((key, values) => textOf(translate, key, values), [translate])
}
