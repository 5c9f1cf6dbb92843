/** The names of features as a closed set. The registry of server/risk/features declares what stands behind each. */
import { FEATURE_KINDS } from './featureKinds.ts'

export type FeatureName = keyof typeof FEATURE_KINDS

/** The features whose value is of a kind: a curve is over numbers only. */
export type FeatureNameOf<Kind extends FeatureKind> = {
  [Name in FeatureName]: (typeof FEATURE_KINDS)[Name] extends Kind ? Name : never
}[FeatureName]

export type FeatureKind = (typeof FEATURE_KINDS)[FeatureName]

/** What stored decisions, models and people's own rules name may be gone by now. */
export function isFeatureName(name: string): name is FeatureName {
  return Object.hasOwn(FEATURE_KINDS, name)
}

/** In the order of the registry. */
export const FEATURE_NAMES: readonly FeatureName[] = Object.keys(FEATURE_KINDS).filter(isFeatureName)
