import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { FEATURE_DESCRIPTIONS, wordsOf } from '../../web/console/features/registry.ts'
import { searchFeatures } from '../../web/console/features/searchFeatures.ts'

const anyFeature = fc.constantFrom(...FEATURE_DESCRIPTIONS)

describe('the search for a feature', () => {
  test('who types a whole name finds that feature first', () => {
    fc.assert(
      fc.property(anyFeature, ({ name }) => {
        expect(searchFeatures(FEATURE_DESCRIPTIONS, name)[0]?.name).toBe(name)
        expect(searchFeatures(FEATURE_DESCRIPTIONS, ` ${name.toUpperCase()} `)[0]?.name).toBe(name)
      }),
    )
  })

  test('features of one signal stay together, so that each heading comes once', () => {
    const typed = fc.oneof(
      anyFeature.map(({ name }) => name.slice(0, 4)),
      anyFeature.map(({ meaning }) => meaning.split(' ')[0] ?? ''),
      fc.constant(''),
    )
    fc.assert(
      fc.property(typed, (text) => {
        const signals = searchFeatures(FEATURE_DESCRIPTIONS, text).map(({ signal }) => signal)
        const headings = signals.filter((signal, index) => signal !== signals[index - 1])
        expect(new Set(headings).size).toBe(headings.length)
      }),
    )
  })

  test('words of the meaning are found in any order, and nonsense finds nothing', () => {
    const found = searchFeatures(FEATURE_DESCRIPTIONS, 'person asked')
    expect(found.map(({ name }) => name)).toContain('kind')
    expect(searchFeatures(FEATURE_DESCRIPTIONS, 'no such thing anywhere')).toEqual([])
  })
})

test('the values of a word are read off its unit, and a number has none', () => {
  const named = (name: string) =>
    FEATURE_DESCRIPTIONS.filter((feature) => feature.name === name).flatMap(wordsOf)
  expect(named('kind')).toEqual(['authentication', 'signature', 'certificateChoice'])
  expect(named('stage')).toEqual(['delivery', 'release'])
  expect(named('amount')).toEqual([])
})
