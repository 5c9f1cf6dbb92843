/** One enrolled phone of a subject, as the core sees it. */

import type { AccountId, KeyId, SubjectId } from '../ids.ts'
import type { CertificateLevel, SessionKind } from '../sessions/session.ts'
import type { Instant } from '../time.ts'
import {
  type AccountState,
  type DeviceDescription,
  IS_LIVE_ACCOUNT,
  type KeyPurpose,
  type KeyState,
} from './device.ts'

export type AccountKey = {
  id: KeyId
  purpose: KeyPurpose
  state: KeyState
  wrongPins: number
  lockedUntil: Instant | null
  createdAt: Instant
  /** DER. */
  certificate: Uint8Array
}

export type Account = {
  id: AccountId
  subjectId: SubjectId
  documentNumber: string
  level: CertificateLevel
  state: AccountState
  enrolledAt: Instant
  device: DeviceDescription
  lastSeen: { at: Instant; ip: string } | null
  keys: AccountKey[]
}

/** PIN1's key confirms authentications, PIN2's everything else; certificate choice returns the latter's certificate. */
export const KEY_OF_KIND = {
  authentication: 'authentication',
  signature: 'signature',
  certificateChoice: 'signature',
} as const satisfies Record<SessionKind, KeyPurpose>

export function keyFor(account: Account, kind: SessionKind): AccountKey | null {
  return account.keys.find((key) => key.purpose === KEY_OF_KIND[kind]) ?? null
}

/** QUALIFIED satisfies a request for ADVANCED, not the other way round. */
export function satisfiesLevel(level: CertificateLevel, requested: CertificateLevel): boolean {
  return level === 'QUALIFIED' || requested === 'ADVANCED'
}

export function canServe(account: Account, kind: SessionKind, requested: CertificateLevel): boolean {
  return (
    IS_LIVE_ACCOUNT[account.state] &&
    satisfiesLevel(account.level, requested) &&
    keyFor(account, kind)?.state === 'ready'
  )
}
