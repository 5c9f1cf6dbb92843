/**
 * Where the request was started against where the phone is, and both against where this person usually is.
 * A country by itself is no feature; that two ends of one session lie in different ones is.
 */
import type { Place } from '../../domain/sessions/facts.ts'
import { HOUR_MS, MINUTE_MS } from '../../domain/time.ts'
import { type FeatureFamily, type Missing, mapRead, missing } from './feature.ts'
import type { FeatureContext } from './featureContext.ts'
import { kmToHabitual } from './habits/habits.ts'
import { distanceKm } from './habits/places.ts'

/** Geo data is off by this much even for honest addresses: mobile gateways stand in the capital. */
const SLACK_KM = 150
/** Faster than an airliner, door to door. */
const IMPOSSIBLE_KMH = 900
/** Further than this from every usual place is a new place. */
const NEW_PLACE_KM = 150
/** A /24 from which so many other people started requests in 28 days is a gateway, not a home. */
const GATEWAY_PEOPLE = 40
const SHORTEST_TRAVEL_MS = 10 * MINUTE_MS

const declared = { entity: 'session', window: null, personalData: 'location' } as const

export const geoFeatures = {
  initiatorPhoneKm: {
    ...declared,
    kind: 'number',
    meaning: 'Distance between where the request was started and where the phone is or was last',
    unit: 'km',
    aggregate: 'distance',
    read: (context) => betweenEnds(context, distanceKm),
  },
  initiatorPhoneCountryDiffers: {
    ...declared,
    kind: 'boolean',
    meaning: 'The request was started in another country than the phone’s',
    unit: 'yes or no',
    aggregate: 'known',
    read: (context) => betweenEnds(context, (initiator, phone) => initiator.country !== phone.country),
  },
  initiatorPhoneSameNetwork: {
    ...declared,
    kind: 'boolean',
    meaning: 'Browser and phone are, or were last, in the same network',
    unit: 'yes or no',
    aggregate: 'known',
    personalData: 'networkIdentifier',
    read: ({ facts, phone }) => {
      if (facts.initiator.address === null) return missing('initiatorUnknown')
      if (phone === null) return missing('phoneNeverSeen')
      return facts.initiator.address.networkKey === phone.address.networkKey
    },
  },
  phonePlaceIsActual: {
    ...declared,
    kind: 'boolean',
    meaning: 'The phone acts now, so its place is where it is and not where it was last',
    unit: 'yes or no',
    aggregate: 'known',
    read: ({ phone }) => (phone === null ? missing('phoneNeverSeen') : phone.acts),
  },
  initiatorTravelKmh: {
    ...declared,
    kind: 'number',
    meaning:
      'Speed with which the person would have come from where the phone was to where the request was started',
    unit: 'km/h',
    aggregate: 'ratio',
    read: initiatorTravelKmh,
  },
  impossibleTravel: {
    ...declared,
    kind: 'boolean',
    meaning: 'Nobody travels as fast from where the phone was to where the request was started',
    unit: 'yes or no',
    aggregate: 'known',
    read: (context) => mapRead(initiatorTravelKmh(context), (speed) => speed > IMPOSSIBLE_KMH),
  },
  unexplainedTravel: {
    ...declared,
    entity: 'subject',
    kind: 'boolean',
    meaning:
      'Travel that is impossible, and no VPN, no gateway that many share and no place where the person has been explains it',
    unit: 'yes or no',
    aggregate: 'known',
    read: unexplainedTravel,
  },
  phoneTravelKmh: {
    ...declared,
    kind: 'number',
    meaning: 'Speed with which the phone that acts would have come from where it was last',
    unit: 'km/h',
    aggregate: 'ratio',
    read: phoneTravelKmh,
  },
  phoneImpossibleTravel: {
    ...declared,
    kind: 'boolean',
    meaning: 'No phone travels as fast as this one would have',
    unit: 'yes or no',
    aggregate: 'known',
    read: (context) => mapRead(phoneTravelKmh(context), (speed) => speed > IMPOSSIBLE_KMH),
  },
  initiatorKmToUsualPlace: {
    ...declared,
    entity: 'subject',
    kind: 'number',
    meaning:
      'Distance from where the request was started to the nearest place where this person starts requests',
    unit: 'km',
    aggregate: 'distance',
    read: (context) => initiatorKmToUsual(context),
  },
  initiatorPlaceNew: {
    ...declared,
    entity: 'subject',
    kind: 'boolean',
    meaning: 'The request was started where this person, by browser or phone, has never been',
    unit: 'yes or no',
    aggregate: 'known',
    read: (context) => mapRead(initiatorKmToUsual(context), (km) => km > NEW_PLACE_KM),
  },
  phoneKmToUsualPlace: {
    ...declared,
    entity: 'subject',
    kind: 'number',
    meaning: 'Distance from the phone to the nearest place where this person confirms',
    unit: 'km',
    aggregate: 'distance',
    read: (context) => kmToHabitual(context, 'phonePlace', context.phone?.address.place ?? null),
  },
  phonePlaceNew: {
    ...declared,
    entity: 'subject',
    kind: 'boolean',
    meaning: 'The phone is where this person has never confirmed before',
    unit: 'yes or no',
    aggregate: 'known',
    read: (context) =>
      mapRead(
        kmToHabitual(context, 'phonePlace', context.phone?.address.place ?? null),
        (km) => km > NEW_PLACE_KM,
      ),
  },
} as const satisfies FeatureFamily

