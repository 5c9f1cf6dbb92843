/**
 * Circumstances: what could have been otherwise in the world, and the features that would then have been
 * otherwise together. A distance without its travel speed, changed alone, would describe no world at all.
 */

import {
  FEATURE_NAMES,
  type FeatureName,
  type FeatureNameOf,
  isFeatureName,
} from '../domain/features/feature.ts'
import type { Feature, FeatureValue, FeatureVector } from '../domain/sessions/decision.ts'
import { featureValue } from './featureValue.ts'

export type Circumstance = {
  id: string
  /** "Had …": completed by what would have been decided. */
  sentence: string
  /** Feature → the value that it would have had, read off the vector where it depends. Null: as it is. */
  would: Readonly<Partial<Record<FeatureName, Would>>>
}

type Would = FeatureValue | { missing: string } | ((features: FeatureVector) => FeatureValue | null)

const LONG_AGO_HOURS = 365 * 24

export const CIRCUMSTANCES: readonly Circumstance[] = [
  {
    id: 'phoneWithBrowser',
    sentence: 'Had the phone been in the place of the browser',
    would: {
      initiatorPhoneKm: 0,
      initiatorPhoneCountryDiffers: false,
      initiatorTravelKmh: 0,
      impossibleTravel: false,
      sameDeviceEndsDiffer: false,
    },
  },
  {
    id: 'browserKnown',
    sentence: 'Had the person used this browser before',
    would: { trackingKnown: true, initiatorStranger: false, initiatorUnfamiliar: false, coldPush: false },
  },
  {
    id: 'networkKnown',
    sentence: 'Had the person started requests from this network before',
    would: {
      initiatorNetworkKnown: true,
      initiatorStranger: false,
      initiatorUnfamiliar: false,
      coldPush: false,
    },
  },
  {
    id: 'placeUsual',
    sentence: 'Had the request been started where the person usually is',
    would: { initiatorKmToUsualPlace: 0, initiatorPlaceNew: false },
  },
  {
    id: 'phonePlaceUsual',
    sentence: 'Had the phone been where the person usually confirms',
    would: {
      phoneKmToUsualPlace: 0,
      phonePlaceNew: false,
      phoneTravelKmh: 0,
      phoneImpossibleTravel: false,
    },
  },
  {
    id: 'networkOrdinary',
    sentence: 'Had the request come from an ordinary network',
    would: { initiatorVpn: false, initiatorDatacenter: false, initiatorAnonymous: false },
  },
  {
    id: 'addressOld',
    sentence: 'Had the browser’s address been in use for a year',
    would: { addressAgeHours: LONG_AGO_HOURS, networkAgeHours: LONG_AGO_HOURS },
  },
  {
    id: 'nobodyElse',
    sentence: 'Had nobody else been asked from this browser and address',
    would: starting(/^(tracking|address|network)OtherPeople/, 0),
  },
  {
    id: 'addressClean',
    sentence: 'Had nobody refused, reported or been blocked from this browser and address',
    would: starting(/^(tracking|address|network)(Refusals|TimeOuts|WrongCodes|Reports|Blocks)/, 0),
  },
  {
    id: 'amountUsual',
    sentence: 'Had the amount been the usual',
    would: {
      amount: baselineAmount,
      amountToUsualMean: 1,
      amountToUsualMax: (features) => {
        const [amount, usual] = [numberOf(features, 'amount'), baselineAmount(features)]
        const toMax = numberOf(features, 'amountToUsualMax')
        if (amount === null || usual === null || toMax === null || amount === 0) return null
        return (toMax * usual) / amount
      },
    },
  },
  {
    id: 'payeeKnown',
    sentence: 'Had the person paid this payee before',
    would: {
      payeeKnown: true,
      newPayeesSigned24h: (features) => {
        const count = numberOf(features, 'newPayeesSigned24h')
        return count === null ? null : Math.max(0, count - 1)
      },
    },
  },
  {
    id: 'payeeClean',
    sentence: 'Had nobody else been asked to pay this payee',
    would: { payeeOtherPeople7d: 0, payeeReports28d: 0, payeeAgeHours: LONG_AGO_HOURS },
  },
  {
    id: 'relyingPartyKnown',
    sentence: 'Had the person used this relying party before',
    would: { relyingPartyKnown: true },
  },
  {
    id: 'onlyRelyingParty',
    sentence: 'Had no other relying party asked just before',
    would: { otherRelyingParties10m: 0, otherRelyingParties1h: 0, unfamiliarRelyingParties10m: 0 },
  },
  {
    id: 'nothingUnanswered',
    sentence: 'Had the person not refused or left requests before',
    would: {
      ...starting(/^(subject|account)(Refusals|TimeOuts|WrongCodes|Unanswered|Unfinished)/, 0),
      minutesSinceRefusal: { missing: 'noneYet' },
    },
  },
  {
    id: 'noAlarms',
    sentence: 'Had no stranger’s or stopped request come before',
    would: {
      ...starting(/^subject(Alarms|Blocks|Reports)/, 0),
      strangerRequests24h: 0,
      minutesSinceAlarm: { missing: 'noneYet' },
      minutesSinceStrangerLogin: { missing: 'noneYet' },
      hoursSinceReport: { missing: 'noneYet' },
    },
  },
  {
    id: 'noCall',
    sentence: 'Had the person not been on a call',
    would: { callActive: false },
  },
  {
    id: 'noRemoteControl',
    sentence: 'Had no program controlled or read the phone’s screen',
    would: { remoteControlActive: false, accessibilityActive: false },
  },
  {
    id: 'phoneOld',
    sentence: 'Had the phone been enrolled long ago',
    would: {
      accountAgeHours: LONG_AGO_HOURS,
      keyAgeHours: LONG_AGO_HOURS,
      newAccountBesideOld: false,
      newAccountActs: false,
    },
  },
  {
    id: 'phoneSound',
    sentence: 'Had the phone passed its checks',
    would: {
      deviceRooted: false,
      debuggerAttached: false,
      deviceEmulated: false,
      randomnessFailed: false,
      keysOutsideHardware: false,
      integrityFaults: 0,
    },
  },
  {
    id: 'pinRight',
    sentence: 'Had no wrong PIN come before',
    would: { wrongPins: 0 },
  },
  {
    id: 'hourUsual',
    sentence: 'Had it been an hour at which the person is active',
    would: { unusualHour: false },
  },
  {
    id: 'textUsual',
    sentence: 'Had the text been one that the relying party usually shows',
    would: {
      templateNew: false,
      templateOtherPeople1h: 0,
      textHasUrl: false,
      textHasPhoneNumber: false,
      textNamesOtherBrand: false,
    },
  },
]

