/** The amount against what this person usually signs for, as far back as habits reach. */
import { DAY_MS, HOUR_MS } from '../../domain/time.ts'
import { type FeatureFamily, type Missing, mapRead, missing, type NumberFeature } from './feature.ts'
import type { FeatureContext } from './featureContext.ts'
import { amountDeviations, type BaselineAmounts } from './habits/baselineAmounts.ts'
import { noSubject } from './history.ts'

const MINOR_PER_MAJOR = 100
const LARGE = 3

const declared = {
  kind: 'number',
  entity: 'subject',
  window: null,
  personalData: 'payment',
  unit: 'times',
} as const

const LARGE_WINDOWS = [
  { name: '24h', ms: 24 * HOUR_MS, window: 'h24' },
  { name: '7d', ms: 7 * DAY_MS, window: 'd7' },
  { name: '14d', ms: 14 * DAY_MS, window: null },
] as const

export const amountFeatures: FeatureFamily = {
  usualAmounts: {
    ...declared,
    unit: 'sessions',
    meaning: 'Completed sessions with an amount in this currency that set what is usual',
    aggregate: 'count',
    read: (context) =>
      context.subject === null ? noSubject(context) : (context.subject.usualAmounts?.all.count ?? 0),
  },
  usualAmountMean: {
    ...declared,
    unit: 'major units of the currency',
    meaning: 'Mean amount of the sessions that the person has completed, frauds taken out again',
    aggregate: 'mean',
    read: (context) => mapRead(baselineOf(context), ({ all }) => all.mean / MINOR_PER_MAJOR),
  },
  amountDeviations: {
    ...declared,
    unit: 'standard deviations',
    meaning:
      'How many standard deviations the amount lies above the person’s mean, few amounts taken with care',
    aggregate: 'deviation',
    read: (context) => against(context, ({ all }, amount) => amountDeviations(all, amount)),
    habitual: () => 0,
  },
  amountToMeanEver: {
    ...declared,
    meaning: 'Amount against the person’s mean',
    aggregate: 'ratio',
    read: (context) => against(context, ({ all }, amount) => amount / Math.max(1, all.mean)),
    habitual: () => 1,
  },
  amountToMaxEver: {
    ...declared,
    meaning: 'Amount against the largest that the person has completed',
    aggregate: 'ratio',
    read: (context) => against(context, ({ all }, amount) => amount / Math.max(1, all.max)),
  },
  amountPercentile28d: {
    ...declared,
    window: 'd28',
    unit: 'share',
    meaning: 'Share of the amounts that the person completed in 28 days that are below this one',
    aggregate: 'ratio',
    read: percentile,
    habitual: () => 0.5,
  },
  ...Object.fromEntries(LARGE_WINDOWS.map(largeFeature)),
}

function largeFeature({ name, ms, window }: (typeof LARGE_WINDOWS)[number]): [string, NumberFeature] {
  const feature: NumberFeature = {
    ...declared,
    window,
    unit: 'sessions',
    meaning: `Completed sessions of the last ${name} with more than ${LARGE} times the person’s mean amount`,
    aggregate: 'count',
    read: (context) =>
      mapRead(baselineOf(context), ({ settledMean }) => countLarge(context, LARGE * settledMean, ms)),
    habitual: () => 0,
  }
  return [`largeAmounts${name}`, feature]
}

/** Events lie oldest first. */
function countLarge({ subject, facts, now }: FeatureContext, above: number, windowMs: number): number {
  const events = subject?.log.events ?? []
  let large = 0
  for (let place = events.length - 1; place >= 0; place--) {
    const event = events[place]
    if (event === undefined || event.occurredAt <= now - windowMs) break
    if (event.kind !== 'completed' || event.currency !== facts.content.currency) continue
    if (event.amountMinor !== null && event.amountMinor > above) large += 1
  }
  return large
}

function percentile(context: FeatureContext): number | Missing {
  const { amountMinor, currency } = context.facts.content
  if (amountMinor === null) return missing('notGiven')
  if (context.subject === null) return noSubject(context)
  let [below, all] = [0, 0]
  for (const event of context.subject.log.events) {
    if (event.kind !== 'completed' || event.amountMinor === null || event.currency !== currency) continue
    all += 1
    if (event.amountMinor < amountMinor) below += 1
  }
  return all === 0 ? missing('noneYet') : below / all
}

function against(
  context: FeatureContext,
  use: (usual: BaselineAmounts, amountMinor: number) => number,
): number | Missing {
  const { amountMinor } = context.facts.content
  if (amountMinor === null) return missing('notGiven')
  return mapRead(baselineOf(context), (usual) => use(usual, amountMinor))
}

function baselineOf(context: FeatureContext): BaselineAmounts | Missing {
  if (context.facts.content.currency === null) return missing('notGiven')
  if (context.subject === null) return noSubject(context)
  return context.subject.usualAmounts ?? missing('noneYet')
}
