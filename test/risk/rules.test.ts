import { describe, expect, test } from '@jest/globals'
import { readCurve } from '../../server/risk/combineScores.ts'
import { FAMILIES } from '../../server/risk/features/families.ts'
import { FEATURES } from '../../server/risk/features/registry.ts'
import { compileRules } from '../../server/risk/rules/compileRules.ts'
import { PRESET } from '../../server/risk/rules/preset.ts'
import type { Rule } from '../../server/risk/rules/rule.ts'
import { loadRuleSet } from '../../server/risk/rules/ruleSet.ts'
import { when } from '../../server/risk/rules/when.ts'

const rule: Rule = {
  id: 'farAway',
  sentence: 'Far away.',
  pattern: 'A',
  condition: when('initiatorPhoneKm > 500'),
  effect: { kind: 'weight', weight: 1 },
  reasonCode: 'FAR_AWAY',
  scamType: 'unexpectedRequest',
  state: 'live',
}
const compile = (given: Partial<Rule>) => compileRules({ prior: 0, rules: [{ ...rule, ...given }] })

describe('the registry', () => {
  test('declares at least 25 features, in every one of the seven kinds of signal', () => {
    expect(Object.keys(FEATURES).length).toBeGreaterThan(25)
    for (const [signal, family] of Object.entries(FAMILIES))
      expect([signal, Object.keys(family).length > 5]).toEqual([signal, true])
  })

  test('says of each feature what it means, its unit and the personal data behind it', () => {
    for (const feature of Object.values(FEATURES)) {
      expect(feature.meaning.length).toBeGreaterThan(10)
      expect(feature.unit).not.toBe('')
    }
  })

  test('has no feature whose value is a country, language or name', () => {
    const texts = Object.entries(FEATURES).filter(([, feature]) => feature.kind === 'string')
    expect(texts.map(([name]) => name).sort()).toEqual(['flow', 'kind', 'platform', 'stage'])
  })
})

describe('the preset', () => {
  test('has at least 18 rules and one or more for each pattern A to H', () => {
    const { rules } = loadRuleSet(PRESET)
    expect(rules.length).toBeGreaterThanOrEqual(18)
    for (const pattern of ['A', 'B', 'C', 'D', 'E', 'F', 'G', 'H']) {
      expect(rules.filter((one) => one.pattern === pattern && one.state === 'live')).not.toHaveLength(0)
    }
  })

  test('has no rule that could never fire, for it reads at least one feature', () => {
    for (const { id, reads } of loadRuleSet(PRESET).rules) expect([id, reads.length > 0]).toEqual([id, true])
  })

  test('changes its version with every change, and with nothing else', () => {
    const version = (source = PRESET) => loadRuleSet(source).version
    expect(version()).toBe(version())
    expect(version({ ...PRESET, prior: PRESET.prior + 0.001 })).not.toBe(version())
    expect(version({ ...PRESET, rules: PRESET.rules.slice(1) })).not.toBe(version())
  })
})

describe('checking a rule', () => {
  test.each([
    ['unknown feature', 'initiatorKm > 500', 'Unknown variable: initiatorKm', 0, 11],
    [
      'number against text',
      'callActive && initiatorPhoneKm > flow',
      'no such overload: double > string',
      14,
      37,
    ],
    ['broken syntax', 'initiatorPhoneKm >', 'Unexpected token: EOF', 18, 18],
    ['not a condition', 'initiatorPhoneKm * 2.0', 'must be true or false, and is double', 0, 22],
    ['nothing of the session', '1.0 < 2.0', 'must read a feature: it says the same of every session', 0, 9],
    ['a loop', '[1.0, 2.0].exists(x, x > initiatorPhoneKm)', 'must do without loops: x is no feature', 0, 42],
  ])('points at the place: %s', (_, condition, message, start, end) => {
    expect(compile({ condition })).toEqual({
      ok: false,
      problems: [{ ruleId: 'farAway', message, start, end }],
    })
  })

  test.each([
    [
      'falls and rises',
      'initiatorPhoneKm',
      [
        [0, 0],
        [1, 2],
        [2, 1],
      ],
    ],
    [
      'does not advance',
      'initiatorPhoneKm',
      [
        [1, 0],
        [1, 2],
      ],
    ],
    ['has one point', 'initiatorPhoneKm', [[1, 2]]],
    [
      'is over a yes or no',
      'callActive',
      [
        [0, 0],
        [1, 1],
      ],
    ],
    [
      'is over nothing known',
      'nothing',
      [
        [0, 0],
        [1, 1],
      ],
    ],
  ] as const)('refuses a curve that %s', (_, feature, points) => {
    expect(
      compile({ effect: { kind: 'curve', feature, points: points.map(([x, y]) => [x, y] as const) } }).ok,
    ).toBe(false)
  })

  test('refuses two rules of one id, but for one that is live and one in shadow', () => {
    expect(compileRules({ prior: 0, rules: [rule, rule] }).ok).toBe(false)
    expect(compileRules({ prior: 0, rules: [rule, { ...rule, state: 'shadow' }] }).ok).toBe(true)
  })

  test.each(['int(kind) > 3', "kind.matches('(')", 'timestamp(kind) > timestamp(flow)'])(
    'a condition without a value does not hold and stops nobody: %s',
    (condition) => {
      const { rules } = loadRuleSet({ prior: 0, rules: [{ ...rule, condition }] })
      expect(rules.map((one) => one.holds({ kind: 'signature', flow: 'QR' }))).toEqual([false])
    },
  )

  test('a rule set keeps its version however its members were ordered meanwhile', () => {
    const { id, ...rest } = rule
    const turned = { ...rest, id }
    expect(loadRuleSet({ prior: 0, rules: [turned] }).version).toBe(
      loadRuleSet({ prior: 0, rules: [rule] }).version,
    )
  })

  test('names all problems at once', () => {
    const compiled = compileRules({
      prior: 0,
      rules: [
        { ...rule, condition: 'a' },
        { ...rule, id: 'other', condition: 'b' },
      ],
    })
    expect(compiled.ok ? [] : compiled.problems.map((problem) => problem.ruleId)).toEqual([
      'farAway',
      'other',
    ])
  })
})

test.each([
  [-1, 0],
  [0, 0],
  [5, 1],
  [10, 2],
  [15, 3],
  [99, 4],
])('a curve at %d reads %d', (x, y) => {
  expect(
    readCurve(
      [
        [0, 0],
        [10, 2],
        [20, 4],
      ],
      x,
    ),
  ).toBe(y)
})
