import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { FEATURE_NAMES, type FeatureName } from '../../server/domain/features/feature.ts'
import type { Feature, FeatureVector } from '../../server/domain/sessions/decision.ts'
import type { ListMatch } from '../../server/domain/sessions/facts.ts'
import { NO_HISTORY } from '../../server/domain/sessions/history.ts'
import { assess, assessWithoutHistory } from '../../server/risk/assess.ts'
import { score } from '../../server/risk/combineScores.ts'
import { decide } from '../../server/risk/decide.ts'
import { explain } from '../../server/risk/explain.ts'
import { FEATURES } from '../../server/risk/features/registry.ts'
import { DEFAULT_RISK_SETTINGS } from '../../server/risk/settings.ts'
import { addressIn, assessed, engine, factsOf, historyOfHabits, MADRID, payment, ruleSet } from './scenes.ts'

const settings = DEFAULT_RISK_SETTINGS

const anyVector: fc.Arbitrary<FeatureVector> = fc.record(
  Object.fromEntries(
    Object.entries(FEATURES).map(([name, feature]) => {
      const value = {
        number: fc.double({ min: 0, max: 5000, noNaN: true }),
        boolean: fc.boolean(),
        string: fc.constantFrom('signature', 'authentication', 'Notification', 'QR', 'Web2App', 'delivery'),
      }[feature.kind]
      const present: fc.Arbitrary<Feature> = value.map((one) => ({ value: one }))
      return [name, fc.oneof({ weight: 4, arbitrary: present }, fc.constant<Feature>({ missing: 'test' }))]
    }),
  ),
)

describe('the score', () => {
  test('is the logistic of the prior and of every contribution, whatever the features', () => {
    fc.assert(
      fc.property(anyVector, (features) => {
        const scored = score(features, ruleSet, 'delivery')
        const logOdds = scored.reasons.reduce((sum, reason) => sum + reason.contribution, ruleSet.prior)
        expect(scored.score).toBeCloseTo(1 / (1 + Math.exp(-logOdds)), 12)
      }),
    )
  })

  test('reaches block when every signal speaks at once', () => {
    const worst: FeatureVector = Object.fromEntries(
      Object.entries(FEATURES).map(([name, feature]) => [name, { value: worstValue(name, feature.kind) }]),
    )
    const scored = score(worst, ruleSet, 'delivery')
    expect(scored.score).toBeGreaterThan(settings.blockAt)
  })

  test('does not read a rule of which a feature is missing', () => {
    fc.assert(
      fc.property(anyVector, (features) => {
        for (const reason of score(features, ruleSet, 'delivery').reasons) {
          if (reason.source !== 'rule') throw new Error('there is no model here')
          const rule = ruleSet.rules.find((one) => one.id === reason.ruleId)
          expect(Object.keys(reason.values).sort()).toEqual([...(rule?.reads ?? [])].sort())
        }
      }),
    )
  })

  test.each([
    'addressOtherPeople24h',
    'trackingOtherPeople24h',
    'subjectUnanswered10m',
    'subjectUnfinished10m',
    'amountToUsualMax',
    'initiatorPhoneKm',
    'strangerRequests24h',
    'integrityFaults',
    'addressReports7d',
    'subjectAlarms1h',
    'subjectAlarms24h',
    'addressBlocks7d',
    'trackingBlocks7d',
  ])('never falls when %s rises', (name) => {
    fc.assert(
      fc.property(
        anyVector,
        fc.tuple(fc.integer({ min: 0, max: 3000 }), fc.integer({ min: 0, max: 3000 })),
        (features, [a, b]) => {
          const scoreWith = (value: number) =>
            score({ ...features, [name]: { value } }, ruleSet, 'delivery').score
          expect(scoreWith(Math.max(a, b))).toBeGreaterThanOrEqual(scoreWith(Math.min(a, b)))
        },
      ),
    )
  })

  test('is the same for the same facts and history, bit for bit', async () => {
    const history = await historyOfHabits()
    const facts = factsOf({
      initiator: { address: addressIn(MADRID, 'flat'), userAgent: null, trackingKey: 'other' },
    })
    expect(await assessed(history, facts)).toEqual(await assessed(history, facts))
  })
})