/** The vector as it would have been; null where nothing would have been otherwise. What is missing stays so. */
export function inCircumstance(features: FeatureVector, { would }: Circumstance): FeatureVector | null {
  const changed: FeatureVector = { ...features }
  let isOther = false
  for (const name of Object.keys(would).filter(isFeatureName)) {
    const given = would[name]
    const was = featureValue(features[name])
    const becomes = was === null || given === undefined ? null : toFeature(given, features)
    if (becomes === null || ('value' in becomes && becomes.value === was)) continue
    changed[name] = becomes
    isOther = true
  }
  return isOther ? changed : null
}

function toFeature(would: Would, features: FeatureVector): Feature | null {
  if (typeof would === 'object') return would
  const value = typeof would === 'function' ? would(features) : would
  return value === null ? null : { value }
}

function starting(pattern: RegExp, value: FeatureValue): Partial<Record<FeatureName, FeatureValue>> {
  const names = FEATURE_NAMES.filter((name) => pattern.test(name))
  return Object.fromEntries(names.map((name) => [name, value]))
}

function baselineAmount(features: FeatureVector): number | null {
  const [amount, times] = [numberOf(features, 'amount'), numberOf(features, 'amountToUsualMean')]
  return amount === null || times === null || times <= 0 ? null : amount / times
}

function numberOf(features: FeatureVector, name: FeatureNameOf<'number'>): number | null {
  const value = featureValue(features[name])
  return typeof value === 'number' ? value : null
}
