import { useEffect, useState } from 'react'
import { IS_USABLE_KEY } from '../../../server/domain/accounts/device.ts'
import type { PhoneAccount } from '../../phone/phoneStorage.ts'
import type { Services } from '../account/createServices.ts'
import type { LastRequest } from '../account/lastRequest.ts'
import type { AccountStatus, KeyStatus } from '../device-api/createDeviceClient.ts'
import type { Connection } from '../device-api/followRequests.ts'
import { ScreenTitle } from '../ScreenTitle.tsx'
import { useMessages } from '../text/MessagesProvider.tsx'
import { AccountOver } from './AccountOver.tsx'
import { LastRequestCard } from './LastRequestCard.tsx'
import { OpenLink } from './OpenLink.tsx'
import { PinStatus } from './PinStatus.tsx'

export type WaitingScreenProps = {
  services: Services
  account: PhoneAccount
  connection: Connection
  last: LastRequest | null
  /** A link that the app was opened with. */
  deviceLink: string | null
  onReportLast: (last: LastRequest) => Promise<void>
  onStartAgain: () => void
}

export function WaitingScreen({
  services,
  account,
  connection,
  last,
  deviceLink,
  onReportLast,
  onStartAgain,
}: WaitingScreenProps) {
  const messages = useMessages()
  const status = useAccountStatus(services, connection)
  if (status !== null && isOver(status)) return <AccountOver onStartAgain={onStartAgain} />
  return (
    <section className="page">
      <div className="grow middle">
        <div className={`pulse ${connection}`} aria-hidden="true" />
        <ScreenTitle>{messages.waiting.title}</ScreenTitle>
        <p className="lead">
          {connection === 'offline' ? messages.waiting.offlineLead : messages.waiting.lead}
        </p>
      </div>
      {status !== null && <PinStatus status={status} />}
      {last !== null && (
        <LastRequestCard key={last.sessionId} last={last} onReport={() => onReportLast(last)} />
      )}
      <OpenLink services={services} deviceLink={deviceLink} />
      <p className="footing">
        <span className={`connection ${connection}`} role="status">
          {messages.connection[connection]}
        </span>
        <span>{messages.waiting.account(endingOf(account.documentNumber))}</span>
      </p>
    </section>
  )
}

/** A copied phone costs the account all its keys. */
function isOver({ keys }: AccountStatus): boolean {
  const isLost = (key: KeyStatus | undefined) => key !== undefined && !IS_USABLE_KEY[key.state]
  return isLost(keys.authentication) && isLost(keys.signature)
}

/** Asked again whenever the connection comes back. Without an answer nothing is said of the PINs. */
function useAccountStatus({ client }: Services, connection: Connection): AccountStatus | null {
  const [status, setStatus] = useState<AccountStatus | null>(null)
  useEffect(() => {
    if (connection !== 'live') return
    let gone = false
    client.account().then(
      (answer) => !gone && setStatus(answer),
      () => {},
    )
    return () => {
      gone = true
    }
  }, [client, connection])
  return status
}

/** The last part alone: a document number holds the person's identity code, which others may see on the screen. */
function endingOf(documentNumber: string): string {
  return documentNumber.split('-').slice(2).join('-') || '…'
}
