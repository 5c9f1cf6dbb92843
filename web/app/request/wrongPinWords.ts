import type { PinLock } from '../../../server/domain/accounts/deviceApi.ts'
import type { SessionKind } from '../../../server/domain/sessions/session.ts'
import type { Messages, PinName } from '../text/messages.ts'

export function pinOf(kind: SessionKind): PinName {
  return kind === 'authentication' ? 'PIN1' : 'PIN2'
}

/** How many tries are left: until the next lock, and before the key's end where that is near. */
export function wrongPinWords(messages: Messages, kind: SessionKind, lock: PinLock): string {
  const words = messages.wrongPin
  const noneAfter = lock.attemptsLeftInTotal <= lock.attemptsLeft
  return noneAfter
    ? words.beforeEnd(pinOf(kind), lock.attemptsLeftInTotal)
    : words.beforeLock(pinOf(kind), lock.attemptsLeft)
}
