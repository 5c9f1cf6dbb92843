import { useEffect, useState } from 'react'
import type { PhoneRequest } from '../../../server/domain/sessions/phoneRequest.ts'
import { ScreenTitle } from '../ScreenTitle.tsx'
import { formatTimeLeft } from '../text/formatTime.ts'
import { useMessages } from '../text/MessagesProvider.tsx'

/** Who asks and what for: on every screen of a request, so that nobody confirms for another. */
export function RequestHead({ request, small = false }: { request: PhoneRequest; small?: boolean }) {
  const messages = useMessages()
  return (
    <div className={small ? 'head small' : 'head'}>
      <p className="kind">
        <span>{messages.request.kind[request.kind]}</span>
        <TimeLeft expiresAt={request.expiresAt} />
      </p>
      <ScreenTitle>{request.relyingPartyName}</ScreenTitle>
      {!small && <p className="asks">{messages.request.asks[request.kind]}</p>}
      {request.interaction !== null && <p className="text">{request.interaction.text}</p>}
    </div>
  )
}

/** A request lives some minutes; where the phone's clock says anything else, it is the clock that is wrong. */
const PLAUSIBLE_MS = 15 * 60 * 1000

function TimeLeft({ expiresAt }: { expiresAt: number }) {
  const messages = useMessages()
  const [now, setNow] = useState(() => Date.now())
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1000)
    return () => clearInterval(timer)
  }, [])
  const left = expiresAt - now
  if (left <= 0 || left > PLAUSIBLE_MS) return null
  return <span className="time-left">{messages.request.timeLeft(formatTimeLeft(left))}</span>
}
