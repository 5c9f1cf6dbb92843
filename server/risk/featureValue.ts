import type { Feature, FeatureValue } from '../domain/sessions/decision.ts'

/** The value of a feature; null where it is missing. */
export function featureValue(feature: Feature | undefined): FeatureValue | null {
  return feature !== undefined && 'value' in feature ? feature.value : null
}
