/** What the person is shown and what it is worth. Words are looked for, nobody's language is judged. */
import type { PastEvent } from '../../domain/sessions/history.ts'
import { DAY_MS } from '../../domain/time.ts'
import { type FeatureFamily, type Missing, mapRead, missing } from './feature.ts'
import type { FeatureContext } from './featureContext.ts'
import { isHabit } from './habits/habits.ts'
import { noSubject } from './history.ts'
import { ageHours } from './network.ts'
import type { AmountStatistics } from './windows/logSummary.ts'

const MINOR_PER_MAJOR = 100
/** Fewer past payments than this have no usual amount. */
const PAYMENTS_FOR_A_HABIT = 3
/** A relying party's texts are known once it has been seen this long and this often. */
const TEXTS_KNOWN_AFTER_HOURS = 7 * 24
const TEXTS_KNOWN_AFTER_REQUESTS = 50
const NEW_TEMPLATE_HOURS = 24

const URL =
  /\bhttps?:\/\/|\bwww\.|\b[a-z0-9-]+\.(com|net|org|info|online|site|xyz|top|app|link|eu|ee|lv|lt|ru)\b/i
/** An international prefix, or seven digits and more in groups; amounts have a decimal point or a currency. */
const PHONE_NUMBER = /(\+|\b00)\d[\d\s()-]{6,}\d|\b\d{3,4}[\s-]\d{3,4}\b(?!\s?(eur|usd|€|\$))/i
/** Names under which scams speak though another relying party asks. */
const BRANDS = [
  'paypal',
  'revolut',
  'wise',
  'binance',
  'coinbase',
  'anydesk',
  'teamviewer',
  'swedbank',
  'seb',
  'lhv',
  'luminor',
  'citadele',
  'dhl',
  'omniva',
  'europol',
  'interpol',
]

const declared = { entity: 'session', window: null, personalData: 'none', unit: 'yes or no' } as const
const payment = { ...declared, personalData: 'payment' } as const

export const contentFeatures = {
  amount: {
    ...payment,
    kind: 'number',
    unit: 'major units of the currency',
    meaning: 'Amount of the payment, as the relying party says',
    aggregate: 'value',
    read: ({ facts }) => amountOf(facts.content.amountMinor),
  },
  amountToUsualMax: {
    ...payment,
    entity: 'subject',
    window: 'd28',
    kind: 'number',
    unit: 'times',
    meaning: 'Amount against the largest that the person completed in 28 days, in the same currency',
    aggregate: 'max',
    read: (context) => amountAgainst(context, ({ most }) => most),
  },
  amountToUsualMean: {
    ...payment,
    entity: 'subject',
    window: 'd28',
    kind: 'number',
    unit: 'times',
    meaning: 'Amount against the mean that the person completed in 28 days, in the same currency',
    aggregate: 'mean',
    read: (context) => amountAgainst(context, ({ sum, count }) => sum / count),
  },
  paymentsCompleted28d: {
    ...payment,
    entity: 'subject',
    window: 'd28',
    kind: 'number',
    unit: 'payments',
    meaning: 'Payments that the person completed in 28 days',
    aggregate: 'count',
    read: (context) => context.subject?.log.amounts.completed.d28.count ?? noSubject(context),
  },
  payeeKnown: {
    ...payment,
    entity: 'subject',
    kind: 'boolean',
    meaning: 'The person has paid this payee before',
    aggregate: 'known',
    read: payeeKnown,
  },
  newPayeesSigned24h: {
    ...payment,
    entity: 'subject',
    window: 'h24',
    kind: 'number',
    unit: 'payees',
    meaning: 'Payees that the person had never paid before and was asked to pay in the last day',
    aggregate: 'distinct',
    read: newPayees24h,
  },
  payeeAgeHours: {
    ...payment,
    entity: 'payee',
    kind: 'number',
    unit: 'hours',
    meaning: 'Time since anybody was first asked to pay this payee',
    aggregate: 'timeSince',
    read: (context) => ageHours(context, context.history?.payee),
  },
  payeeOtherPeople7d: {
    ...payment,
    entity: 'payee',
    window: 'd7',
    kind: 'number',
    unit: 'people',
    meaning: 'Other people who were asked to pay this payee in the last week',
    aggregate: 'distinct',
    read: (context) => payeeCount(context, (payee) => payee.otherPeople.d7),
  },
  payeeReports28d: {
    ...payment,
    entity: 'payee',
    window: 'd28',
    kind: 'number',
    unit: 'reports',
    meaning: 'Reports of “this was not me” about payments to this payee in 28 days',
    aggregate: 'count',
    read: (context) => payeeCount(context, (payee) => payee.counts.reported.d28),
  },
  textHasUrl: {
    ...declared,
    kind: 'boolean',
    meaning: 'The text beside the PIN holds a web address',
    aggregate: 'value',
    read: ({ facts }) => inText(facts.content.text, (text) => URL.test(text)),
  },
  textHasPhoneNumber: {
    ...declared,
    kind: 'boolean',
    meaning: 'The text beside the PIN holds a telephone number',
    aggregate: 'value',
    read: ({ facts }) => inText(facts.content.text, (text) => PHONE_NUMBER.test(text)),
  },
  textNamesOtherBrand: {
    ...declared,
    kind: 'boolean',
    meaning: 'The text beside the PIN names a brand that the relying party’s own name does not hold',
    aggregate: 'value',
    read: ({ facts }) =>
      inText(facts.content.text, (text) => namesOtherBrand(text, facts.content.relyingPartyName)),
  },
  textLength: {
    ...declared,
    kind: 'number',
    unit: 'characters',
    meaning: 'Length of the text beside the PIN',
    aggregate: 'value',
    read: ({ facts }) => inText(facts.content.text, (text) => text.length),
  },
  templateNew: {
    ...declared,
    entity: 'template',
    kind: 'boolean',
    meaning: 'A relying party whose texts are known shows one of a shape first seen less than a day ago',
    aggregate: 'timeSince',
    read: templateNew,
  },
  templateNeverSeen: {
    ...declared,
    entity: 'template',
    kind: 'boolean',
    meaning: 'A relying party whose texts are known shows one of a shape that nobody was ever shown',
    aggregate: 'known',
    read: (context) =>
      mapRead(templateNew(context), (isNew) => isNew && context.history?.template?.firstSeenAt === null),
  },
  templateOtherPeople1h: {
    ...declared,
    entity: 'template',
    window: 'h1',
    kind: 'number',
    unit: 'people',
    meaning: 'Other people who were shown a text of this shape by this relying party in the last hour',
    aggregate: 'distinct',
    read: (context) => {
      if (context.history === null) return missing(context.whyNoHistory)
      return context.history.template?.otherPeople.h1 ?? missing('noText')
    },
  },
} as const satisfies FeatureFamily

