/** The languages that warnings are written in. */
export const WARNING_LANGUAGES = ['en', 'et'] as const
export type WarningLanguage = (typeof WARNING_LANGUAGES)[number]

/** @param tag BCP 47, e.g. `et-EE`. A language that we do not write gets English. */
export function toWarningLanguage(tag: string): WarningLanguage {
  const primary = tag.toLowerCase().split('-')[0]
  return WARNING_LANGUAGES.find((language) => language === primary) ?? 'en'
}
