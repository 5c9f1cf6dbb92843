/** The phone: how old it is here, what else the person has, what the app found out about it. */

import type { IntegrityFlags } from '../../domain/accounts/device.ts'
import type { AccountFacts } from '../../domain/sessions/facts.ts'
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../domain/time.ts'
import { type BooleanFeature, type FeatureFamily, type Missing, missing } from './feature.ts'
import { type FeatureContext, isNewAccount } from './featureContext.ts'
import { distanceKm } from './habits/places.ts'

const OLD_ACCOUNT_MS = 7 * DAY_MS

const declared = { entity: 'account', window: null, personalData: 'device' } as const

export const deviceFeatures = {
  accountAgeHours: {
    ...declared,
    kind: 'number',
    meaning: 'Time since the youngest account that the request can reach was enrolled',
    unit: 'hours',
    aggregate: 'timeSince',
    read: (context) => ofYoungest(context, (account) => (context.now - account.enrolledAt) / HOUR_MS),
  },
  keyAgeHours: {
    ...declared,
    kind: 'number',
    meaning: 'Time since the key of this kind of session was made',
    unit: 'hours',
    aggregate: 'timeSince',
    read: (context) => ofYoungest(context, (account) => (context.now - account.keyCreatedAt) / HOUR_MS),
  },
  liveAccounts: {
    ...declared,
    kind: 'number',
    meaning: 'Live accounts of the person',
    unit: 'accounts',
    aggregate: 'count',
    read: ({ facts }) => (facts.accounts.length === 0 ? missing('noPerson') : facts.accounts.length),
  },
  oldestOtherAccountAgeDays: {
    ...declared,
    kind: 'number',
    meaning: 'Age of the oldest live account beside the youngest that the request can reach',
    unit: 'days',
    aggregate: 'timeSince',
    read: (context) => {
      const other = oldestOther(context)
      return other === undefined ? missing('noOtherAccount') : (context.now - other.enrolledAt) / DAY_MS
    },
  },
  newAccountBesideOld: {
    ...declared,
    kind: 'boolean',
    meaning: 'The request can reach an account of under 72 hours while one of over 7 days lives on',
    unit: 'yes or no',
    aggregate: 'known',
    read: (context) => ofYoungest(context, (account) => isNewBesideOld(context, account)),
  },
  newAccountActs: {
    ...declared,
    kind: 'boolean',
    meaning:
      'An account of under 72 hours beside one of over 7 days acts, or is the only one that the request can reach',
    unit: 'yes or no',
    aggregate: 'known',
    read: (context) =>
      ofYoungest(
        context,
        (account) =>
          isNewBesideOld(context, account) && (context.facts.phone !== null || context.targets.length === 1),
      ),
  },
  kmBetweenOwnPhones: {
    ...declared,
    kind: 'number',
    meaning:
      'Distance between where the newest and where the oldest phone of the person last spoke to us from',
    unit: 'km',
    aggregate: 'distance',
    personalData: 'location',
    read: (context) => kmBetweenOwnPhones(context),
  },
  platform: {
    ...declared,
    kind: 'string',
    meaning: 'Platform of the youngest phone that the request can reach',
    unit: 'ios, android or web',
    aggregate: 'value',
    read: (context) => ofYoungest(context, (account) => account.platform),
  },
  osMajorVersion: {
    ...declared,
    kind: 'number',
    meaning: 'First number of the operating system’s version',
    unit: 'version',
    aggregate: 'value',
    read: (context) => ofYoungest(context, (account) => firstNumber(account.osVersion)),
  },
  appMajorVersion: {
    ...declared,
    kind: 'number',
    meaning: 'First number of the app’s version',
    unit: 'version',
    aggregate: 'value',
    read: (context) => ofYoungest(context, (account) => firstNumber(account.appVersion)),
  },
  wrongPins: {
    ...declared,
    kind: 'number',
    meaning: 'Wrong PINs in a row on the key of this kind of session',
    unit: 'PINs',
    aggregate: 'count',
    personalData: 'behaviour',
    read: ({ targets }) =>
      targets.length === 0 ? missing('noPerson') : Math.max(...targets.map((account) => account.wrongPins)),
  },
  phoneSilentMinutes: {
    ...declared,
    kind: 'number',
    meaning: 'Time since the phone last spoke to us; nothing where it acts now',
    unit: 'minutes',
    aggregate: 'timeSince',
    personalData: 'behaviour',
    read: ({ phone, now }) =>
      phone === null ? missing('phoneNeverSeen') : Math.max(0, now - phone.at) / MINUTE_MS,
  },
  deviceRooted: flag('Somebody has opened up the phone’s operating system', (flags) => flags.rooted),
  debuggerAttached: flag('A debugger is attached to the app', (flags) => flags.debuggerAttached),
  deviceEmulated: flag('The phone is an emulator', (flags) => flags.emulator),
  remoteControlActive: flag('A remote-control program is running', (flags) => flags.remoteControlActive),
  accessibilityActive: flag(
    'An accessibility service is reading the screen',
    (flags) => flags.accessibilityServiceActive,
  ),
  callActive: flag('The person is on a phone call', (flags) => flags.callActive),
  keysOutsideHardware: flag('The keys are not in hardware', (flags) => !flags.hardwareKeyStore),
  randomnessFailed: flag('The phone failed its test of randomness', (flags) => !flags.randomnessTestPassed),
  integrityFaults: {
    ...declared,
    kind: 'number',
    meaning: 'How many of these hold: opened up, debugger, emulator, failed randomness',
    unit: 'faults',
    aggregate: 'count',
    read: (context) => readFlags(context, (all) => Math.max(...all.map(countFaults))),
  },
} as const satisfies FeatureFamily

