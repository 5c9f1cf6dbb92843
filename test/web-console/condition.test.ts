import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import type { FeatureName } from '../../server/domain/features/feature.ts'
import type { FeatureValue } from '../../server/domain/sessions/decision.ts'
import { declarationOf, FEATURES } from '../../server/risk/features/registry.ts'
import { compileRules } from '../../server/risk/rules/compileRules.ts'
import { PRESET } from '../../server/risk/rules/preset.ts'
import {
  type Condition,
  type FeatureKind,
  type FeatureTest,
  type Group,
  JOINS,
  NUMBER_OPERATORS,
  withPart,
} from '../../web/console/rules/condition/condition.ts'
import { conditionFromCel } from '../../web/console/rules/condition/conditionFromCel.ts'
import { conditionToCel } from '../../web/console/rules/condition/conditionToCel.ts'

const kindOf = (name: string): FeatureKind | undefined => declarationOf(name)?.kind
const namesOf = (kind: FeatureKind) => Object.keys(FEATURES).filter((name) => kindOf(name) === kind)

/** Few features, so that tests meet the same one again. */
const [NUMBERS, FLAGS, WORDS] = [
  namesOf('number').slice(0, 4),
  namesOf('boolean').slice(0, 4),
  namesOf('string').slice(0, 2),
]
const number = fc
  .oneof(fc.integer({ min: -100, max: 100 }), fc.double({ noNaN: true, noDefaultInfinity: true }))
  // CEL has no minus nought.
  .map((value) => (value === 0 ? 0 : value))
const featureTest: fc.Arbitrary<FeatureTest> = fc.oneof(
  fc.record({
    is: fc.constant('number' as const),
    feature: fc.constantFrom(...NUMBERS),
    operator: fc.constantFrom(...NUMBER_OPERATORS),
    value: number,
  }),
  fc.record({
    is: fc.constant('flag' as const),
    feature: fc.constantFrom(...FLAGS),
    value: fc.boolean(),
  }),
  fc.record({
    is: fc.constant('word' as const),
    feature: fc.constantFrom(...WORDS),
    isIn: fc.boolean(),
    values: fc.array(
      fc.oneof(fc.constantFrom('QR', 'signature'), fc.string(), fc.string({ unit: 'binary' })),
      {
        minLength: 1,
        maxLength: 3,
      },
    ),
  }),
)
const { group } = fc.letrec<{ condition: Condition; group: Group }>((tie) => ({
  condition: fc.oneof({ maxDepth: 3, withCrossShrink: true }, featureTest, tie('group')),
  group: fc.record({
    is: fc.constant('group' as const),
    join: fc.constantFrom(...JOINS),
    parts: fc.array(tie('condition'), { minLength: 1, maxLength: 3 }),
  }),
}))

function toCel(condition: Condition): string {
  const text = conditionToCel(condition)
  if (text === null) throw new Error('a condition without holes has CEL')
  return text
}

function fromCel(text: string): Group {
  const read = conditionFromCel(text, kindOf)
  if (!read.ok) throw new Error(`${read.why}: ${text}`)
  return read.group
}

/** What a condition says, by its definition: no CEL in it. */
function holds(condition: Condition, values: Readonly<Record<string, FeatureValue>>): boolean {
  if (condition.is === 'unset') throw new Error('says nothing')
  if (condition.is === 'group') {
    const { join, parts } = condition
    const isTrue = (part: Condition) => holds(part, values)
    return join === 'all' ? parts.every(isTrue) : parts.some(isTrue) === (join === 'any')
  }
  const value = values[condition.feature]
  if (condition.is === 'flag') return value === condition.value
  if (condition.is === 'word') return condition.values.some((word) => word === value) === condition.isIn
  const [left, right] = [Number(value), condition.value ?? Number.NaN]
  switch (condition.operator) {
    case '>=':
      return left >= right
    case '>':
      return left > right
    case '<=':
      return left <= right
    case '<':
      return left < right
    case '==':
      return left === right
    case '!=':
      return left !== right
  }
}

const values = fc.record(
  Object.fromEntries([
    ...NUMBERS.map((name): [string, fc.Arbitrary<FeatureValue>] => [name, number]),
    ...FLAGS.map((name): [string, fc.Arbitrary<FeatureValue>] => [name, fc.boolean()]),
    ...WORDS.map((name): [string, fc.Arbitrary<FeatureValue>] => [
      name,
      fc.oneof(fc.constantFrom('QR', 'signature'), fc.string()),
    ]),
  ]),
)

