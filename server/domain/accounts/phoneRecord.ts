import type { AccountId } from '../ids.ts'
import type { CertificateLevel } from '../sessions/session.ts'
import type { Instant } from '../time.ts'
import type { AccountState, KeyPurpose, KeyState, Platform } from './device.ts'

/** An account with its phone, without what tells whose it is. Of its keys, the PIN's state. */
export type PhoneRecord = {
  accountId: AccountId
  state: AccountState
  level: CertificateLevel
  enrolledAt: Instant
  device: {
    platform: Platform
    model: string
    osVersion: string
    appVersion: string
    /** By flag; `BAD_INTEGRITY` says which answer is bad. */
    integrity: Record<string, boolean>
    lastSeenAt: Instant | null
  } | null
  keys: {
    purpose: KeyPurpose
    state: KeyState
    wrongPins: number
    lockedUntil: Instant | null
    createdAt: Instant
  }[]
}
