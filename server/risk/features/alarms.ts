/**
 * Alarms: requests of the past on the same person that were stopped, or that a stranger started. Whoever talks
 * a person into one PIN tries again, from elsewhere and through a relying party that says less.
 */
import { type PastEvent, WINDOW_MS } from '../../domain/sessions/history.ts'
import { MINUTE_MS } from '../../domain/time.ts'
import { type FeatureFamily, type Missing, missing, type NumberFeature } from './feature.ts'
import type { FeatureContext } from './featureContext.ts'
import { habitsOf } from './habits/habits.ts'
import { sinceLast } from './history.ts'
import { wasStranger, wasUnfamiliar } from './stranger.ts'
import { SHORT } from './windows/windowWords.ts'

type AlarmWindow = 'm10' | 'h1' | 'h24'

const declared = { entity: 'subject', kind: 'number', personalData: 'behaviour' } as const

export const alarmFeatures: FeatureFamily = {
  ...Object.fromEntries((['m10', 'h1', 'h24'] as const).map(alarmFeature)),
  minutesSinceAlarm: {
    ...declared,
    window: null,
    unit: 'minutes',
    meaning: 'Time since a request of this person was stopped or came from a stranger',
    aggregate: 'timeSince',
    read: (context) =>
      sinceLast(
        context,
        ({ events }) => events.findLast((event) => isAlarm(context, event))?.occurredAt,
        MINUTE_MS,
      ),
  },
  unfamiliarRelyingParties10m: {
    ...declared,
    window: 'm10',
    unit: 'relying parties',
    meaning:
      'Other relying parties that asked in the last 10 minutes, from neither browser nor network that the person uses',
    aggregate: 'distinct',
    read: (context) =>
      distinct(
        context,
        'm10',
        (event) =>
          isOfAnotherRelyingParty(context, event) && hasOrigin(event) && wasUnfamiliar(context, event),
        (event) => event.relyingPartyId,
      ),
  },
}

function alarmFeature(window: AlarmWindow): [string, NumberFeature] {
  const feature: NumberFeature = {
    ...declared,
    window,
    unit: 'requests',
    meaning: `Requests of this person in the last ${SHORT[window]} that were stopped or came from a stranger`,
    aggregate: 'distinct',
    read: (context) =>
      distinct(
        context,
        window,
        (event) => isAlarm(context, event),
        (event) => event.sessionId,
      ),
  }
  return [`subjectAlarms${SHORT[window]}`, feature]
}

/** What the person did not answer is no alarm from a browser of their own, or where nobody said from which. */
function isAlarm(context: FeatureContext, event: PastEvent): boolean {
  switch (event.kind) {
    case 'blocked':
    case 'reported':
      return true
    case 'refused':
    case 'timedOut':
    case 'wrongCode':
      return hasOrigin(event) && wasUnfamiliar(context, event)
    case 'requested':
      return wasStranger(context, event)
    case 'completed':
    case 'confirmedFraud':
    case 'confirmedGenuine':
      return false
  }
}

function hasOrigin({ trackingKey, initiatorNetwork }: PastEvent): boolean {
  return trackingKey !== null || initiatorNetwork !== null
}

function isOfAnotherRelyingParty({ facts }: FeatureContext, event: PastEvent): boolean {
  return event.kind === 'requested' && event.relyingPartyId !== facts.relyingPartyId
}

/** Missing while the person has no habits: then everybody is a stranger. */
function distinct(
  context: FeatureContext,
  window: AlarmWindow,
  counts: (event: PastEvent) => boolean,
  nameOf: (event: PastEvent) => string,
): number | Missing {
  const habitual = habitsOf(context, 'trackingKey')
  if ('missing' in habitual) return habitual
  if (context.subject === null) return missing('noPerson')
  const since = context.now - WINDOW_MS[window]
  const found = context.subject.log.events.filter((event) => event.occurredAt > since && counts(event))
  return new Set(found.map(nameOf)).size
}