describe('a condition of the builder and its CEL', () => {
  test('what is written and read again is written the same, and is the same group from then on', () => {
    fc.assert(
      fc.property(group, (built) => {
        const read = fromCel(toCel(built))
        expect(toCel(read)).toBe(toCel(fromCel(toCel(read))))
        expect(fromCel(toCel(read))).toEqual(read)
      }),
    )
  })

  test('a group without needless brackets comes back as it was built', () => {
    fc.assert(
      fc.property(group, (built) => {
        const plain = fromCel(toCel(built))
        expect(fromCel(toCel(plain))).toEqual(plain)
        expect(countTests(plain)).toBe(countTests(built))
      }),
    )
  })

  test('the CEL says what the groups say, of whatever values', () => {
    fc.assert(
      fc.property(group, values, (built, seen) => {
        const rule = compiled(toCel(built))
        expect(rule.holds(seen)).toBe(holds(built, seen))
        expect(holds(fromCel(toCel(built)), seen)).toBe(holds(built, seen))
      }),
    )
  })

  test('every condition of the rules that ship is shown by the builder, and says the same when written again', () => {
    const features = Object.entries(FEATURES)
    const vector = fc.record(
      Object.fromEntries(
        features.map(([name, { kind }]): [string, fc.Arbitrary<FeatureValue>] => [
          name,
          kind === 'number'
            ? fc.constantFrom<FeatureValue>(0, 0.5, 1, 3, 100, 1_000)
            : kind === 'boolean'
              ? fc.boolean()
              : fc.constantFrom('QR', 'Notification', 'signature', 'authentication', 'android'),
        ]),
      ),
    )
    const pairs = PRESET.rules.map(({ condition }) => ({
      shipped: compiled(condition),
      again: compiled(toCel(fromCel(condition))),
    }))
    fc.assert(
      fc.property(vector, (seen) => {
        for (const { shipped, again } of pairs) expect(again.holds(seen)).toBe(shipped.holds(seen))
      }),
      { numRuns: 30 },
    )
  })

  test.each([
    ['amount >', 'unreadable'],
    ['amonut >= 5', 'unknownFeature'],
    ['accountAgeHours > keyAgeHours', 'featureAgainstFeature'],
    ['amount * 2.0 >= 5.0', 'calculation'],
    ['amount + 1.0 >= 5.0', 'calculation'],
    ['initiatorKnown ? amount > 5 : amount > 1', 'choice'],
    ['kind.startsWith("sig")', 'call'],
    ['size(kind) > 5', 'call'],
    ['initiatorKnown == (amount > 5)', 'other'],
    ['amount', 'other'],
  ])('%s stays in the code view: %s', (text, why) => {
    expect(conditionFromCel(text, kindOf)).toEqual({ ok: false, why })
  })

  test.each<[string, Condition]>([
    ['a feature', { is: 'unset' }],
    ['a number', { is: 'number', feature: 'amount' satisfies FeatureName, operator: '>=', value: null }],
    ['a word', { is: 'word', feature: 'kind' satisfies FeatureName, isIn: true, values: [] }],
    ['any part', { is: 'group', join: 'any', parts: [] }],
  ])('while %s is not chosen, there is no CEL', (_what, hole) => {
    const known: Condition = { is: 'flag', feature: 'initiatorKnown' satisfies FeatureName, value: true }
    expect(conditionToCel({ is: 'group', join: 'all', parts: [known, hole] })).toBeNull()
  })

  test('a part is replaced or taken out where it stands', () => {
    const parts: FeatureTest[] = [1, 2, 3].map((value) => ({
      is: 'number',
      feature: 'amount' satisfies FeatureName,
      operator: '>=',
      value,
    }))
    const built: Group = { is: 'group', join: 'any', parts }
    expect(
      toCel(
        withPart(built, 1, { is: 'flag', feature: 'initiatorKnown' satisfies FeatureName, value: false }),
      ),
    ).toBe('amount >= 1 || !initiatorKnown || amount >= 3')
    expect(toCel(withPart(built, 0, null))).toBe('amount >= 2 || amount >= 3')
  })
})

function countTests(condition: Condition): number {
  if (condition.is !== 'group') return 1
  return condition.parts.reduce((sum, part) => sum + countTests(part), 0)
}

function compiled(condition: string) {
  const made = compileRules({
    prior: 0,
    rules: [
      {
        id: 'underTest',
        sentence: '',
        pattern: 'context',
        condition,
        effect: { kind: 'weight', weight: 1 },
        reasonCode: 'UNDER_TEST',
        scamType: 'unknown',
        state: 'draft',
      },
    ],
  })
  const rule = made.ok ? made.ruleSet.rules[0] : undefined
  if (rule === undefined) throw new Error(`does not compile: ${condition} ${JSON.stringify(made)}`)
  return rule
}
