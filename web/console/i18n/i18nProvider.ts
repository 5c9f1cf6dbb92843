/** English now; a language more is a table more with the same keys. */
import polyglotI18nProvider from 'ra-i18n-polyglot'
import reactAdminEnglish from 'ra-language-english'
import { english } from './english.ts'

const RESOURCE_NAMES = {
  resources: {
    sessions: { name: 'Session |||| Sessions' },
    exports: { name: 'Export |||| Exports' },
  },
}

const messages = { en: { ...reactAdminEnglish, ...RESOURCE_NAMES, ...english } }

export const i18nProvider = polyglotI18nProvider(
  () => messages.en,
  'en',
  [{ locale: 'en', name: 'English' }],
  {
    allowMissing: true,
  },
)
