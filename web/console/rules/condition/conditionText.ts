/** One condition in two views (pure): what the builder shows and what the code says, whichever was changed last. */

import { EMPTY_CONDITION, type FeatureKind, type Group } from './condition.ts'
import { type BeyondBuilder, conditionFromCel } from './conditionFromCel.ts'
import { conditionToCel } from './conditionToCel.ts'

/** `group` null: the builder cannot show the code, and `why`. `code` null: something in the builder is not chosen yet. */
export type TwoViews =
  | { group: Group; why: null; code: string | null }
  | { group: null; why: BeyondBuilder; code: string }

export function fromCode(code: string, kindOf: (feature: string) => FeatureKind | undefined): TwoViews {
  if (code.trim() === '') return { group: EMPTY_CONDITION, why: null, code: null }
  const read = conditionFromCel(code, kindOf)
  return read.ok ? { group: read.group, why: null, code } : { group: null, why: read.why, code }
}

export function fromBuilder(group: Group): TwoViews {
  return { group, why: null, code: conditionToCel(group) }
}
