/** English comes with the page, but for the texts of a few pages; another language is fetched when somebody chooses it. */
import polyglotI18nProvider from 'ra-i18n-polyglot'
import reactAdminEnglish from 'ra-language-english'
import type { TranslationMessages } from 'react-admin'
import { english } from './english.ts'
import { isLocale, LOCALE_NAMES, type Locale } from './locale.ts'

const FIRST_ENGLISH = { ...reactAdminEnglish, ...english }
let readEnglish = (): TranslationMessages => FIRST_ENGLISH

async function readEstonian() {
  const [{ reactAdminEstonian }, { estonian }] = await Promise.all([
    import('./reactAdminEstonian.ts'),
    import('./estonian.ts'),
  ])
  return { ...reactAdminEstonian, ...estonian }
}

const MESSAGES: Record<Locale, () => TranslationMessages | Promise<TranslationMessages>> = {
  en: () => readEnglish(),
  et: readEstonian,
}

export const i18nProvider = polyglotI18nProvider(
  (locale) => MESSAGES[isLocale(locale) ? locale : 'en'](),
  'en',
  LOCALE_NAMES.map(([locale, name]) => ({ locale, name })),
  { allowMissing: true },
)

/** A page whose texts are not among the first: they come while it is fetched. Estonian has them all. */
export async function withTuningTexts<Page>(page: Promise<Page>): Promise<Page> {
  const [fetched, { englishTuning }] = await Promise.all([page, import('./english/tuning.ts')])
  const whole = { ...FIRST_ENGLISH, ...englishTuning }
  readEnglish = () => whole
  if (i18nProvider.getLocale?.() === 'en') await i18nProvider.changeLocale('en')
  return fetched
}
