import { createHash } from 'node:crypto'
import { describe, expect, test } from '@jest/globals'
import { WARNING_LANGUAGES } from '../../server/warnings/language.ts'
import { warningFor } from '../../server/warnings/warningFor.ts'
import { CURRENT_WARNING, WARNING_IDS } from '../../server/warnings/warningId.ts'

const texts = WARNING_LANGUAGES.flatMap((language) =>
  WARNING_IDS.map((id) => ({ id, language, text: warningFor(id, language) })),
)
const sentencesOf = ({ title, body, points }: ReturnType<typeof warningFor>) =>
  [title, body, ...points].flatMap((line) => line.split(/(?<=[.?!])\s+/))

describe('warningFor', () => {
  test.each(texts)('$id in $language keeps the rules of wording', ({ text }) => {
    for (const sentence of sentencesOf(text)) {
      expect(sentence.split(' ').length).toBeLessThanOrEqual(15)
      expect(sentence).not.toMatch(/https?:|www\.|@|\d/)
    }
    expect(text.points).toHaveLength(3)
    expect(text.title.length).toBeLessThanOrEqual(60)
    expect(text.stopLabel.length).toBeLessThanOrEqual(30)
  })

  test('has a different text for each scam in each language', () => {
    expect(new Set(texts.map(({ text }) => text.title)).size).toBe(texts.length)
  })

  test.each([
    ['et', 'et'],
    ['et-EE', 'et'],
    ['ET', 'et'],
    ['en-GB', 'en'],
    ['lv', 'en'],
    ['', 'en'],
  ])('answers the language %p in %s', (tag, language) => {
    expect(warningFor('safeAccount.1', tag)).toBe(warningFor('safeAccount.1', language))
  })

  test('gives the general warning for an id that this version does not know', () => {
    expect(warningFor('safeAccount.99', 'en')).toBe(warningFor(CURRENT_WARNING.unknown, 'en'))
  })

  // What a person was told is evidence: a changed text must get a new number, and a line here.
  test('has not changed a text that was in use', () => {
    const digestOf = (id: string) => {
      const both = WARNING_LANGUAGES.map((language) => warningFor(id, language))
      return createHash('sha256').update(JSON.stringify(both)).digest('hex').slice(0, 16)
    }
    expect(Object.fromEntries(WARNING_IDS.map((id) => [id, digestOf(id)]))).toEqual(DIGESTS)
  })
})

const DIGESTS = {
  'unexpectedRequest.1': 'b2ca32de0dcf39e9',
  'relayedCode.1': 'be615b3f95766fa3',
  'parallelAccount.1': 'ff7d3e9ef55d6572',
  'safeAccount.1': '2d98d89e9269582e',
  'twoStepCall.1': 'b961beb7975b2f93',
  'remoteAccess.1': '2aa22d74decd09d2',
  'promptBombing.1': '1d378ca4537697b3',
  'relayedLink.1': 'd58f8a960b74a55c',
  'unknown.1': 'd3e353f9c2ad5fb8',
}