function amountOf(amountMinor: number | null): number | Missing {
  return amountMinor === null ? missing('notGiven') : amountMinor / MINOR_PER_MAJOR
}

function amountAgainst(
  context: FeatureContext,
  usual: (amounts: AmountStatistics) => number,
): number | Missing {
  const { amountMinor } = context.facts.content
  if (amountMinor === null) return missing('notGiven')
  if (context.subject === null) return noSubject(context)
  const amounts = context.subject.log.amounts.completed.d28
  if (amounts.count < PAYMENTS_FOR_A_HABIT) return missing('learning')
  return amountMinor / Math.max(1, usual(amounts))
}

/** With habits but no payment yet, every payee is new. */
function payeeKnown(context: FeatureContext): boolean | Missing {
  const known = isHabit(context, 'payee', context.facts.content.payeeKey)
  return typeof known === 'object' && known.missing === 'noneYet' ? false : known
}

function newPayees24h(context: FeatureContext): number | Missing {
  const { subject, now } = context
  if (subject === null) return noSubject(context)
  const isNew = (event: PastEvent) =>
    event.kind === 'requested' &&
    event.payeeKey !== null &&
    event.occurredAt > now - DAY_MS &&
    isHabit(context, 'payee', event.payeeKey) !== true
  return new Set(subject.log.events.filter(isNew).map((event) => event.payeeKey)).size
}

function payeeCount(
  context: FeatureContext,
  read: (payee: NonNullable<NonNullable<FeatureContext['history']>['payee']>) => number,
): number | Missing {
  if (context.history === null) return missing(context.whyNoHistory)
  return context.history.payee === null ? missing('notGiven') : read(context.history.payee)
}

function templateNew(context: FeatureContext): boolean | Missing {
  if (context.history === null) return missing(context.whyNoHistory)
  const { template, relyingParty } = context.history
  if (template === null) return missing('noText')
  return mapRead(ageHours(context, relyingParty), (relyingPartyAge) => {
    if (
      relyingPartyAge < TEXTS_KNOWN_AFTER_HOURS ||
      relyingParty.counts.requested.d28 < TEXTS_KNOWN_AFTER_REQUESTS
    ) {
      return missing('learning')
    }
    return mapRead(ageHours(context, template), (age) => age < NEW_TEMPLATE_HOURS)
  })
}

function inText<Value>(text: string | null, read: (text: string) => Value): Value | Missing {
  return text === null ? missing('noText') : read(text)
}

function namesOtherBrand(text: string, relyingPartyName: string): boolean {
  const own = relyingPartyName.toLowerCase()
  const words = new Set(text.toLowerCase().split(/[^\p{L}\p{N}]+/u))
  return BRANDS.some((brand) => words.has(brand) && !own.includes(brand))
}