describe('the decision', () => {
  const question = (
    score: number,
    lists: ListMatch['effect'][] = [],
    stage: 'delivery' | 'release' = 'delivery',
  ) =>
    decide({
      facts: {
        stage,
        kind: 'authentication',
        lists: lists.map((effect) => ({ listKind: 'address', effect, entryId: '1' })),
      },
      scored: { score, hardOutcomes: [] },
      settings,
      decidedBy: 'engine',
      explorationDraw: 0,
    }).outcome

  test.each([
    [0, 'allow'],
    [0.49, 'allow'],
    [0.5, 'warn'],
    [0.85, 'hold'],
    [0.975, 'block'],
    [1, 'block'],
  ])('at score %d is %s', (value, outcome) => {
    expect(question(value)).toBe(outcome)
  })

  test.each([
    [['block'], 0, 'block'],
    [['hold'], 0, 'hold'],
    [['warn'], 0.9, 'hold'],
    [['allow'], 0.99, 'allow'],
    [['allow', 'block'], 0, 'block'],
    [['allow', 'warn'], 0.99, 'warn'],
  ] as const)('with lists that say %p at score %d is %s', (effects, value, outcome) => {
    expect(question(value, [...effects])).toBe(outcome)
  })

  test('at the release only allows or blocks', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.array(fc.constantFrom('allow', 'warn', 'hold', 'block' as const)),
        (value, effects) => {
          expect(['allow', 'block']).toContain(question(value, effects, 'release'))
        },
      ),
    )
  })

  test('carries friction when it warns, and only then', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1, noNaN: true }), (value) => {
        const facts = factsOf({ kind: 'signature' })
        const decision = decide({
          facts,
          scored: { score: value, hardOutcomes: [] },
          settings,
          decidedBy: 'engine',
          explorationDraw: 0,
        })
        expect(decision.friction !== null).toBe(decision.outcome === 'warn')
      }),
    )
  })
})

describe('without history', () => {
  test('a signature is warned always, a log-in from home is allowed, and both are marked', () => {
    const signing = assessWithoutHistory(
      factsOf({ kind: 'signature', content: payment('landlord', 50) }),
      engine,
    )
    const loggingIn = assessWithoutHistory(factsOf(), engine)
    expect([signing.outcome, signing.decidedBy]).toEqual(['warn', 'fallback'])
    expect([loggingIn.outcome, loggingIn.decidedBy]).toEqual(['allow', 'fallback'])
  })

  test('features of the past are missing with the reason, never zero', () => {
    const { features } = assess(factsOf(), { missing: 'rebuilding' }, engine)
    for (const name of FEATURE_NAMES) {
      const feature = FEATURES[name]
      if (feature.window === null || name === 'platform') continue
      expect([name, 'missing' in (features[name] ?? {})]).toEqual([name, true])
    }
    expect(features.subjectRequests10m).toEqual({ missing: 'rebuilding' })
    expect(features.historyKnown).toEqual({ value: false })
  })

  test('nothing that the history would tell fires a rule', () => {
    const { reasons } = assess(factsOf(), NO_HISTORY, engine)
    expect(reasons).toEqual([])
  })
})

describe('the explanation', () => {
  test('gives each reason’s sentence, values in words, what is usual and the factor', async () => {
    const history = await historyOfHabits()
    const decision = await assessed(history, factsOf({ kind: 'signature', content: payment('safe', 4000) }))
    const large = explain(decision, ruleSet).find((one) => one.code === 'LARGE_TO_NEW_PAYEE')
    expect(large?.sentence).toBe('Far more than usual, to somebody whom the person never paid.')
    expect(large?.findings).toContainEqual({
      feature: 'amount' satisfies FeatureName,
      meaning: 'Amount of the payment, as the relying party says',
      value: '4000 major units of the currency',
      usual: 'at most 68 major units of the currency',
    })
    expect(large?.factor).toBeGreaterThan(100)
  })
})

const GOOD_WHEN_TRUE = ['Known', 'Given', 'Same']
const SMALL_IS_BAD = /Age|minutesSince|hoursSince|confirmSeconds/

function worstValue(name: string, kind: 'number' | 'boolean' | 'string') {
  if (kind === 'string') return { kind: 'signature', flow: 'Notification', stage: 'delivery' }[name] ?? 'web'
  if (kind === 'number') return SMALL_IS_BAD.test(name) ? 0 : 5000
  return (
    name === 'habitsKnown' || name === 'initiatorKnown' || !GOOD_WHEN_TRUE.some((word) => name.includes(word))
  )
}
