import { useMemo } from 'react'
import { useTranslate } from 'react-admin'
import { type Text, textOf } from './textOf.ts'

export function useText(): Text {
  const translate = useTranslate()
  return useMemo(() => textOf(translate), [translate])
}
