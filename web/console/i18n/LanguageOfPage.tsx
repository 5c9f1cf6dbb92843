import { useEffect } from 'react'
import { useLocaleState } from 'react-admin'

/** Tells the browser, and through it screen readers, which language the page speaks. */
export const LanguageOfPage = () => {
  const [locale] = useLocaleState()
  useEffect(() => {
    document.documentElement.lang = locale
  }, [locale])
  return null
}
