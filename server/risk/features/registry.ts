/** Every feature there is, by name. Rules, models, the console's help and the documentation read this. */
import type { FeatureVector } from '../../domain/sessions/decision.ts'
import type { SessionFacts } from '../../domain/sessions/facts.ts'
import type { HistoryAnswer } from '../../domain/sessions/history.ts'
import { alarmFeatures } from './alarms.ts'
import { amountFeatures } from './amounts.ts'
import { confirmedFeatures } from './confirmed.ts'
import { contentFeatures } from './content.ts'
import { deviceFeatures } from './device.ts'
import { type FeatureDeclaration, type FeatureFamily, type Signal, toFeature } from './feature.ts'
import { createFeatureContext } from './featureContext.ts'
import { geoFeatures } from './geo.ts'
import { historyFeatures } from './history.ts'
import { networkFeatures } from './network.ts'
import { protocolFeatures } from './protocol.ts'
import { shareFeatures } from './shares.ts'
import { velocityFeatures } from './velocity.ts'
import { logAggregateFeatures } from './windows/logAggregates.ts'
import { sharedAggregateFeatures } from './windows/sharedAggregates.ts'

export const FAMILIES: Record<Signal, FeatureFamily> = {
  device: deviceFeatures,
  geo: geoFeatures,
  velocity: { ...velocityFeatures, ...logAggregateFeatures, ...sharedAggregateFeatures },
  network: networkFeatures,
  history: { ...historyFeatures, ...alarmFeatures, ...confirmedFeatures, ...shareFeatures },
  protocol: protocolFeatures,
  content: { ...contentFeatures, ...amountFeatures },
}

export const FEATURES: Readonly<Record<string, FeatureDeclaration>> = merge(Object.values(FAMILIES))

const readAll = createReader(Object.entries(FEATURES))

/** The whole vector of a session: each feature a value, or missing with the reason. */
export function extractFeatures(facts: SessionFacts, history: HistoryAnswer): FeatureVector {
  return readAll(facts, history)
}

/**
 * Extracts some features only, for who reads many sessions and needs no more.
 * @throws RangeError for a name that no feature has.
 */
export function createExtractor(names: readonly string[]): typeof extractFeatures {
  const wanted = names.map((name): [string, FeatureDeclaration] => {
    const feature = FEATURES[name]
    if (feature === undefined) throw new RangeError(`there is no feature ${name}`)
    return [name, feature]
  })
  return createReader(wanted)
}

function createReader(features: readonly [string, FeatureDeclaration][]) {
  // A copy of an object that has every key takes half the time of one that grows key by key (Node 20).
  const unread: FeatureVector = Object.fromEntries(features.map(([name]) => [name, { missing: 'unread' }]))
  return (facts: SessionFacts, history: HistoryAnswer): FeatureVector => {
    const scene = createFeatureContext(facts, history)
    const vector = { ...unread }
    for (const [name, feature] of features) vector[name] = toFeature(feature.read(scene))
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