function flag(meaning: string, holds: (flags: IntegrityFlags) => boolean): BooleanFeature {
  return {
    ...declared,
    kind: 'boolean',
    meaning,
    unit: 'yes or no',
    aggregate: 'value',
    read: (context) => readFlags(context, (all) => all.some(holds)),
  }
}

/** The phone that acts speaks for itself; before one does, any that the request can reach. */
function readFlags<Value>(context: FeatureContext, use: (flags: IntegrityFlags[]) => Value): Value | Missing {
  const { phone } = context.facts
  const all = phone === null ? context.targets.map((account) => account.integrity) : [phone.integrity]
  return all.length === 0 ? missing('noPerson') : use(all)
}

function ofYoungest<Value>(
  context: FeatureContext,
  use: (account: AccountFacts) => Value | Missing,
): Value | Missing {
  const youngest = youngestTarget(context)
  return youngest === undefined ? missing('noPerson') : use(youngest)
}

function youngestTarget({ targets, facts }: FeatureContext): AccountFacts | undefined {
  const acting = targets.find((account) => account.accountId === facts.phone?.accountId)
  return acting ?? targets[targets.length - 1]
}

function oldestOther(context: FeatureContext): AccountFacts | undefined {
  const youngest = youngestTarget(context)
  return context.facts.accounts
    .filter((account) => account.accountId !== youngest?.accountId)
    .sort((a, b) => a.enrolledAt - b.enrolledAt)[0]
}

function isNewBesideOld(context: FeatureContext, account: AccountFacts): boolean {
  const other = oldestOther(context)
  if (other === undefined) return false
  return isNewAccount(account, context.now) && context.now - other.enrolledAt > OLD_ACCOUNT_MS
}

function kmBetweenOwnPhones(context: FeatureContext): number | Missing {
  const other = oldestOther(context)?.lastSeen?.address.place
  const own = context.facts.phone?.address.place ?? youngestTarget(context)?.lastSeen?.address.place
  if (other == null || own == null) return missing('placeUnknown')
  return distanceKm(other, own)
}

function countFaults(flags: IntegrityFlags): number {
  return [flags.rooted, flags.debuggerAttached, flags.emulator, !flags.randomnessTestPassed].filter(Boolean)
    .length
}

function firstNumber(version: string): number | Missing {
  const found = /\d+/.exec(version)
  return found === null ? missing('noNumberInVersion') : Number(found[0])
}
