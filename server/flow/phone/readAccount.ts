/** What a phone may know of its own account: the document number and how each PIN stands. */
import { KEY_PURPOSES, type KeyPurpose, type KeyState } from '../../domain/accounts/device.ts'
import type { PinLock } from '../../domain/accounts/deviceApi.ts'
import { pinLock } from '../../signing/keyProtocol.ts'
import type { Phone } from './phone.ts'

export type OwnAccount = {
  documentNumber: string
  keys: Partial<Record<KeyPurpose, PinLock & { state: KeyState }>>
}

export function readAccount({ account, at }: Phone): OwnAccount {
  const keys: OwnAccount['keys'] = {}
  for (const purpose of KEY_PURPOSES) {
    const key = account.keys.find((one) => one.purpose === purpose)
    if (key !== undefined) keys[purpose] = { state: key.state, ...lockOf(key, at) }
  }
  return { documentNumber: account.documentNumber, keys }
}

function lockOf(key: Phone['account']['keys'][number], at: Phone['at']): PinLock {
  if (key.state === 'destroyed') return { attemptsLeft: 0, attemptsLeftInTotal: 0, lockedUntil: null }
  return pinLock(key, at)
}
