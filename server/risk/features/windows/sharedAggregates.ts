/**
 * Aggregates over what many people share: address, network, relying party, text and payee. Counted in buckets, so a
 * window reaches back further by at most a twelfth of its length (SharedCounts says how exact each number is).
 */
import type {
  AmountKind,
  AmountWindow,
  HistoryEventKind,
  WindowAmounts,
} from '../../../domain/sessions/history.ts'
import { MINUTE_MS } from '../../../domain/time.ts'
import { type FeatureFamily, type Missing, missing, type NumberFeature } from '../feature.ts'
import type { FeatureContext } from '../featureContext.ts'
import { LAST_OF, SHORT } from './windowWords.ts'

type Shared = 'address' | 'network' | 'relyingParty' | 'template' | 'payee'

const OF = {
  address: 'from this address',
  network: 'from this network (/24 or /48)',
  relyingParty: 'of this relying party',
  template: 'with a text of this shape',
  payee: 'for payments to this payee',
} as const satisfies Record<Shared, string>

const MINOR_PER_MAJOR = 100
/** Fewer requests than this have no rate. */
const REQUESTS_FOR_A_RATE = 5

const RATES: readonly { entity: Shared; windows: readonly AmountWindow[] }[] = [
  { entity: 'address', windows: ['h24', 'd7'] },
  { entity: 'network', windows: ['h24', 'd7'] },
  { entity: 'relyingParty', windows: ['h24', 'd7'] },
  { entity: 'template', windows: ['h24'] },
  { entity: 'payee', windows: ['d7'] },
]

const SINCE: readonly { entity: Shared; kinds: readonly HistoryEventKind[] }[] = [
  { entity: 'address', kinds: ['requested', 'refused', 'reported', 'blocked'] },
  { entity: 'network', kinds: ['requested', 'reported'] },
  { entity: 'template', kinds: ['requested', 'reported'] },
  { entity: 'payee', kinds: ['requested', 'completed', 'reported'] },
]

const AMOUNTS: readonly { entity: Shared; kind: AmountKind; windows: readonly AmountWindow[] }[] = [
  { entity: 'address', kind: 'completed', windows: ['h24', 'd7', 'd28'] },
  { entity: 'relyingParty', kind: 'completed', windows: ['h24', 'd28'] },
  { entity: 'payee', kind: 'requested', windows: ['h24', 'd7', 'd28'] },
]

const declared = { kind: 'number', personalData: 'behaviour' } as const

export const sharedAggregateFeatures: FeatureFamily = Object.fromEntries([
  ...RATES.flatMap(({ entity, windows }) => windows.map((window) => rateFeature(entity, window))),
  ...SINCE.flatMap(({ entity, kinds }) => kinds.map((kind) => sinceFeature(entity, kind))),
  ...AMOUNTS.flatMap(({ entity, kind, windows }) =>
    windows.flatMap((window) => amountFeaturesOf(entity, kind, window)),
  ),
])

function rateFeature(entity: Shared, window: AmountWindow): [string, NumberFeature] {
  const feature: NumberFeature = {
    ...declared,
    entity,
    window,
    unit: 'share',
    aggregate: 'rate',
    meaning: `Share of requests ${OF[entity]} in the last ${SHORT[window]} that were refused, not answered or had a wrong code`,
    read: (context) => {
      const shared = sharedOf(context, entity)
      if ('missing' in shared) return shared
      const { counts } = shared
      const requested = counts.requested[window]
      if (requested < REQUESTS_FOR_A_RATE) return missing('learning')
      return (counts.refused[window] + counts.timedOut[window] + counts.wrongCode[window]) / requested
    },
  }
  return [`${entity}RefusalRate${SHORT[window]}`, feature]
}

function sinceFeature(entity: Shared, kind: HistoryEventKind): [string, NumberFeature] {
  const feature: NumberFeature = {
    ...declared,
    entity,
    window: null,
    unit: 'minutes',
    aggregate: 'timeSince',
    meaning: `Time since ${LAST_OF[kind].what} ${OF[entity]}`,
    read: (context) => {
      const shared = sharedOf(context, entity)
      if ('missing' in shared) return shared
      const at = shared.lastAt[kind]
      return at === null ? missing('noneYet') : (context.now - at) / MINUTE_MS
    },
  }
  return [`${entity}MinutesSince${LAST_OF[kind].name}`, feature]
}

function amountFeaturesOf(entity: Shared, kind: AmountKind, window: AmountWindow): [string, NumberFeature][] {
  const name = (aggregate: string) =>
    `${entity}${kind === 'completed' ? 'Amount' : 'RequestedAmount'}${aggregate}${SHORT[window]}`
  const one = (
    word: string,
    aggregate: 'sum' | 'mean' | 'max',
    read: (amounts: WindowAmounts) => number,
  ): NumberFeature => ({
    ...declared,
    entity,
    window,
    personalData: 'payment',
    unit: 'major units of the currency',
    aggregate,
    meaning: `${word} of ${kind} amounts ${OF[entity]} in the last ${SHORT[window]}, in the same currency`,
    read: (context) => amountsAt(context, entity, kind, window, (amounts) => read(amounts) / MINOR_PER_MAJOR),
  })
  return [
    [name('Sum'), one('Sum', 'sum', ({ sum }) => sum)],
    [name('Mean'), one('Mean', 'mean', ({ sum, count }) => sum / count)],
    [name('Max'), one('Largest', 'max', ({ max }) => max)],
  ]
}

function amountsAt(
  context: FeatureContext,
  entity: Shared,
  kind: AmountKind,
  window: AmountWindow,
  read: (amounts: WindowAmounts) => number,
): number | Missing {
  const shared = sharedOf(context, entity)
  if ('missing' in shared) return shared
  const amounts = shared.amounts[kind][window]
  return amounts.count === 0 ? missing('noneYet') : read(amounts)
}

function sharedOf(context: FeatureContext, entity: Shared) {
  if (context.history === null) return missing(context.whyNoHistory)
  return context.history[entity] ?? missing('notGiven')
}
