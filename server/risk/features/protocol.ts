/** What is asked, how it found the phone, and how it follows on what came just before. */
import type { Platform } from '../../domain/accounts/device.ts'
import { type PastEvent, WINDOW_MS } from '../../domain/sessions/history.ts'
import { NEEDS_CODE_CHOICE } from '../../domain/sessions/session.ts'
import { HOUR_MS, MINUTE_MS } from '../../domain/time.ts'
import { type FeatureFamily, type Missing, missing } from './feature.ts'
import type { FeatureContext } from './featureContext.ts'
import { habitsOf } from './habits/habits.ts'
import { distanceKm } from './habits/places.ts'
import { noSubject, sinceLast } from './history.ts'
import { isStranger, wasStranger } from './stranger.ts'
import { systemOf } from './userAgentFamily.ts'

/** Beyond this, and in another network, browser and phone are not one device. */
const SAME_DEVICE_KM = 300

/** Who logs in and then signs does so within this. */
const LOGIN_LASTS_MS = HOUR_MS

/**
 * Systems that a browser on such a phone never claims. Desktop views claim to be Linux on Android and macOS on an
 * iPad, so those say nothing there.
 */
const FOREIGN_SYSTEMS: Record<Platform, readonly string[]> = {
  ios: ['windows', 'android', 'chromeos'],
  android: ['windows', 'ios'],
  web: [],
}

const declared = { entity: 'session', window: null, personalData: 'none', unit: 'yes or no' } as const

export const protocolFeatures = {
  kind: {
    ...declared,
    kind: 'string',
    unit: 'authentication, signature or certificateChoice',
    meaning: 'What is asked of the person',
    aggregate: 'value',
    read: ({ facts }) => facts.kind,
  },
  flow: {
    ...declared,
    kind: 'string',
    unit: 'Notification, QR, Web2App or App2App',
    meaning: 'How the request finds the phone',
    aggregate: 'value',
    read: ({ facts }) => facts.flow ?? missing('linkNotClaimed'),
  },
  stage: {
    ...declared,
    kind: 'string',
    unit: 'delivery or release',
    meaning: 'Which of the two decisions this is',
    aggregate: 'value',
    read: ({ facts }) => facts.stage,
  },
  coldPush: {
    ...declared,
    kind: 'boolean',
    meaning:
      'The phone rings without having been near the browser, and the browser is a stranger’s or unknown',
    aggregate: 'value',
    read: (context) => {
      if (context.facts.flow === null) return missing('linkNotClaimed')
      if (context.facts.flow !== 'Notification') return false
      const { address, trackingKey } = context.facts.initiator
      return address === null && trackingKey === null ? true : isStranger(context)
    },
  },
  codeChoiceAsked: {
    ...declared,
    kind: 'boolean',
    meaning: 'The relying party has the person choose the verification code',
    aggregate: 'value',
    read: ({ facts }) => facts.content.interactionTypes.some((type) => NEEDS_CODE_CHOICE[type]),
  },
  minutesSinceLogin: {
    ...declared,
    entity: 'subject',
    kind: 'number',
    unit: 'minutes',
    personalData: 'behaviour',
    meaning: 'Time since the person last completed a log-in (PIN1)',
    aggregate: 'timeSince',
    read: (context) =>
      sinceLast(
        context,
        ({ events }) =>
          events.findLast((one) => one.kind === 'completed' && one.sessionKind === 'authentication')
            ?.occurredAt,
        MINUTE_MS,
      ),
  },
  otherRelyingParties10m: {
    ...declared,
    entity: 'subject',
    window: 'm10',
    kind: 'number',
    unit: 'relying parties',
    personalData: 'behaviour',
    meaning: 'Other relying parties that asked this person in the last 10 minutes',
    aggregate: 'distinct',
    read: (context) => otherRelyingParties(context, 10 * MINUTE_MS),
  },
  otherRelyingParties1h: {
    ...declared,
    entity: 'subject',
    window: 'h1',
    kind: 'number',
    unit: 'relying parties',
    personalData: 'behaviour',
    meaning: 'Other relying parties that asked this person in the last hour',
    aggregate: 'distinct',
    read: (context) => otherRelyingParties(context, HOUR_MS),
  },
  sameDeviceEndsDiffer: {
    ...declared,
    kind: 'boolean',
    personalData: 'location',
    meaning: 'Browser and app should be on one device, and are far apart in different networks',
    aggregate: 'value',
    read: sameDeviceEndsDiffer,
  },
  sameDeviceSystemDiffers: {
    ...declared,
    kind: 'boolean',
    personalData: 'device',
    meaning: 'Browser and app should be on one device, and the browser’s system is not the phone’s',
    aggregate: 'value',
    read: sameDeviceSystemDiffers,
  },
  promptsUnanswered10m: {
    ...declared,
    entity: 'subject',
    window: 'm10',
    kind: 'number',
    unit: 'prompts',
    personalData: 'behaviour',
    meaning: 'Times in the last 10 minutes that the phone rang and the person refused or did not answer',
    aggregate: 'count',
    read: promptsUnanswered,
    habitual: () => 0,
  },
  firstPin2AfterUnknownLogin: {
    ...declared,
    entity: 'subject',
    kind: 'boolean',
    personalData: 'behaviour',
    meaning:
      'The first signature (PIN2) at this relying party after a log-in of the last hour from a browser not the person’s own',
    aggregate: 'value',
    read: firstPin2AfterUnknownLogin,
  },
  accountSignatures28d: {
    ...declared,
    entity: 'account',
    window: 'd28',
    kind: 'number',
    unit: 'signatures',
    personalData: 'behaviour',
    meaning: 'Signatures that this account has completed in 28 days',
    aggregate: 'count',
    read: (context) => {
      if (context.history === null) return missing(context.whyNoHistory)
      return context.account?.events.filter(isCompletedSignature).length ?? missing('notGiven')
    },
  },
  confirmSeconds: {
    ...declared,
    kind: 'number',
    unit: 'seconds',
    personalData: 'behaviour',
    meaning: 'Time from seeing the request to the PIN',
    aggregate: 'value',
    read: ({ facts }) => facts.confirmSeconds ?? missing('notConfirmed'),
  },
} as const satisfies FeatureFamily

