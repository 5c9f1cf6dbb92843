/** Every feature as its declaration tells it: for the documentation page and the console's help. */
import { FAMILIES } from './families.ts'
import { type FeatureEntity, type PersonalDataCategory, SIGNALS, type Signal } from './feature.ts'
import { SHORT } from './windows/windowWords.ts'

export type FeatureDescription = {
  name: string
  signal: Signal
  kind: 'number' | 'boolean' | 'string'
  meaning: string
  unit: string
  entity: FeatureEntity
  /** E.g. `24h`; null where the feature has no window. */
  window: string | null
  aggregate: string
  personalData: PersonalDataCategory
  accuracy: Accuracy
  /** Whether an explanation can say what is usual for the person. */
  hasUsual: boolean
}

/**
 * `fact`: of the session itself. `exact`: over single events. `bucketed`: the window reaches back further by at most
 * a twelfth. `sketched`: beyond 64 people within a day or longer, HyperLogLog with a standard error of 0.81 %; in
 * shorter windows 64 means "that many or more". `celled`: over 65,536 cells, too high by 1/65,536 on average.
 */
export type Accuracy = 'fact' | 'exact' | 'bucketed' | 'sketched' | 'celled'

const SHARED: readonly FeatureEntity[] = ['address', 'network', 'relyingParty', 'template', 'payee']
/** Read off single events though the entity is shared: labels, and the moments of the newest event. */
const KEPT_ONE_BY_ONE = /Fraud/

/** In the order of the registry. */
export function describeFeatures(): FeatureDescription[] {
  return SIGNALS.flatMap((signal) =>
    Object.entries(FAMILIES[signal]).map(([name, feature]) => ({
      name,
      signal,
      kind: feature.kind,
      meaning: feature.meaning,
      unit: feature.unit,
      entity: feature.entity,
      window: feature.window === null ? null : SHORT[feature.window],
      aggregate: feature.aggregate,
      personalData: feature.personalData,
      accuracy: accuracyOf(name, feature),
      hasUsual: feature.kind === 'number' && feature.habitual !== undefined,
    })),
  )
}

function accuracyOf(
  name: string,
  { entity, aggregate }: { entity: FeatureEntity; aggregate: string },
): Accuracy {
  if (entity === 'population') return 'celled'
  if (entity === 'session') return 'fact'
  if (!SHARED.includes(entity) || KEPT_ONE_BY_ONE.test(name) || aggregate === 'timeSince') return 'exact'
  return aggregate === 'distinct' ? 'sketched' : 'bucketed'
}
