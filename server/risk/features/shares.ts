/**
 * How often this person, and how often anybody, does it from there, with that, at that hour: the two likelihoods
 * whose ratio says how far a session is the person's own (Freeman et al., NDSS 2016, equation 7). Counted over
 * completed sessions; a person's newest values count only once they are old enough to be habits.
 */
import type { HabitKind, PopulationKind } from '../../domain/sessions/history.ts'
import {
  type FeatureFamily,
  type Missing,
  missing,
  type NumberFeature,
  type PersonalDataCategory,
} from './feature.ts'
import type { FeatureContext } from './featureContext.ts'
import { HABIT_AGE_MS } from './habits/baselineHabits.ts'
import { placeCell } from './habits/places.ts'
import { noSubject } from './history.ts'
import { userAgentFamily } from './userAgentFamily.ts'

type Compared = {
  name: string
  kind: HabitKind
  what: string
  personalData: PersonalDataCategory
  valueOf(context: FeatureContext): string | null
}

const COMPARED: readonly (Compared & { kind: PopulationKind })[] = [
  {
    name: 'network',
    kind: 'initiatorNetwork',
    what: 'started from this network (/24 or /48)',
    personalData: 'networkIdentifier',
    valueOf: ({ facts }) => facts.initiator.address?.networkKey ?? null,
  },
  {
    name: 'place',
    kind: 'initiatorPlace',
    what: 'started from this place (half a degree)',
    personalData: 'location',
    valueOf: ({ facts }) => cellOf(facts.initiator.address?.place),
  },
  {
    name: 'browser',
    kind: 'trackingKey',
    what: 'started in this browser (tracking id)',
    personalData: 'networkIdentifier',
    valueOf: ({ facts }) => facts.initiator.trackingKey,
  },
  {
    name: 'userAgent',
    kind: 'userAgent',
    what: 'started in a browser and system of this kind',
    personalData: 'device',
    valueOf: ({ facts }) =>
      facts.initiator.userAgent === null ? null : userAgentFamily(facts.initiator.userAgent),
  },
  {
    name: 'hour',
    kind: 'hour',
    what: 'completed in this hour of the (UTC) day',
    personalData: 'behaviour',
    valueOf: ({ now }) => String(new Date(now).getUTCHours()),
  },
  {
    name: 'phonePlace',
    kind: 'phonePlace',
    what: 'confirmed where the phone is, or was last (half a degree)',
    personalData: 'location',
    valueOf: ({ phone }) => cellOf(phone?.address.place),
  },
  {
    name: 'relyingParty',
    kind: 'relyingParty',
    what: 'at this relying party',
    personalData: 'behaviour',
    valueOf: ({ facts }) => facts.relyingPartyId,
  },
]

/**
 * The person's own share of a country is a habit like any other. Its share among everybody is no feature: it would
 * be high or low with the country itself, which may not raise a score (design, invariant 8).
 */
const COUNTRY: Compared = {
  name: 'country',
  kind: 'initiatorCountry',
  what: 'started from this country',
  personalData: 'location',
  valueOf: ({ facts }) => facts.initiator.address?.place?.country ?? null,
}

const declared = { kind: 'number', window: null, unit: 'share', aggregate: 'share' } as const

export const shareFeatures: FeatureFamily = {
  ownSessions: {
    ...declared,
    entity: 'subject',
    unit: 'sessions',
    aggregate: 'count',
    personalData: 'behaviour',
    meaning: 'Completed sessions that the shares of this person are counted over',
    read: (context) =>
      context.subject === null ? noSubject(context) : ownSessions(context, 'relyingParty', null).all,
  },
  ...Object.fromEntries([...COMPARED, COUNTRY].map(ownShare)),
  ...Object.fromEntries(COMPARED.map(globalShare)),
}

function ownShare(compared: Compared): [string, NumberFeature] {
  const feature: NumberFeature = {
    ...declared,
    entity: 'subject',
    personalData: compared.personalData,
    meaning: `Share of this person’s completed sessions that were ${compared.what}`,
    read: (context) => {
      if (context.subject === null) return noSubject(context)
      const value = compared.valueOf(context)
      if (value === null) return missing('notGiven')
      const { same, all } = ownSessions(context, compared.kind, value)
      return all === 0 ? missing('noneYet') : same / all
    },
  }
  return [`${compared.name}OwnShare`, feature]
}

function globalShare(compared: Compared & { kind: PopulationKind }): [string, NumberFeature] {
  const feature: NumberFeature = {
    ...declared,
    entity: 'population',
    window: 'd28',
    personalData: 'none',
    meaning: `Share of everybody’s completed sessions in 28d that were ${compared.what}`,
    read: (context): number | Missing => {
      if (context.history === null) return missing(context.whyNoHistory)
      if (compared.valueOf(context) === null) return missing('notGiven')
      const { sessions, same } = context.history.population[compared.kind]
      return sessions === 0 ? missing('noneYet') : same / sessions
    },
  }
  return [`${compared.name}GlobalShare`, feature]
}

function ownSessions({ subject, now }: FeatureContext, kind: HabitKind, value: string | null) {
  let [same, all] = [0, 0]
  for (const [known, { firstAt, sessions }] of subject?.habits[kind] ?? []) {
    if (now - firstAt < HABIT_AGE_MS) continue
    all += sessions
    if (known === value) same += sessions
  }
  return { same, all }
}

function cellOf(place: Parameters<typeof placeCell>[0] | null | undefined): string | null {
  return place == null ? null : placeCell(place)
}
