/** The feature registry as help: it comes with the pages that need it. */
import { describeFeatures, type FeatureDescription } from '../../../server/risk/features/describeFeatures.ts'

export type { FeatureDescription }

export const FEATURE_DESCRIPTIONS: readonly FeatureDescription[] = describeFeatures()

const BY_NAME: ReadonlyMap<string, FeatureDescription> = new Map(
  FEATURE_DESCRIPTIONS.map((feature) => [feature.name, feature]),
)

export function featureNamed(name: string): FeatureDescription | undefined {
  return BY_NAME.get(name)
}

/** The values that a word can have, as its unit lists them: `ios, android or web`. */
export function wordsOf({ kind, unit }: FeatureDescription): string[] {
  return kind === 'string' ? unit.split(/, | or /) : []
}
