import { describe, expect, test } from '@jest/globals'
import { chooseLanguage } from '../../web/app/text/messages.ts'

describe('the language of the app', () => {
  test.each([
    [['et-EE', 'en'], 'et'],
    [['fr', 'et'], 'et'],
    [['EN-us'], 'en'],
    [['fr', 'de'], 'en'],
    [[], 'en'],
  ])('is, for a browser that likes %p, %s', (tags, language) => {
    expect(chooseLanguage(tags)).toBe(language)
  })
})
