import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import type { FeatureName } from '../../server/domain/features/feature.ts'
import type { Decision, FeatureVector } from '../../server/domain/sessions/decision.ts'
import { MINUTE_MS, toInstant } from '../../server/domain/time.ts'
import { assess, assessWithoutHistory } from '../../server/risk/assess.ts'
import { calibrate } from '../../server/risk/calibrate.ts'
import { logistic, modelCode, score } from '../../server/risk/combineScores.ts'
import type { Calibration, RiskEngine, Suppression } from '../../server/risk/engine.ts'
import { explain } from '../../server/risk/explain.ts'
import { explorationDraw } from '../../server/risk/explorationDraw.ts'
import { FEATURES } from '../../server/risk/features/registry.ts'
import { historyEventOf } from '../../server/risk/historyEvent.ts'
import { contextRules } from '../../server/risk/rules/presetContext.ts'
import { loadRuleSet } from '../../server/risk/rules/ruleSet.ts'
import { when } from '../../server/risk/rules/when.ts'
import type { HistoryStore } from '../../server/stores/history/history.ts'
import {
  addressIn,
  BANK,
  engine,
  factsOf,
  historyOfHabits,
  MADRID,
  NOW,
  newId,
  PERSON,
  payment,
  ruleSet,
} from './scenes.ts'
import { constantScorer, ensembleOf, linearScorer, scoresOf } from './support/linearEnsemble.ts'
import { sessionIdAt } from './support/randomSessions.ts'

const logOdds = fc.double({ min: -30, max: 30, noNaN: true })
const calibrations: fc.Arbitrary<Calibration> = fc.oneof(
  fc.constant<Calibration>({ kind: 'identity' }),
  fc.record({
    kind: fc.constant('beta' as const),
    a: fc.double({ min: 0, max: 3, noNaN: true }),
    b: fc.double({ min: 0, max: 3, noNaN: true }),
    c: fc.double({ min: -5, max: 5, noNaN: true }),
  }),
  fc
    .array(fc.tuple(fc.integer({ min: -20, max: 20 }), fc.integer({ min: -20, max: 20 })), {
      minLength: 1,
      maxLength: 6,
    })
    .map((pairs): Calibration => {
      const xs = [...new Set(pairs.map(([x]) => x))].sort((a, b) => a - b)
      const ys = pairs.map(([, y]) => y).sort((a, b) => a - b)
      return { kind: 'isotonic', points: xs.map((x, index) => [x, ys[index] ?? 0] as const) }
    }),
)
const anyVector: fc.Arbitrary<FeatureVector> = fc.record(
  Object.fromEntries(
    Object.entries(FEATURES).map(([name, { kind }]) => {
      const value = {
        number: fc.double({ min: 0, max: 5000, noNaN: true }),
        boolean: fc.boolean(),
        string: fc.constantFrom('signature', 'authentication', 'Notification', 'QR'),
      }[kind]
      return [
        name,
        fc.oneof(
          { weight: 4, arbitrary: value.map((one) => ({ value: one })) },
          fc.constant({ missing: 'test' }),
        ),
      ]
    }),
  ),
)

function withChampion(champion: RiskEngine['champion'], given: Partial<RiskEngine> = {}): RiskEngine {
  return { ...engine, champion, ...given }
}

async function assessedBy(history: HistoryStore, facts: ReturnType<typeof factsOf>, by: RiskEngine) {
  return assess(facts, await history.read(historyEventOf('requested', facts)), by)
}

const strange = () =>
  factsOf({ initiator: { address: addressIn(MADRID, 'flat'), userAgent: null, trackingKey: 'other' } })

describe('calibration', () => {
  test('never falls when the log-odds rise', () => {
    fc.assert(
      fc.property(calibrations, logOdds, logOdds, (calibration, a, b) => {
        const [low, high] = [Math.min(a, b), Math.max(a, b)]
        expect(calibrate(calibration, low)).toBeLessThanOrEqual(calibrate(calibration, high) + 1e-9)
      }),
    )
  })

  test('by beta with a = b = 1 and c = 0 changes nothing, and follows the published formula', () => {
    fc.assert(
      fc.property(logOdds, (z) => {
        expect(calibrate({ kind: 'beta', a: 1, b: 1, c: 0 }, z)).toBeCloseTo(z, 9)
      }),
    )
    const p = logistic(0.7)
    const byHand = 2 * Math.log(p) - 0.5 * Math.log(1 - p) + 0.3
    expect(calibrate({ kind: 'beta', a: 2, b: 0.5, c: 0.3 }, 0.7)).toBeCloseTo(byHand, 12)
  })

  test('by isotonic points is flat beyond them', () => {
    const points = [
      [-1, -2],
      [1, 3],
    ] as const
    const at = (z: number) => calibrate({ kind: 'isotonic', points }, z)
    expect([at(-9), at(0), at(9)]).toEqual([-2, 0.5, 3])
  })
})

