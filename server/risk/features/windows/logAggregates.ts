/**
 * Aggregates over the exact logs of a person, an account and a browser, as a table: which log, which windows, which
 * number. Each row becomes one feature a window, e.g. `subjectAmountMean28d`.
 */
import type { AmountKind, HistoryEventKind, WindowName } from '../../../domain/sessions/history.ts'
import { HOUR_MS, MINUTE_MS } from '../../../domain/time.ts'
import {
  type Aggregate,
  type FeatureFamily,
  type Missing,
  missing,
  type NumberFeature,
  type PersonalDataCategory,
} from '../feature.ts'
import type { FeatureContext } from '../featureContext.ts'
import type { Varied } from './distinctValues.ts'
import type { AmountStatistics, Arrivals, LogSummary } from './logSummary.ts'
import { LAST_OF, SHORT } from './windowWords.ts'

type Logged = 'subject' | 'account' | 'tracking'

const OF = {
  subject: 'of this person',
  account: 'on this account',
  tracking: 'from this browser (tracking id)',
} as const satisfies Record<Logged, string>

const MINOR_PER_MAJOR = 100

const VARIETIES = {
  relyingParty: { name: 'RelyingParties', word: 'relying parties', what: 'Relying parties that asked' },
  network: { name: 'Networks', word: 'networks', what: 'Networks (/24 or /48) that requests came from' },
  payee: { name: 'Payees', word: 'payees', what: 'Payees of requests' },
  template: { name: 'Templates', word: 'texts', what: 'Shapes of texts that were shown in requests' },
  tracking: { name: 'Browsers', word: 'browsers', what: 'Browsers (tracking ids) that requests came from' },
  otherPerson: { name: 'OtherPeople', word: 'people', what: 'Other people of requests' },
} as const satisfies Record<Varied, { name: string; word: string; what: string }>

type Row = {
  entity: Logged
  /** What follows the entity and precedes the window in the name. */
  name: string
  windows: readonly WindowName[]
  meaning: string
  unit: string
  aggregate: Aggregate
  personalData?: PersonalDataCategory
  read(log: LogSummary, window: WindowName, now: number): number | Missing
  usual?(log: LogSummary, window: WindowName): number | Missing
}

const DAY_TO_MONTH = ['h24', 'd7', 'd28'] as const
const HOUR_TO_WEEK = ['h1', 'h24', 'd7'] as const

const ROWS: readonly Row[] = [
  ...amountRows('subject', 'completed', DAY_TO_MONTH),
  ...amountRows('subject', 'requested', ['h24', 'd7']),
  ...amountRows('tracking', 'requested', ['h24', 'd7']),
  ...varietyRows('subject', ['relyingParty', 'network', 'payee', 'template', 'tracking'], HOUR_TO_WEEK),
  ...varietyRows('tracking', ['relyingParty', 'payee'], HOUR_TO_WEEK),
  rateRow('subject', DAY_TO_MONTH),
  rateRow('account', ['h24', 'd7']),
  rateRow('tracking', DAY_TO_MONTH),
  ...arrivalRows('subject', HOUR_TO_WEEK),
  ...arrivalRows('tracking', ['h1', 'h24']),
  ...sinceRows('subject', ['requested', 'timedOut', 'wrongCode', 'blocked']),
  ...sinceRows('account', ['requested', 'refused']),
  ...sinceRows('tracking', ['requested', 'refused', 'timedOut', 'reported', 'completed']),
  ...knownSinceRows('subject'),
  ...knownSinceRows('tracking'),
]

export const logAggregateFeatures: FeatureFamily = Object.fromEntries(
  ROWS.flatMap((row) => row.windows.map((window) => toFeature(row, window))),
)

function toFeature(row: Row, window: WindowName): [string, NumberFeature] {
  const { entity, usual } = row
  const feature: NumberFeature = {
    kind: 'number',
    entity,
    window,
    meaning: row.meaning.replace('{window}', SHORT[window]),
    unit: row.unit,
    aggregate: row.aggregate,
    personalData: row.personalData ?? 'behaviour',
    read: (context) => inLog(context, entity, (log) => row.read(log, window, context.now)),
  }
  if (usual !== undefined) feature.habitual = (context) => inLog(context, entity, (log) => usual(log, window))
  return [`${entity}${row.name}${SHORT[window]}`, feature]
}

function inLog(
  context: FeatureContext,
  entity: Logged,
  read: (log: LogSummary) => number | Missing,
): number | Missing {
  if (context.history === null) return missing(context.whyNoHistory)
  const log = entity === 'subject' ? context.subject?.log : context[entity]
  return log == null ? missing(entity === 'subject' ? 'noPerson' : 'notGiven') : read(log)
}

