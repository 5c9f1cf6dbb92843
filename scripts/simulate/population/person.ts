/** Made-up people: what they are called, where they live, and the phones and browsers that they own. */

import type { DeviceDescription, IntegrityFlags } from '../../../server/domain/accounts/device.ts'
import { INTERACTION_TYPES } from '../../../server/domain/sessions/session.ts'
import type { Random } from '../random.ts'
import type { CityName, HomeCity } from './cities.ts'
import { CITIES } from './cities.ts'

/** `trackingSeed`: a browser has a tracking id of its own at each relying party. */
export type Browser = { userAgent: string; trackingSeed: string }

export type Person = {
  index: number
  semanticsIdentifier: string
  givenName: string
  surname: string
  email: string
  /** BCP 47. */
  language: string
  pin1: string
  pin2: string
  city: HomeCity
  /** Shared with whoever lives in the same household. */
  homeAddress: string
  /** Null where the household has no IPv6. */
  homeAddress6: string | null
  /** The carrier's gateway, shared with many. */
  mobileAddress: string
  office: { address: string; employer: number } | null
  computer: Browser
  phoneBrowser: Browser
  device: DeviceDescription
  /** Requests a day. */
  rate: number
  /** Hours of the day, local time. */
  wakes: number
  sleeps: number
  /** Exits of a VPN that the computer uses, and how often. */
  vpn: { addresses: string[]; share: number } | null
  /** Deletes cookies, so that relying parties never know the browser again. */
  deletesCookies: boolean
  /** How often the phone speaks to the service when its network changes. */
  checksIn: number
  /** Whether the app can find out about calls and remote control on this phone. */
  noticesCalls: boolean
  usualPayees: string[]
}

const GIVEN_NAMES = [
  'MARI',
  'JAAN',
  'LIIS',
  'ANDRES',
  'ILZE',
  'JĀNIS',
  'RASA',
  'JONAS',
  'AINO',
  'PEKKA',
  'KADRI',
  'MARTIN',
] as const
const SURNAMES = [
  'KASK',
  'TAMM',
  'OJA',
  'BĒRZIŅŠ',
  'LIEPA',
  'ŽUKAS',
  'PETRAITIS',
  'VIRTANEN',
  'MÄKI',
  'SEPP',
] as const
const LANGUAGE_OF = { EE: 'et', LV: 'lv', LT: 'lt', FI: 'fi' } as const

const MODELS = [
  { platform: 'android', model: 'Pebble 7', osVersion: '15' },
  { platform: 'android', model: 'Pebble 5', osVersion: '13' },
  { platform: 'android', model: 'Kivi A3', osVersion: '14' },
  { platform: 'ios', model: 'Slate 14', osVersion: '18.5' },
  { platform: 'ios', model: 'Slate 12', osVersion: '17.7' },
] as const

const COMPUTERS = [
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36',
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36 Edg/142.0.0.0',
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:144.0) Gecko/20100101 Firefox/144.0',
  'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.6 Safari/605.1.15',
  'Mozilla/5.0 (X11; Linux x86_64; rv:144.0) Gecko/20100101 Firefox/144.0',
] as const
const PHONE_BROWSERS = {
  android:
    'Mozilla/5.0 (Linux; Android 15; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Mobile Safari/537.36',
  ios: 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1',
} as const

export const SOUND_PHONE: IntegrityFlags = {
  rooted: false,
  debuggerAttached: false,
  emulator: false,
  remoteControlActive: false,
  accessibilityServiceActive: false,
  callActive: false,
  hardwareKeyStore: true,
  randomnessTestPassed: true,
}

export type Surroundings = Pick<
  Person,
  'city' | 'homeAddress' | 'homeAddress6' | 'mobileAddress' | 'office' | 'vpn'
>

export function makePerson(random: Random, index: number, around: Surroundings): Person {
  const country = CITIES[around.city].country
  const language = random.chance(0.8) ? LANGUAGE_OF[country] : 'en'
  const device = drawDevice(random, language)
  const isOwl = random.chance(0.08)
  return {
    ...around,
    index,
    // No such code exists: those of real people begin with a century from 1 to 8.
    semanticsIdentifier: `PNO${country}-9${digits(random, 10)}`,
    givenName: random.pick(GIVEN_NAMES),
    surname: random.pick(SURNAMES),
    email: `person-${index}@example.com`,
    language,
    // Long enough that no other text holds one by chance.
    pin1: digits(random, 12),
    pin2: digits(random, 12),
    computer: drawComputer(random),
    phoneBrowser: {
      userAgent: PHONE_BROWSERS[device.platform === 'ios' ? 'ios' : 'android'],
      trackingSeed: random.hex(16),
    },
    device,
    rate: random.between(0.2, 0.55),
    wakes: isOwl ? 10 : random.integer(6, 9),
    sleeps: isOwl ? 27 : random.integer(21, 24),
    deletesCookies: random.chance(0.05),
    checksIn: random.pick([0.2, 0.6, 0.9]),
    noticesCalls: random.chance(0.6),
    usualPayees: Array.from({ length: random.integer(3, 7) }, () => drawIban(random)),
  }
}

export function drawComputer(random: Random): Browser {
  return { userAgent: random.pick(COMPUTERS), trackingSeed: random.hex(16) }
}

export function drawDevice(random: Random, language: string): DeviceDescription {
  const { platform, model, osVersion } = random.pick(MODELS)
  const integrity = {
    ...SOUND_PHONE,
    rooted: random.chance(0.01),
    accessibilityServiceActive: random.chance(0.03),
  }
  return {
    platform,
    model,
    osVersion,
    appVersion: random.pick(['1.0.0', '1.0.1']),
    language,
    interactions: [...INTERACTION_TYPES],
    integrity,
  }
}

/** An account number that no bank gave out: its check digits are 00. */
export function drawIban(random: Random): string {
  return `EE00${digits(random, 16)}`
}

export function trackingIdOf(browser: Browser, relyingPartyUuid: string): string {
  return `${browser.trackingSeed}${relyingPartyUuid.slice(-6)}`
}

export function digits(random: Random, count: number): string {
  return Array.from({ length: count }, () => String(random.integer(0, 9))).join('')
}

/** Hours east of Greenwich; winter time does for habits. */
export const TIME_ZONE_HOURS = {
  EE: 2,
  LV: 2,
  LT: 2,
  FI: 2,
  ES: 1,
  IT: 1,
  DE: 1,
  TH: 7,
  RO: 2,
  UA: 2,
  NG: 1,
  RU: 3,
  IN: 5.5,
} as const

export function timeZoneOf(city: CityName): number {
  return TIME_ZONE_HOURS[CITIES[city].country]
}
