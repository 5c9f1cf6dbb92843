/** English comes with the page; another language is fetched when somebody chooses it. */
import polyglotI18nProvider from 'ra-i18n-polyglot'
import reactAdminEnglish from 'ra-language-english'
import type { TranslationMessages } from 'react-admin'
import { english } from './english.ts'
import { isLocale, LOCALE_NAMES, type Locale } from './locale.ts'

const ENGLISH = { ...reactAdminEnglish, ...english }

async function readEstonian() {
  const [{ reactAdminEstonian }, { estonian }] = await Promise.all([
    import('./reactAdminEstonian.ts'),
    import('./estonian.ts'),
  ])
  return { ...reactAdminEstonian, ...estonian }
}

const MESSAGES: Record<Locale, () => TranslationMessages | Promise<TranslationMessages>> = {
  en: () => ENGLISH,
  et: readEstonian,
}

export const i18nProvider = polyglotI18nProvider(
  (locale) => MESSAGES[isLocale(locale) ? locale : 'en'](),
  'en',
  LOCALE_NAMES.map(([locale, name]) => ({ locale, name })),
  { allowMissing: true },
)
