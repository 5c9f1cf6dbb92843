/** Every feature there is, by name. Rules, models, the console's help and the documentation read this. */

import { FEATURE_NAMES, type FeatureName, isFeatureName } from '../../domain/features/feature.ts'
import { FEATURE_KINDS } from '../../domain/features/featureKinds.ts'
import type { FeatureVector } from '../../domain/sessions/decision.ts'
import type { SessionFacts } from '../../domain/sessions/facts.ts'
import type { HistoryAnswer } from '../../domain/sessions/history.ts'
import { FAMILIES } from './families.ts'
import { type FeatureDeclaration, type FeatureFamily, toFeature } from './feature.ts'
import { createFeatureContext } from './featureContext.ts'

export const FEATURES: Readonly<Record<FeatureName, FeatureDeclaration>> = withEveryName(
  merge(Object.values(FAMILIES)),
)

const readAll = createReader(FEATURE_NAMES)

/** The whole vector of a session: each feature a value, or missing with the reason. */
export function extractFeatures(facts: SessionFacts, history: HistoryAnswer): FeatureVector {
  return readAll(facts, history)
}

/** Extracts some features only, for who reads many sessions and needs no more. */
export function createExtractor(names: readonly FeatureName[]): typeof extractFeatures {
  return createReader(names)
}

/** What stored decisions, models and people's own rules name; undefined where there is no such feature any more. */
export function declarationOf(name: string): FeatureDeclaration | undefined {
  return isFeatureName(name) ? FEATURES[name] : undefined
}

function createReader(names: readonly FeatureName[]) {
  const features = names.map((name) => ({ name, feature: FEATURES[name] }))
  // A copy of an object that has every key takes half the time of one that grows key by key (Node 20).
  const unread: FeatureVector = Object.fromEntries(names.map((name) => [name, { missing: 'unread' }]))
  return (facts: SessionFacts, history: HistoryAnswer): FeatureVector => {
    const context = createFeatureContext(facts, history)
    const vector = { ...unread }
    for (const { name, feature } of features) vector[name] = toFeature(feature.read(context))
    return vector
  }
}

/** @throws RangeError where two families declare the same name. */
function merge(families: FeatureFamily[]): Record<string, FeatureDeclaration> {
  const all: Record<string, FeatureDeclaration> = {}
  for (const [name, feature] of families.flatMap((family) => Object.entries(family))) {
    if (name in all) throw new RangeError(`two features are called ${name}`)
    all[name] = feature
  }
  return all
}

/** @throws RangeError where the families declare other features, or of other kinds, than the table of names has. */
function withEveryName(
  declared: Record<string, FeatureDeclaration>,
): Record<FeatureName, FeatureDeclaration> {
  if (hasEveryName(declared) && Object.keys(declared).length === FEATURE_NAMES.length) return declared
  const unnamed = Object.keys(declared).filter((name) => !isFeatureName(name))
  throw new RangeError(`names of features are out of date (${unnamed.join(', ')}): npm run docs:features`)
}

function hasEveryName(
  declared: Record<string, FeatureDeclaration>,
): declared is Record<FeatureName, FeatureDeclaration> {
  return FEATURE_NAMES.every((name) => declared[name]?.kind === FEATURE_KINDS[name])
}
