/** A feature is declared once: what it means, how it is read, what personal data it needs. */
import type { Feature, FeatureValue } from '../../domain/sessions/decision.ts'
import type { WindowName } from '../../domain/sessions/history.ts'
import type { FeatureContext } from './featureContext.ts'

export const SIGNALS = ['device', 'geo', 'velocity', 'network', 'history', 'protocol', 'content'] as const
export type Signal = (typeof SIGNALS)[number]

export type FeatureEntity =
  | 'session'
  | 'subject'
  | 'account'
  | 'tracking'
  | 'address'
  | 'network'
  | 'relyingParty'
  | 'template'
  | 'payee'
  | 'population'

export type Aggregate =
  | 'value'
  | 'count'
  | 'distinct'
  | 'max'
  | 'min'
  | 'mean'
  | 'sum'
  | 'deviation'
  | 'ratio'
  | 'rate'
  | 'share'
  | 'timeSince'
  | 'distance'
  | 'known'

/** What a privacy notice must name. Nationality, language and name are no features (design, invariant 8). */
export type PersonalDataCategory =
  | 'none'
  | 'device'
  | 'location'
  | 'networkIdentifier'
  | 'behaviour'
  | 'payment'

type Declared = {
  meaning: string
  unit: string
  entity: FeatureEntity
  window: WindowName | null
  aggregate: Aggregate
  personalData: PersonalDataCategory
}

/** What a reader gives: a value, or why there is none. */
export type Missing = { missing: string }
export type Read<Value extends FeatureValue> = (context: FeatureContext) => Value | Missing

/** `usual`: what the value is when this person does what they always do, for explanations. */
export type NumberFeature = Declared & { kind: 'number'; read: Read<number>; habitual?: Read<number> }
export type BooleanFeature = Declared & { kind: 'boolean'; read: Read<boolean> }
export type StringFeature = Declared & { kind: 'string'; read: Read<string> }
export type FeatureDeclaration = NumberFeature | BooleanFeature | StringFeature

/** One family, by feature name. */
export type FeatureFamily = Record<string, FeatureDeclaration>

const reasons = new Map<string, Missing>()

/** The same object for the same reason: in a vector half of the features may be missing. */
export function missing(why: string): Missing {
  const known = reasons.get(why)
  if (known !== undefined) return known
  const made = Object.freeze({ missing: why })
  reasons.set(why, made)
  return made
}

export function isMissing<Value>(read: Value | Missing): read is Missing {
  return typeof read === 'object' && read !== null && 'missing' in read
}

/** A number that is no number is missing: nothing downstream has to look again. */
export function toFeature(read: FeatureValue | Missing): Feature {
  if (isMissing(read)) return read
  if (typeof read === 'number' && !Number.isFinite(read)) return { missing: 'notANumber' }
  return { value: read }
}

/** Applies `use` to a value that may be missing. */
export function mapRead<From, To>(read: From | Missing, use: (value: From) => To | Missing): To | Missing {
  return isMissing(read) ? read : use(read)
}
