import { useState } from 'react'
import type { PhoneRequest, PhoneWarning } from '../../../server/domain/sessions/phoneRequest.ts'
import { ScreenTitle } from '../ScreenTitle.tsx'
import { useMessages } from '../text/MessagesProvider.tsx'
import { useSecondsLeft } from './useSecondsLeft.ts'

export type WarningStepsProps = {
  request: PhoneRequest
  working: boolean
  problem: string | null
  onReport: () => void
  onGoOn: () => void
}

/**
 * Interrupts before the PIN. It looks like nothing else in the app, its main button stops the request,
 * and going on takes the wait and, where the decision wants it, a second question.
 */
export function WarningSteps({ request, working, problem, onReport, onGoOn }: WarningStepsProps) {
  const messages = useMessages()
  const [second, setSecond] = useState(false)
  const { warning } = request
  if (warning === null) return null

  const actions = { working, onStop: onReport }
  return (
    <section className="page warning" aria-label={messages.warning.label}>
      <p className="warning-label">
        <span aria-hidden="true">!</span> {messages.warning.label}
      </p>
      <p className="problem" role="alert">
        {problem ?? ''}
      </p>
      {second ? (
        <SecondQuestion relyingPartyName={request.relyingPartyName} {...actions} onGoOn={onGoOn} />
      ) : (
        <FirstWarning
          warning={warning}
          relyingPartyName={request.relyingPartyName}
          {...actions}
          onGoOn={warning.secondStep ? () => setSecond(true) : onGoOn}
        />
      )}
    </section>
  )
}

type Actions = { relyingPartyName: string; working: boolean; onStop: () => void; onGoOn: () => void }

function FirstWarning({
  warning,
  relyingPartyName,
  working,
  onStop,
  onGoOn,
}: Actions & { warning: PhoneWarning }) {
  const messages = useMessages()
  const secondsLeft = useSecondsLeft(warning.waitSeconds)
  return (
    <>
      <div className="grow">
        <ScreenTitle>{warning.title}</ScreenTitle>
        <p className="lead">{warning.body}</p>
        <ul>
          {warning.points.map((point) => (
            <li key={point}>{point}</li>
          ))}
        </ul>
        <p className="from">
          {messages.warning.from} <strong>{relyingPartyName}</strong>
        </p>
      </div>
      <div className="actions">
        <button type="button" className="primary" disabled={working} onClick={onStop}>
          {warning.stopLabel}
        </button>
        <button type="button" className="plain" disabled={working || secondsLeft > 0} onClick={onGoOn}>
          {secondsLeft > 0 ? messages.warning.goOnIn(secondsLeft) : messages.warning.goOn}
        </button>
      </div>
    </>
  )
}

function SecondQuestion({ relyingPartyName, working, onStop, onGoOn }: Actions) {
  const messages = useMessages()
  return (
    <>
      <div className="grow">
        <ScreenTitle>{messages.warning.secondTitle}</ScreenTitle>
        <p className="lead">{messages.warning.secondLead(relyingPartyName)}</p>
      </div>
      <div className="actions">
        <button type="button" className="primary" disabled={working} onClick={onStop}>
          {messages.warning.secondNo}
        </button>
        <button type="button" className="plain" disabled={working} onClick={onGoOn}>
          {messages.warning.secondYes}
        </button>
      </div>
    </>
  )
}
