/**
 * What became known of earlier sessions at each entity: labels count from the moment they are known, so a row never
 * learns of its own future. A terminal, browser or payee that was in one confirmed fraud is likely in the next.
 */
import { DAY_MS } from '../../domain/time.ts'
import { type FeatureFamily, type Missing, mapRead, missing, type NumberFeature } from './feature.ts'
import type { FeatureContext } from './featureContext.ts'
import { LABELLED, type Labelled, type Labels, NEWEST_LABELS } from './labels.ts'

const MINOR_PER_MAJOR = 100

const AT = {
  subject: 'of this person',
  account: 'on this account',
  tracking: 'from this browser (tracking id)',
  address: 'from this address',
  network: 'from this network (/24 or /48)',
  relyingParty: 'at this relying party',
  template: 'with a text of this shape',
  payee: 'of payments to this payee',
} as const satisfies Record<Labelled, string>
const declared = { kind: 'number', window: 'd28', personalData: 'behaviour' } as const

export const confirmedFeatures: FeatureFamily = Object.fromEntries(LABELLED.flatMap(featuresOf))

function featuresOf(entity: Labelled): [string, NumberFeature][] {
  const at = AT[entity]
  const read =
    (use: (labels: Labels, context: FeatureContext) => number | Missing) => (context: FeatureContext) =>
      mapRead(labelsAt(context, entity), (labels) => use(labels, context))
  const days = (moment: number | null, context: FeatureContext) =>
    moment === null ? missing('noneYet') : (context.now - moment) / DAY_MS
  const features: Record<string, NumberFeature> = {
    ConfirmedFrauds7d: {
      ...declared,
      entity,
      window: 'd7',
      unit: 'frauds',
      aggregate: 'count',
      meaning: `Frauds ${at} that became known in the last 7d`,
      read: read((labels) => labels.frauds7d),
    },
    ConfirmedFrauds28d: {
      ...declared,
      entity,
      unit: 'frauds',
      aggregate: 'count',
      meaning: `Frauds ${at} that became known in the last 28d`,
      read: read((labels) => labels.frauds28d),
    },
    DaysSinceFirstFraud: {
      ...declared,
      entity,
      unit: 'days',
      aggregate: 'timeSince',
      meaning: `Time since the first fraud ${at} became known, within 28d`,
      read: read((labels, context) => days(labels.firstFraudAt, context)),
    },
    DaysSinceLastFraud: {
      ...declared,
      entity,
      unit: 'days',
      aggregate: 'timeSince',
      meaning: `Time since the last fraud ${at} became known, within 28d`,
      read: read((labels, context) => days(labels.lastFraudAt, context)),
    },
    FraudShare28d: {
      ...declared,
      entity,
      unit: 'share',
      aggregate: 'ratio',
      meaning: `Share of frauds among what became known ${at} in the last 28d`,
      read: read(({ frauds28d, labels28d }) => share(frauds28d, labels28d)),
    },
    NewestFraudShare: {
      ...declared,
      entity,
      unit: 'share',
      aggregate: 'ratio',
      meaning: `Share of frauds among the ${NEWEST_LABELS} sessions ${at} of which it became known last`,
      read: read(({ newest }) => share(newest.frauds, newest.labels)),
    },
    FraudsInARow: {
      ...declared,
      entity,
      unit: 'frauds',
      aggregate: 'count',
      meaning: `Sessions ${at} of which it became known last, counted back to the newest that was genuine, in 28d`,
      read: read(({ run }) => run.frauds),
    },
    DaysSinceFraudsInARow: {
      ...declared,
      entity,
      unit: 'days',
      aggregate: 'timeSince',
      meaning: `Time since the first fraud ${at} became known after which no session proved genuine, within 28d`,
      read: read(({ run }, context) => days(run.since, context)),
    },
    FraudAmountMean: {
      ...declared,
      entity,
      personalData: 'payment',
      unit: 'major units of the currency',
      aggregate: 'mean',
      meaning: `Mean amount of confirmed frauds ${at} in 28d, in the same currency`,
      read: read(({ amounts }) =>
        amounts.count === 0 ? missing('noneYet') : amounts.sum / amounts.count / MINOR_PER_MAJOR,
      ),
    },
    FraudAmountMax: {
      ...declared,
      entity,
      personalData: 'payment',
      unit: 'major units of the currency',
      aggregate: 'max',
      meaning: `Largest amount of confirmed frauds ${at} in 28d, in the same currency`,
      read: read(({ amounts }) =>
        amounts.count === 0 ? missing('noneYet') : amounts.most / MINOR_PER_MAJOR,
      ),
    },
  }
  return Object.entries(features).map(([name, feature]) => [`${entity}${name}`, feature])
}

function share(part: number, all: number): number | Missing {
  return all === 0 ? missing('noneYet') : part / all
}

function labelsAt(context: FeatureContext, entity: Labelled): Labels | Missing {
  if (context.history === null) return missing(context.whyNoHistory)
  return context.labels[entity] ?? missing(entity === 'subject' ? 'noPerson' : 'notGiven')
}
