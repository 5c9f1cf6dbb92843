/** A condition as the builder shows it: tests of features, in groups. What CEL says beyond that stays in the code view. */

/** `none`: not one of the parts holds. With it, every word of logic that CEL has can be said in groups. */
export const JOINS = ['all', 'any', 'none'] as const
export type Join = (typeof JOINS)[number]

export const NUMBER_OPERATORS = ['>=', '>', '<=', '<', '==', '!='] as const
export type NumberOperator = (typeof NUMBER_OPERATORS)[number]

/** A value or a feature that nobody has chosen yet is null or absent: such a condition has no CEL. */
export type NumberTest = { is: 'number'; feature: string; operator: NumberOperator; value: number | null }
export type FlagTest = { is: 'flag'; feature: string; value: boolean }
/** `isIn` false: the feature has none of the values. */
export type WordTest = { is: 'word'; feature: string; isIn: boolean; values: readonly string[] }
export type FeatureTest = NumberTest | FlagTest | WordTest
export type Group = { is: 'group'; join: Join; parts: readonly Condition[] }
export type Condition = Group | FeatureTest | { is: 'unset' }

export type FeatureKind = 'number' | 'boolean' | 'string'

export const EMPTY_CONDITION: Group = { is: 'group', join: 'all', parts: [{ is: 'unset' }] }

/** The test that a feature begins with when somebody chooses it. */
export function firstTest(feature: string, kind: FeatureKind): FeatureTest {
  if (kind === 'number') return { is: 'number', feature, operator: '>=', value: null }
  if (kind === 'boolean') return { is: 'flag', feature, value: true }
  return { is: 'word', feature, isIn: true, values: [] }
}

/** @returns the group with its part at `index` replaced; null takes the part out. */
export function withPart(group: Group, index: number, part: Condition | null): Group {
  const parts = group.parts.flatMap((one, at) => (at === index ? (part === null ? [] : [part]) : [one]))
  return { ...group, parts }
}