function otherRelyingParties(context: FeatureContext, windowMs: number): number | Missing {
  if (context.subject === null) return noSubject(context)
  const since = context.now - windowMs
  const others = context.subject.log.events.filter(
    (event) =>
      event.kind === 'requested' &&
      event.occurredAt > since &&
      event.relyingPartyId !== context.facts.relyingPartyId,
  )
  return new Set(others.map((event) => event.relyingPartyId)).size
}

/** QR codes and links that the person took up themselves did not ring. Events lie oldest first. */
function promptsUnanswered(context: FeatureContext): number | Missing {
  if (context.subject === null) return noSubject(context)
  const { events } = context.subject.log
  const since = context.now - WINDOW_MS.m10
  let unanswered = 0
  for (let place = events.length - 1; place >= 0; place--) {
    const event = events[place]
    if (event === undefined || event.occurredAt <= since) break
    const isRefusal = event.kind === 'refused' || event.kind === 'timedOut'
    if (isRefusal && event.flow === 'Notification') unanswered += 1
  }
  return unanswered
}

function firstPin2AfterUnknownLogin(context: FeatureContext): boolean | Missing {
  if (context.facts.kind !== 'signature') return false
  if (context.subject === null) return noSubject(context)
  const habitual = habitsOf(context, 'trackingKey')
  if ('missing' in habitual) return habitual
  const { events } = context.subject.log
  for (let place = events.length - 1; place >= 0; place--) {
    const event = events[place]
    if (event === undefined || event.occurredAt <= context.now - LOGIN_LASTS_MS) break
    if (event.kind !== 'completed' || event.relyingPartyId !== context.facts.relyingPartyId) continue
    if (isCompletedSignature(event)) return false
    if (event.sessionKind === 'authentication') return wasStranger(context, event)
  }
  return false
}

function isCompletedSignature({ kind, sessionKind }: PastEvent): boolean {
  return kind === 'completed' && sessionKind === 'signature'
}

function sameDeviceSystemDiffers({ facts, targets }: FeatureContext): boolean | Missing {
  if (facts.flow === null) return missing('linkNotClaimed')
  if (facts.flow !== 'Web2App' && facts.flow !== 'App2App') return false
  if (facts.initiator.userAgent === null) return missing('notGiven')
  const phone = targets.find((account) => account.accountId === facts.phone?.accountId)
  if (phone === undefined) return missing('phoneDoesNotActYet')
  const system = systemOf(facts.initiator.userAgent)
  return FOREIGN_SYSTEMS[phone.platform].includes(system)
}

function sameDeviceEndsDiffer({ facts, phone }: FeatureContext): boolean | Missing {
  if (facts.flow === null) return missing('linkNotClaimed')
  if (facts.flow !== 'Web2App' && facts.flow !== 'App2App') return false
  const { address } = facts.initiator
  if (address === null) return missing('initiatorUnknown')
  if (phone === null || !phone.acts) return missing('phoneDoesNotActYet')
  if (address.networkKey === phone.address.networkKey) return false
  if (address.place === null || phone.address.place === null) return missing('placeUnknown')
  return distanceKm(address.place, phone.address.place) > SAME_DEVICE_KM
}
