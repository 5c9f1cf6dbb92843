/** What the person usually does, where other features of the same vector tell it. */

import {
  FEATURE_NAMES,
  type FeatureName,
  type FeatureNameOf,
  isFeatureName,
} from '../domain/features/feature.ts'
import type { FeatureValue, FeatureVector } from '../domain/sessions/decision.ts'
import { WINDOW_MS, WINDOW_NAMES, type WindowName } from '../domain/sessions/history.ts'
import { FEATURES } from './features/registry.ts'
import { featureValue } from './featureValue.ts'

/** In the feature's own unit. `atMost`: the largest that was usual, not the middle. */
export type Baseline = { value: FeatureValue; atMost: boolean }

/** Null where the vector does not tell. */
export function baselineValue(feature: string, features: FeatureVector): Baseline | null {
  if (!isFeatureName(feature)) return null
  const baselineOf = BY_FEATURE[feature]
  if (baselineOf !== undefined) return baselineOf(features)
  return baselineCount(feature, features)
}

/** Habits are known and every one of them says the same: this is what the person does. */
const always = (value: FeatureValue) => (features: FeatureVector) =>
  featureValue(features['habitsKnown']) === true ? { value, atMost: false } : null

const BY_FEATURE: Partial<Record<FeatureName, (features: FeatureVector) => Baseline | null>> = {
  amount: (features) =>
    baselineAmount(features, 'amountToUsualMax', true) ??
    baselineAmount(features, 'amountToUsualMean', false),
  amountToUsualMax: (features) => ifPresent(features, 'amountToUsualMax', { value: 1, atMost: true }),
  amountToUsualMean: (features) => ifPresent(features, 'amountToUsualMean', { value: 1, atMost: false }),
  trackingKnown: always(true),
  initiatorNetworkKnown: always(true),
  phoneNetworkKnown: always(true),
  relyingPartyKnown: always(true),
  initiatorStranger: always(false),
  initiatorUnfamiliar: always(false),
  initiatorPlaceNew: always(false),
  phonePlaceNew: always(false),
  unusualHour: always(false),
  initiatorKmToUsualPlace: always(0),
  phoneKmToUsualPlace: always(0),
}

/** The amount over its ratio to what is usual. */
function baselineAmount(
  features: FeatureVector,
  ratio: FeatureNameOf<'number'>,
  atMost: boolean,
): Baseline | null {
  const amount = featureValue(features['amount'])
  const times = featureValue(features[ratio])
  if (typeof amount !== 'number' || typeof times !== 'number' || times <= 0) return null
  return { value: amount / times, atMost }
}

function ifPresent(features: FeatureVector, name: FeatureName, usual: Baseline): Baseline | null {
  return featureValue(features[name]) === null ? null : usual
}

/** A count in a window against the same count in the longest window that the vector has, at its pace. */
function baselineCount(feature: FeatureName, features: FeatureVector): Baseline | null {
  const longest = LONGEST[feature]
  const { window } = FEATURES[feature]
  if (longest === undefined || window === null) return null
  const count = featureValue(features[longest.feature])
  if (typeof count !== 'number') return null
  return { value: (count * WINDOW_MS[window]) / WINDOW_MS[longest.window], atMost: false }
}

type Longest = { feature: FeatureName; window: WindowName }

/** By feature: the same count in the longest window that is declared, where that is a longer one. */
const LONGEST: Partial<Record<FeatureName, Longest>> = Object.fromEntries(
  FEATURE_NAMES.flatMap((name) => {
    const { window, aggregate } = FEATURES[name]
    if (window === null || aggregate !== 'count') return []
    const longest = longestLike(stem(name))
    return longest === null || WINDOW_MS[longest.window] <= WINDOW_MS[window] ? [] : [[name, longest]]
  }),
)

function longestLike(wanted: string): Longest | null {
  const alike = FEATURE_NAMES.flatMap((feature) => {
    const { window } = FEATURES[feature]
    return window !== null && stem(feature) === wanted ? [{ feature, window }] : []
  })
  return alike.sort((a, b) => WINDOW_NAMES.indexOf(b.window) - WINDOW_NAMES.indexOf(a.window))[0] ?? null
}

/** `subjectRequests24h` is `subjectRequests`. */
function stem(feature: string): string {
  return feature.replace(/\d+[mhd]$/, '')
}
