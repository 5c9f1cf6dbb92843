import { useLocaleState } from 'react-admin'
import { formatLocale } from './locale.ts'

/** What Intl formats by: the chosen language, in the reader's own variant of it. */
export function useFormatLocale(): string {
  const [chosen] = useLocaleState()
  return formatLocale(chosen, navigator.languages)
}
