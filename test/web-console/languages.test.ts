import { describe, expect, test } from '@jest/globals'
import reactAdminEnglish from 'ra-language-english'
import { openEnum } from '../../server/contract/forms/closedSet.ts'
import { OUTCOMES } from '../../server/domain/sessions/decision.ts'
import { englishTuning } from '../../web/console/i18n/english/tuning.ts'
import { english } from '../../web/console/i18n/english.ts'
import { estonian } from '../../web/console/i18n/estonian.ts'
import { i18nProvider } from '../../web/console/i18n/i18nProvider.ts'
import { formatLocale, localeOf } from '../../web/console/i18n/locale.ts'
import { reactAdminEstonian } from '../../web/console/i18n/reactAdminEstonian.ts'
import { textOf } from '../../web/console/i18n/textOf.ts'

/** Every text with its dotted name. */
function flat(texts: object, before = ''): [string, string][] {
  return Object.entries(texts).flatMap(([name, value]): [string, string][] =>
    typeof value === 'object' && value !== null
      ? flat(value, `${before}${name}.`)
      : [[`${before}${name}`, String(value)]],
  )
}

const placeholders = (text: string) => [...new Set(text.match(/%\{\w+\}/g))].sort()

describe('English and Estonian', () => {
  test.each([
    ['the console', { ...english, ...englishTuning }, estonian],
    ['react-admin', reactAdminEnglish, reactAdminEstonian],
  ])('%s has the same texts in both, with nothing left out of any', (_whose, one, other) => {
    const others = new Map(flat(other))
    expect([...others.keys()].sort()).toEqual(
      flat(one)
        .map(([name]) => name)
        .sort(),
    )
    for (const [name, text] of flat(one)) {
      const translated = others.get(name) ?? ''
      // A count may stand in one form of a plural and not in the other.
      const named = (words: string) => placeholders(words).filter((place) => place !== '%{smart_count}')
      expect([name, named(translated)]).toEqual([name, named(text)])
      expect([name, translated.split('||||').length]).toEqual([name, text.split('||||').length])
    }
  })
})

describe('the language of a reader', () => {
  test.each([
    [['et-EE', 'en'], 'et'],
    [['ru', 'et'], 'et'],
    [['fi', 'sv'], 'en'],
    [[], 'en'],
  ])('who reads %j gets %s', (tags, locale) => {
    expect(localeOf(tags)).toBe(locale)
  })

  test('dates follow the chosen language in the variant of the reader', () => {
    expect(formatLocale('en', ['et-EE', 'en-GB'])).toBe('en-GB')
    expect(formatLocale('et', ['en-GB'])).toBe('et')
  })
})

describe('a member of a closed set that a newer server sends', () => {
  test.each(['en', 'et'])('shows as itself in %s', async (locale) => {
    await i18nProvider.changeLocale(locale)
    const text = textOf((key, values) => i18nProvider.translate(key, values))
    expect(text(`outcome.${openEnum(OUTCOMES).parse('quarantine')}`)).toBe('quarantine')
    expect(text('outcome.block')).not.toBe('block')
  })
})