function betweenEnds<Value>(
  { facts, phone }: FeatureContext,
  use: (initiator: Place, phone: Place) => Value,
): Value | Missing {
  if (facts.initiator.address === null) return missing('initiatorUnknown')
  if (phone === null) return missing('phoneNeverSeen')
  const initiatorPlace = facts.initiator.address.place
  const phonePlace = phone.address.place
  return initiatorPlace === null || phonePlace === null
    ? missing('placeUnknown')
    : use(initiatorPlace, phonePlace)
}

/** Where the phone acts now both ends are in one moment, and any distance beyond the slack is too far. */
function initiatorTravelKmh(context: FeatureContext): number | Missing {
  return mapRead(betweenEnds(context, distanceKm), (km) =>
    speedKmh(km, context.now - (context.phone?.at ?? context.now)),
  )
}

/**
 * An address says little of a place where a VPN or data centre, or a gateway that serves a crowd, stands between;
 * and where the person has been before, they may have left a browser or a home.
 */
function unexplainedTravel(context: FeatureContext): boolean | Missing {
  const speed = initiatorTravelKmh(context)
  if (typeof speed !== 'number') return speed
  if (speed <= IMPOSSIBLE_KMH) return false
  const { facts, phone, history } = context
  const kinds = [facts.initiator.address?.networkKinds, phone?.address.networkKinds]
  if (kinds.includes('unknown')) return missing('noFreshList')
  if (kinds.some((some) => some !== undefined && some.length > 0)) return false
  const crowd = history?.network?.otherPeople.d28
  if (crowd === undefined) return missing(history === null ? context.whyNoHistory : 'notGiven')
  if (crowd >= GATEWAY_PEOPLE) return false
  return mapRead(initiatorKmToUsual(context), (km) => km > NEW_PLACE_KM)
}

function phoneTravelKmh({ facts, now }: FeatureContext): number | Missing {
  const { phone } = facts
  if (phone === null) return missing('phoneDoesNotActYet')
  const before = facts.accounts.find((account) => account.accountId === phone.accountId)?.lastSeen
  if (before == null) return missing('phoneNeverSeen')
  if (before.address.place === null || phone.address.place === null) return missing('placeUnknown')
  return speedKmh(distanceKm(before.address.place, phone.address.place), now - before.at)
}

function speedKmh(km: number, elapsedMs: number): number {
  return Math.max(0, km - SLACK_KM) / (Math.max(SHORTEST_TRAVEL_MS, elapsedMs) / HOUR_MS)
}

/** A place where the person's phone usually is will do for their browser too. */
function initiatorKmToUsual(context: FeatureContext): number | Missing {
  if (context.facts.initiator.address === null) return missing('initiatorUnknown')
  const point = context.facts.initiator.address.place
  const byBrowser = kmToHabitual(context, 'initiatorPlace', point)
  const byPhone = kmToHabitual(context, 'phonePlace', point)
  if (typeof byBrowser !== 'number') return byPhone
  return typeof byPhone === 'number' ? Math.min(byBrowser, byPhone) : byBrowser
}
