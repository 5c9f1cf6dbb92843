/** The phone of an account, as it describes itself. */
import type { InteractionType } from '../sessions/session.ts'

export const PLATFORMS = ['ios', 'android', 'web'] as const
export type Platform = (typeof PLATFORMS)[number]

/** What the app finds out about the phone it runs on, and the answer that speaks against the phone. */
export const BAD_INTEGRITY = {
  rooted: true,
  debuggerAttached: true,
  emulator: true,
  remoteControlActive: true,
  accessibilityServiceActive: true,
  callActive: true,
  hardwareKeyStore: false,
  randomnessTestPassed: false,
} as const
export type IntegrityFlag = keyof typeof BAD_INTEGRITY
export type IntegrityFlags = Record<IntegrityFlag, boolean>

export type DeviceDescription = {
  platform: Platform
  model: string
  osVersion: string
  appVersion: string
  /** BCP 47, e.g. `et`. */
  language: string
  interactions: InteractionType[]
  integrity: IntegrityFlags
}

export const ACCOUNT_STATES = ['active', 'closed', 'destroyed'] as const
export type AccountState = (typeof ACCOUNT_STATES)[number]

/** Whether requests may still reach it. */
export const IS_LIVE_ACCOUNT = {
  active: true,
  closed: false,
  destroyed: false,
} as const satisfies Record<AccountState, boolean>

/** PIN1 confirms with the authentication key, PIN2 with the signature key. */
export const KEY_PURPOSES = ['authentication', 'signature'] as const
export type KeyPurpose = (typeof KEY_PURPOSES)[number]

export const KEY_STATES = ['ready', 'destroyed'] as const
export type KeyState = (typeof KEY_STATES)[number]

/** Whether its PIN may still confirm something. */
export const IS_USABLE_KEY = {
  ready: true,
  destroyed: false,
} as const satisfies Record<KeyState, boolean>
