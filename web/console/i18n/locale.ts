/** The console's languages, and what Intl calls them. */
export type Locale = 'en' | 'et'

export const LOCALE_NAMES: readonly (readonly [Locale, string])[] = [
  ['en', 'English'],
  ['et', 'Eesti'],
]

export function isLocale(tag: string): tag is Locale {
  return LOCALE_NAMES.some(([locale]) => locale === tag)
}

/** The first of the reader's languages that the console speaks; English where it speaks none. */
export function localeOf(tags: readonly string[]): Locale {
  const primary = tags.map((tag) => tag.toLowerCase().split('-')[0] ?? '')
  return primary.find(isLocale) ?? 'en'
}

/** For dates and numbers: the reader's own English, else the language that was chosen. */
export function formatLocale(chosen: string, tags: readonly string[]): string {
  return tags.find((tag) => tag.toLowerCase().split('-')[0] === chosen) ?? chosen
}
