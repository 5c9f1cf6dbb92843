import { readFileSync } from 'node:fs'
import { describe, expect, test } from '@jest/globals'
import {
  FEATURE_KINDS_MODULE,
  FEATURES_PAGE,
  featureKindsModule,
  featuresPage,
} from '../../scripts/describeFeatures.ts'
import { FEATURE_NAMES } from '../../server/domain/features/feature.ts'
import { describeFeatures } from '../../server/risk/features/describeFeatures.ts'
import { FEATURES } from '../../server/risk/features/registry.ts'

describe('the table of names', () => {
  test('is what npm run docs:features writes now', () => {
    expect(readFileSync(FEATURE_KINDS_MODULE, 'utf8')).toBe(featureKindsModule())
  })

  test('is in the order of the registry, which models and matrices keep', () => {
    expect(Object.keys(FEATURES)).toEqual(FEATURE_NAMES)
  })
})

describe('the page of features', () => {
  test('is what npm run docs:features writes now', () => {
    expect(readFileSync(FEATURES_PAGE, 'utf8')).toBe(featuresPage())
  })

  test('names every feature of the registry once, and there are at least 200', () => {
    const names = describeFeatures().map(({ name }) => name)
    expect([...names].sort()).toEqual(Object.keys(FEATURES).sort())
    expect(names.length).toBeGreaterThanOrEqual(200)
  })

  test('says how exact each number is, and never breaks its table', () => {
    const accuracies = Object.fromEntries(describeFeatures().map(({ name, accuracy }) => [name, accuracy]))
    expect(accuracies).toMatchObject({
      amount: 'fact',
      subjectRequests24h: 'exact',
      addressRequests24h: 'bucketed',
      addressOtherPeople24h: 'sketched',
      addressConfirmedFrauds28d: 'exact',
      networkGlobalShare: 'celled',
    })
    for (const { meaning, unit } of describeFeatures()) expect(`${meaning}${unit}`).not.toMatch(/[|\n]/)
  })
})