function amountRows(entity: Logged, kind: AmountKind, windows: readonly WindowName[]): Row[] {
  const what = kind === 'completed' ? 'completed amounts' : 'requested amounts'
  const name = kind === 'completed' ? 'Amount' : 'RequestedAmount'
  const row = (
    suffix: string,
    aggregate: Aggregate,
    word: string,
    read: (amounts: AmountStatistics) => number,
  ): Row => ({
    entity,
    name: `${name}${suffix}`,
    windows,
    meaning: `${word} of ${what} ${OF[entity]} in the last {window}, in the same currency`,
    unit: 'major units of the currency',
    aggregate,
    personalData: 'payment',
    read: (log, window) => {
      const amounts = log.amounts[kind][window]
      if (amounts.count === 0) return aggregate === 'sum' ? 0 : missing('noneYet')
      return read(amounts) / MINOR_PER_MAJOR
    },
  })
  const basic = [
    row('Sum', 'sum', 'Sum', ({ sum }) => sum),
    row('Mean', 'mean', 'Mean', ({ sum, count }) => sum / count),
    row('Max', 'max', 'Largest', ({ most }) => most),
  ]
  if (kind === 'requested') return basic
  return [
    ...basic,
    row('Min', 'min', 'Smallest', ({ least }) => least),
    row('Deviation', 'deviation', 'Standard deviation', deviation),
  ]
}

function deviation({ count, sum, squares }: AmountStatistics): number {
  const mean = sum / count
  return Math.sqrt(Math.max(0, squares / count - mean * mean))
}

function varietyRows(entity: Logged, varied: readonly Varied[], windows: readonly WindowName[]): Row[] {
  return varied.map((one) => ({
    entity,
    name: VARIETIES[one].name,
    windows,
    meaning: `${VARIETIES[one].what}, ${OF[entity]}, in the last {window}`,
    unit: VARIETIES[one].word,
    aggregate: 'distinct',
    read: (log, window) => log.distinct[one][window],
  }))
}

/** Refused, unanswered or with a wrong code, of those that were asked for. */
function rateRow(entity: Logged, windows: readonly WindowName[]): Row {
  return {
    entity,
    name: 'RefusalRate',
    windows,
    meaning: `Share of requests ${OF[entity]} in the last {window} that were refused, not answered or had a wrong code`,
    unit: 'share',
    aggregate: 'rate',
    read: ({ counts }, window) => {
      const requested = counts.requested[window]
      if (requested === 0) return missing('noneYet')
      return (counts.refused[window] + counts.timedOut[window] + counts.wrongCode[window]) / requested
    },
    usual: ({ counts }) => {
      const requested = counts.requested.d28
      if (requested === 0) return missing('noneYet')
      return (counts.refused.d28 + counts.timedOut.d28 + counts.wrongCode.d28) / requested
    },
  }
}

function arrivalRows(entity: Logged, windows: readonly WindowName[]): Row[] {
  const row = (
    name: string,
    aggregate: Aggregate,
    word: string,
    read: (arrivals: Arrivals) => number,
  ): Row => ({
    entity,
    name,
    windows,
    meaning: `${word} time between two requests ${OF[entity]} in the last {window}`,
    unit: 'minutes',
    aggregate,
    read: (log, window) => {
      const arrivals = log.arrivals[window]
      return arrivals.count < 2 ? missing('noneYet') : read(arrivals) / MINUTE_MS
    },
  })
  return [
    row('GapMean', 'mean', 'Mean', ({ spanMs, count }) => spanMs / (count - 1)),
    row('GapMin', 'min', 'Shortest', ({ shortestMs }) => shortestMs),
  ]
}

function sinceRows(entity: Logged, kinds: readonly HistoryEventKind[]): Row[] {
  return kinds.map((kind) => ({
    entity,
    name: `MinutesSince${LAST_OF[kind].name}`,
    windows: ['d28'],
    meaning: `Time since ${LAST_OF[kind].what} ${OF[entity]}, within {window}`,
    unit: 'minutes',
    aggregate: 'timeSince',
    read: ({ lastAt }, _, now) => {
      const at = lastAt[kind]
      return at === null ? missing('noneYet') : (now - at) / MINUTE_MS
    },
  }))
}

function knownSinceRows(entity: Logged): Row[] {
  return [
    {
      entity,
      name: 'HoursSinceFirstRequest',
      windows: ['h24', 'd28'],
      meaning: `Time since the first request ${OF[entity]} within the last {window}`,
      unit: 'hours',
      aggregate: 'timeSince',
      read: ({ arrivals, lastAt }, window, now) => {
        const { count, spanMs } = arrivals[window]
        const newest = lastAt.requested
        return count === 0 || newest === null ? missing('noneYet') : (now - newest + spanMs) / HOUR_MS
      },
    },
  ]
}
