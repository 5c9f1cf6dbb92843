import { IS_USABLE_KEY } from '../../../server/domain/accounts/device.ts'
import type { AccountStatus, KeyStatus } from '../device-api/createDeviceClient.ts'
import { formatTime } from '../text/formatTime.ts'
import { useLanguage, useMessages } from '../text/MessagesProvider.tsx'
import type { Language, Messages, PinName } from '../text/messages.ts'

/** What is wrong with a PIN, if anything. */
export function PinStatus({ status }: { status: AccountStatus }) {
  const messages = useMessages()
  const { language } = useLanguage()
  const { authentication, signature } = status.keys
  const lines = [
    authentication === undefined ? null : lineOf('PIN1', authentication, messages, language),
    signature === undefined ? null : lineOf('PIN2', signature, messages, language),
  ].filter((line) => line !== null)
  if (lines.length === 0) return null
  return (
    <ul className="pin-status">
      {lines.map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  )
}

/** A third of all tries is one lock: from then on a person should know. */
const FEW_TRIES = 3

function lineOf(pin: PinName, key: KeyStatus, messages: Messages, language: Language): string | null {
  const words = messages.waiting
  if (!IS_USABLE_KEY[key.state]) return words.pinDestroyed(pin)
  if (key.lockedUntil !== null) return words.pinLocked(pin, formatTime(key.lockedUntil, Date.now(), language))
  return key.attemptsLeftInTotal <= FEW_TRIES ? words.pinFew(pin, key.attemptsLeftInTotal) : null
}