describe('an ensemble', () => {
  test('has base and reasons that add up to the log-odds exactly, whatever features and calibration', () => {
    fc.assert(
      fc.property(anyVector, calibrations, fc.integer({ min: 1, max: 50 }), (features, calibration, seed) => {
        const ensemble = ensembleOf(
          [
            { scorer: linearScorer(seed, 'trees'), weight: 0.7 },
            { scorer: linearScorer(seed + 1), weight: 1 / 3 },
          ],
          { ruleWeight: 0.9, intercept: -0.1, calibration },
        )
        const scored = score(features, ruleSet, 'delivery', ensemble)
        const sum = scored.reasons.reduce((all, { contribution }) => all + contribution, scored.base)
        expect(sum).toBe(scored.logOdds)
        expect(scored.score).toBe(logistic(sum))
        expect(scored.modelVersion).toBe('test')
      }),
      { numRuns: 60 },
    )
  })

  test('scores intercept + rule weight · rules + Σ weight · scorer, calibrated', () => {
    fc.assert(
      fc.property(anyVector, calibrations, (features, calibration) => {
        const [one, other] = [linearScorer(3, 'trees'), linearScorer(4)]
        const ensemble = ensembleOf(
          [
            { scorer: one, weight: 0.7 },
            { scorer: other, weight: -0.2 },
          ],
          { ruleWeight: 0.9, intercept: -0.1, calibration },
        )
        const said = [one, other].map((scorer) => scoresOf(scorer, features).logOdds)
        const rules = score(features, ruleSet, 'delivery').logOdds
        const raw = -0.1 + 0.9 * rules + 0.7 * (said[0] ?? 0) - 0.2 * (said[1] ?? 0)
        expect(score(features, ruleSet, 'delivery', ensemble).logOdds).toBeCloseTo(
          calibrate(calibration, raw),
          6,
        )
      }),
      { numRuns: 60 },
    )
  })

  test('names the strongest features and gathers the rest', async () => {
    const decision = await assessedBy(
      await historyOfHabits(),
      strange(),
      withChampion(ensembleOf([{ scorer: linearScorer(5), weight: 1 }])),
    )
    const named = decision.reasons.filter((reason) => reason.source === 'model')
    expect(named).toHaveLength(12)
    expect(named[0]).toMatchObject({ code: modelCode(named[0]?.feature ?? '') })
    expect(decision.reasons.filter((reason) => reason.source === 'remainder')).toHaveLength(1)
  })

  test('lets two scorers speak with one voice about one feature', () => {
    const scorer = constantScorer({ logOdds: 2, base: 0, shares: Float64Array.of(2) }, ['callActive'])
    const ensemble = ensembleOf([
      { scorer, weight: 0.5 },
      { scorer, weight: 0.25 },
    ])
    const { reasons } = score(
      { callActive: { value: true } },
      loadRuleSet({ prior: 0, rules: [] }),
      'delivery',
      ensemble,
    )
    expect(reasons).toEqual([
      {
        source: 'model',
        code: 'MODEL_CALL_ACTIVE',
        feature: 'callActive' satisfies FeatureName,
        value: true,
        contribution: 1.5,
      },
    ])
  })

  const none = new Float64Array(0)
  test.each([
    ['has nothing to say', { missing: 'noHistory' }, 'trees: noHistory'],
    ['says NaN', { logOdds: Number.NaN, base: 0, shares: none }, 'trees: not a number'],
    ['says infinity', { logOdds: Infinity, base: Infinity, shares: none }, 'trees: not a number'],
    [
      'has a share that is NaN',
      { logOdds: 1, base: 1, shares: Float64Array.of(Number.NaN) },
      'trees: not a number',
    ],
  ])('of which a scorer %s leaves the decision to the rules, and says why', async (_what, said, why) => {
    const history = await historyOfHabits()
    const facts = strange()
    const broken = ensembleOf(
      [
        { scorer: linearScorer(1), weight: 1 },
        { scorer: constantScorer(said), weight: 1 },
      ],
      { ruleWeight: 0.1, calibration: { kind: 'beta', a: 2, b: 2, c: 1 } },
    )
    const [rulesAlone, decision] = await Promise.all([
      assessedBy(history, facts, engine),
      assessedBy(history, facts, withChampion(broken)),
    ])
    expect(decision).toEqual({
      ...rulesAlone,
      modelVersion: null,
      basis: { ...rulesAlone.basis, withoutModel: why },
    })
  })

  test('has no say in the fallback', () => {
    const decision = assessWithoutHistory(
      strange(),
      withChampion(ensembleOf([{ scorer: linearScorer(1), weight: 5 }])),
    )
    expect(decision).toMatchObject({ modelVersion: null, basis: { withoutModel: 'fallback' } })
    expect(decision.score).toBe(assessWithoutHistory(strange(), engine).score)
  })
})

