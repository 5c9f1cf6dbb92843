import { useEffect, useState } from 'react'
import type { PhoneAccount } from '../../phone/phoneStorage.ts'
import type { Services } from '../account/createServices.ts'
import {
  type LastRequest,
  type RequestEnd,
  readLastRequest,
  writeLastRequest,
} from '../account/lastRequest.ts'
import { useLanguage, useMessages } from '../text/MessagesProvider.tsx'
import { AccountOver } from '../waiting/AccountOver.tsx'
import { WaitingScreen } from '../waiting/WaitingScreen.tsx'
import { RequestScreen } from './RequestScreen.tsx'
import { ResultScreen } from './ResultScreen.tsx'
import type { RequestResult } from './requestState.ts'
import { useDeviceLink } from './useDeviceLink.ts'
import { useRequests } from './useRequests.ts'

export type PhoneScreenProps = {
  services: Services
  account: PhoneAccount
  deviceLink: string | null
  onStartAgain: () => void
}

/** An enrolled phone: waiting, a request, how it ended. */
export function PhoneScreen({ services, account, deviceLink, onStartAgain }: PhoneScreenProps) {
  const messages = useMessages()
  const { language } = useLanguage()
  const { state, dispatch, connection, accountGone } = useRequests(services, language)
  const [last, setLast] = useState<LastRequest | null>(null)
  const link = useDeviceLink(deviceLink, state.view.at === 'waiting')
  const { view } = state
  const shownId = view.at === 'request' ? view.request.sessionId : null
  const asker = view.at === 'request' ? view.request.relyingPartyName : null

  useEffect(() => {
    readLastRequest(services.storage, Date.now()).then(setLast)
  }, [services])

  useEffect(() => {
    document.title = asker === null ? 'Countersign' : `● ${asker}`
  }, [asker])

  useEffect(() => {
    if (shownId !== null) navigator.vibrate?.(200)
  }, [shownId])

  // A request may also end elsewhere; however it ends, it can still be reported.
  const result = view.at === 'result' ? view.result : null
  useEffect(() => {
    if (result === null) return
    const remembered = toLastRequest(result, Date.now())
    setLast(remembered)
    void writeLastRequest(services.storage, remembered)
  }, [result, services])

  async function reportLast(reported: LastRequest) {
    await services.client.report(reported.sessionId)
    const remembered = { ...reported, reported: true }
    setLast(remembered)
    await writeLastRequest(services.storage, remembered)
  }

  if (accountGone) return <AccountOver onStartAgain={onStartAgain} />
  return (
    <>
      <p className="unseen" role="alert">
        {asker === null ? '' : messages.request.arrived(asker)}
      </p>
      {view.at === 'waiting' && (
        <WaitingScreen
          services={services}
          account={account}
          connection={connection}
          last={last}
          deviceLink={link}
          onReportLast={reportLast}
          onStartAgain={onStartAgain}
        />
      )}
      {view.at === 'request' && (
        <RequestScreen
          key={view.request.sessionId}
          services={services}
          request={view.request}
          onBusy={(busy) => dispatch({ type: 'busy', busy })}
          onFinished={(finished) => dispatch({ type: 'finished', result: finished })}
        />
      )}
      {view.at === 'result' && (
        <ResultScreen result={view.result} onClose={() => dispatch({ type: 'closed' })} />
      )}
    </>
  )
}

const END_OF_RESULT = {
  signed: 'confirmed',
  refused: 'refused',
  reported: 'stopped',
  stopped: 'stopped',
  over: 'over',
  locked: 'over',
  destroyed: 'over',
  notWhatWasShown: 'stopped',
} as const satisfies Record<RequestResult['end'], RequestEnd>

function toLastRequest({ request, end }: RequestResult, endedAt: number): LastRequest {
  const { sessionId, relyingPartyName } = request
  return { sessionId, relyingPartyName, end: END_OF_RESULT[end], endedAt, reported: end === 'reported' }
}
