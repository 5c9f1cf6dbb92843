/** The networks of both ends: anonymous ones, known ones, and how long an address has been seen at all. */
import type { AddressFacts, NetworkKind } from '../../domain/sessions/facts.ts'
import type { SharedCounts } from '../../domain/sessions/history.ts'
import { HOUR_MS } from '../../domain/time.ts'
import { type FeatureFamily, type Missing, missing } from './feature.ts'
import type { FeatureContext } from './featureContext.ts'
import { isHabit } from './habits/habits.ts'

const AUTOMATED_CLIENT =
  /headless|phantomjs|selenium|puppeteer|playwright|python-|curl\/|wget\/|go-http|okhttp|axios\/|node-fetch|java\/|bot\b|spider/i

const declared = {
  entity: 'session',
  window: null,
  personalData: 'networkIdentifier',
  unit: 'yes or no',
} as const

export const networkFeatures = {
  initiatorKnown: {
    ...declared,
    kind: 'boolean',
    meaning: 'The relying party said from which address the request was started',
    aggregate: 'known',
    personalData: 'none',
    read: ({ facts }) => facts.initiator.address !== null,
  },
  trackingGiven: {
    ...declared,
    kind: 'boolean',
    meaning: 'The relying party gave a tracking id of the browser',
    aggregate: 'known',
    personalData: 'none',
    read: ({ facts }) => facts.initiator.trackingKey !== null,
  },
  initiatorVpn: {
    ...declared,
    kind: 'boolean',
    meaning: 'The request was started through a VPN',
    aggregate: 'value',
    read: ({ facts }) => isOfKind(facts.initiator.address, 'vpn', 'initiatorUnknown'),
  },
  initiatorDatacenter: {
    ...declared,
    kind: 'boolean',
    meaning: 'The request was started from a data centre',
    aggregate: 'value',
    read: ({ facts }) => isOfKind(facts.initiator.address, 'datacenter', 'initiatorUnknown'),
  },
  initiatorAnonymous: {
    ...declared,
    kind: 'boolean',
    meaning: 'The request was started through a VPN or from a data centre',
    aggregate: 'value',
    read: ({ facts }) => isAnonymous(facts.initiator.address, 'initiatorUnknown'),
  },
  phoneAnonymous: {
    ...declared,
    kind: 'boolean',
    meaning: 'The phone speaks, or spoke last, through a VPN or from a data centre',
    aggregate: 'value',
    read: ({ phone }) => isAnonymous(phone?.address ?? null, 'phoneNeverSeen'),
  },
  initiatorNetworkKnown: {
    ...declared,
    entity: 'subject',
    kind: 'boolean',
    meaning: 'The person has started completed requests from this network before',
    aggregate: 'known',
    read: (context) =>
      isHabit(context, 'initiatorNetwork', context.facts.initiator.address?.networkKey ?? null),
  },
  phoneNetworkKnown: {
    ...declared,
    entity: 'subject',
    kind: 'boolean',
    meaning: 'The person has confirmed from this network before',
    aggregate: 'known',
    read: (context) => isHabit(context, 'phoneNetwork', context.phone?.address.networkKey ?? null),
  },
  addressAgeHours: {
    ...declared,
    entity: 'address',
    kind: 'number',
    unit: 'hours',
    meaning: 'Time since the address first started a request for anybody',
    aggregate: 'timeSince',
    read: (context) => ageHours(context, context.history?.address),
  },
  networkAgeHours: {
    ...declared,
    entity: 'network',
    kind: 'number',
    unit: 'hours',
    meaning: 'Time since the network (/24 or /48) first started a request for anybody',
    aggregate: 'timeSince',
    read: (context) => ageHours(context, context.history?.network),
  },
  automatedClient: {
    ...declared,
    kind: 'boolean',
    personalData: 'device',
    meaning: 'The user agent of the browser is a program’s',
    aggregate: 'value',
    read: ({ facts }) =>
      facts.initiator.userAgent === null
        ? missing('notGiven')
        : AUTOMATED_CLIENT.test(facts.initiator.userAgent),
  },
} as const satisfies FeatureFamily

function isOfKind(address: AddressFacts | null, kind: NetworkKind, why: string): boolean | Missing {
  if (address === null) return missing(why)
  return address.networkKinds === 'unknown' ? missing('noFreshList') : address.networkKinds.includes(kind)
}

function isAnonymous(address: AddressFacts | null, why: string): boolean | Missing {
  if (address === null) return missing(why)
  return address.networkKinds === 'unknown' ? missing('noFreshList') : address.networkKinds.length > 0
}

/** An entity without an earlier event has age 0. */
export function ageHours(context: FeatureContext, counts: SharedCounts | null | undefined): number | Missing {
  if (context.history === null) return missing(context.whyNoHistory)
  if (counts == null) return missing('notGiven')
  return counts.firstSeenAt === null ? 0 : Math.max(0, context.now - counts.firstSeenAt) / HOUR_MS
}