describe('what is in shadow', () => {
  const everything = ensembleOf(
    [{ scorer: constantScorer({ logOdds: 50, base: 50, shares: new Float64Array(0) }), weight: 1 }],
    {
      version: 'everything is fraud',
    },
  )
  const silent = ensembleOf([{ scorer: constantScorer({ missing: 'notTrained' }), weight: 1 }], {
    version: 'silent',
  })
  const shadowRules = loadRuleSet({
    prior: ruleSet.prior,
    rules: [
      ...contextRules,
      {
        ...(contextRules[0] ?? raise()),
        id: 'inShadow',
        condition: when('historyKnown || !historyKnown'),
        effect: { kind: 'outcome', outcome: 'block' },
        state: 'shadow',
      },
    ],
  })
  const liveRules = loadRuleSet({ prior: ruleSet.prior, rules: contextRules })

  test('is recorded and never changes the decision', async () => {
    const history = await historyOfHabits()
    const facts = strange()
    const without = await assessedBy(history, facts, { ...engine, ruleSet: liveRules })
    const decision = await assessedBy(history, facts, {
      ...engine,
      ruleSet: shadowRules,
      challengers: [everything, silent],
    })
    expect(decision.shadow).toEqual({
      rules: { ruleIds: ['inShadow'], score: without.score, outcome: 'block' },
      challengers: [
        { version: 'everything is fraud', score: 1, outcome: 'block' },
        { version: 'silent', missing: 'trees: notTrained' },
      ],
    })
    expect(apartFromShadow(decision)).toEqual(apartFromShadow(without))
  })

  function apartFromShadow({ shadow, ruleSetVersion, ...rest }: Decision) {
    return rest
  }
})

describe('a suppressed rule', () => {
  const suppress = (kind: Suppression['kind'], key: string, until: number | null = null): RiskEngine => ({
    ...engine,
    suppressions: [{ ruleId: 'unfamiliarBrowser', kind, key, until }],
  })

  test.each([
    ['the person', suppress('subject', PERSON)],
    ['the relying party', suppress('relyingParty', BANK)],
    ['the address', suppress('address', addressIn(MADRID, 'flat').addressKey)],
    ['the network', suppress('network', addressIn(MADRID, 'flat').networkKey)],
    ['the account', suppress('account', factsOf().accounts[0]?.accountId ?? '')],
  ])('does not count for %s, and the decision says so', async (_who, by) => {
    const history = await historyOfHabits()
    const [usual, suppressed] = await Promise.all([
      assessedBy(history, strange(), engine),
      assessedBy(history, strange(), by),
    ])
    expect(usual.reasons.map(({ code }) => code)).toContain('UNFAMILIAR_BROWSER')
    expect(suppressed.reasons.map(({ code }) => code)).not.toContain('UNFAMILIAR_BROWSER')
    expect(suppressed.score).toBeLessThan(usual.score)
    expect(suppressed.basis?.suppressed).toEqual([{ ruleId: 'unfamiliarBrowser', held: true }])
  })

  test('counts for everybody else, and again when its time is over', async () => {
    const history = await historyOfHabits()
    for (const by of [
      suppress('subject', newId()),
      suppress('subject', PERSON, NOW),
      suppress('address', 'address elsewhere'),
    ]) {
      const decision = await assessedBy(history, strange(), by)
      expect(decision.reasons.map(({ code }) => code)).toContain('UNFAMILIAR_BROWSER')
      expect(decision.basis?.suppressed).toEqual([])
    }
  })
})

