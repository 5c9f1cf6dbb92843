import type { PhoneRequest } from '../../../server/domain/sessions/phoneRequest.ts'
import { useMessages } from '../text/MessagesProvider.tsx'
import { RequestActions } from './RequestActions.tsx'
import { RequestHead } from './RequestHead.tsx'

export type ReviewStepProps = {
  request: PhoneRequest
  working: boolean
  problem: string | null
  onRefuse: () => void
  onReport: () => void
  /** A certificate choice: nothing is signed, so there is no PIN. */
  onAccept: () => void
  onGoOn: (verificationCode: string | null) => void
}

/** What is asked, and the code to compare: shown large, or to be picked out of three. */
export function ReviewStep({
  request,
  working,
  problem,
  onRefuse,
  onReport,
  onAccept,
  onGoOn,
}: ReviewStepProps) {
  const messages = useMessages()
  const { codeChoices, verificationCode, relyingPartyName } = request
  return (
    <section className="page">
      <div className="grow">
        <RequestHead request={request} />
        {codeChoices === null && verificationCode !== null && (
          <div className="code">
            <p className="code-title">{messages.request.codeTitle}</p>
            <p className="code-digits" role="img" aria-label={messages.request.code(verificationCode)}>
              {verificationCode}
            </p>
            <p className="hint">{messages.request.codeLead(relyingPartyName)}</p>
          </div>
        )}
        {codeChoices !== null && (
          <div className="code">
            <p className="code-title">{messages.request.chooseTitle(relyingPartyName)}</p>
            <div className="choices">
              {codeChoices.map((code) => (
                <button
                  key={code}
                  type="button"
                  disabled={working}
                  aria-label={messages.request.code(code)}
                  onClick={() => onGoOn(code)}
                >
                  {code}
                </button>
              ))}
            </div>
            <p className="hint">{messages.request.chooseLead}</p>
          </div>
        )}
        <p className="problem" role="alert">
          {problem ?? ''}
        </p>
      </div>
      {request.kind === 'certificateChoice' && (
        <button type="button" className="primary" disabled={working} onClick={onAccept}>
          {messages.request.allow}
        </button>
      )}
      {request.kind !== 'certificateChoice' && codeChoices === null && (
        <button type="button" className="primary" disabled={working} onClick={() => onGoOn(null)}>
          {messages.request.goOn}
        </button>
      )}
      <RequestActions working={working} onRefuse={onRefuse} onReport={onReport} />
    </section>
  )
}
