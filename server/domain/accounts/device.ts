/** The phone of an account, as it describes itself. */
import type { InteractionType } from '../sessions/session.ts'

export const PLATFORMS = ['ios', 'android', 'web'] as const
export type Platform = (typeof PLATFORMS)[number]

/** What the app found out about the phone it runs on; each true flag is bad but the last two. */
export type IntegrityFlags = {
  rooted: boolean
  debuggerAttached: boolean
  emulator: boolean
  remoteControlActive: boolean
  accessibilityServiceActive: boolean
  callActive: boolean
  hardwareKeyStore: boolean
  randomnessTestPassed: boolean
}

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

/** PIN1 confirms with the authentication key, PIN2 with the signature key. */
export const KEY_PURPOSES = ['authentication', 'signature'] as const
export type KeyPurpose = (typeof KEY_PURPOSES)[number]

export const KEY_STATES = ['ready', 'destroyed'] as const
export type KeyState = (typeof KEY_STATES)[number]