describe('exploration', () => {
  const blockAll = { ...engine.settings, warnAt: 0, holdAt: 0, blockAt: 0, explorationShare: 0.25 }
  const sessions = Array.from({ length: 2_000 }, (_, index) =>
    sessionIdAt(toInstant(NOW + index * MINUTE_MS), index),
  )

  test('holds about its share of what the score alone would block, the same ones every time', () => {
    const outcomes = sessions.map((sessionId) => assessed(sessionId))
    const held = outcomes.filter((decision) => decision.outcome === 'hold')
    expect(held.length / sessions.length).toBeGreaterThan(0.2)
    expect(held.length / sessions.length).toBeLessThan(0.3)
    expect(held.every((decision) => decision.basis?.exploration.applied)).toBe(true)
    expect(sessions.map((sessionId) => assessed(sessionId).outcome)).toEqual(
      outcomes.map((decision) => decision.outcome),
    )
  })

  test('leaves blocked what a list or a rule blocks, and everything where it is off', () => {
    for (const sessionId of sessions.slice(0, 200)) {
      const listed = assessed(sessionId, { lists: [{ listKind: 'address', effect: 'block', entryId: '1' }] })
      const off = assessed(sessionId, {}, { ...blockAll, explorationShare: 0 })
      expect([listed.outcome, off.outcome]).toEqual(['block', 'block'])
    }
  })

  test('never holds at the release', () => {
    const settings = { ...blockAll, releaseBlockAt: 0, explorationShare: 1 }
    expect(assessed(sessions[0] ?? newId(), { stage: 'release' }, settings).outcome).toBe('block')
  })

  test('draws evenly', () => {
    const bins = Array.from({ length: 10 }, () => 0)
    for (const sessionId of sessions) {
      const bin = Math.floor(explorationDraw(sessionId) * 10)
      bins[bin] = (bins[bin] ?? 0) + 1
    }
    for (const count of bins) expect(Math.abs(count - 200)).toBeLessThan(70)
  })

  function assessed(
    sessionId: (typeof sessions)[number],
    given: Parameters<typeof factsOf>[0] = {},
    settings = blockAll,
  ) {
    return assess(factsOf({ sessionId, ...given }), { missing: 'rebuilding' }, { ...engine, settings })
  }
})

describe('the explanation of a model', () => {
  test('names feature, value, what is usual and the factor; calibration is no cause', async () => {
    const facts = factsOf({ kind: 'signature', content: payment('safe', 4000) })
    const scorer = constantScorer({ logOdds: 1, base: -1, shares: Float64Array.of(2) }, ['amount'])
    const champion = ensembleOf([{ scorer, weight: 1 }], { calibration: { kind: 'beta', a: 2, b: 1, c: 0 } })
    const decision = await assessedBy(await historyOfHabits(), facts, withChampion(champion))
    expect(decision.reasons.at(-1)?.code).toBe('CALIBRATION')
    const explained = explain(decision, ruleSet)
    expect(explained.map(({ code }) => code)).not.toContain('CALIBRATION')
    const amount = explained.find((one) => one.code === 'MODEL_AMOUNT')
    expect(amount?.factor).toBeCloseTo(Math.exp(2), 12)
    expect(amount?.findings).toMatchObject([
      {
        feature: 'amount' satisfies FeatureName,
        value: '4000 major units of the currency',
        usual: 'at most 68 major units of the currency',
      },
    ])
  })

  test('shows a rule’s expression only of the rule set that decided', async () => {
    const decision = await assessedBy(await historyOfHabits(), strange(), engine)
    const same = explain(decision, ruleSet).find((one) => one.ruleId === 'unfamiliarBrowser')
    const later = explain(decision, { ...ruleSet, version: 'later' }).find(
      (one) => one.ruleId === 'unfamiliarBrowser',
    )
    expect([same?.condition, later?.condition]).toEqual(['!trackingKnown', null])
    expect(same?.findings[0]).toMatchObject({ value: 'no', usual: 'yes' })
  })
})

function raise(): never {
  throw new Error('there are no context rules')
}
